// SPDX-License-Identifier: Apache-2.0
// SignatureRounds: the signatures of all devices are looked at in turns, chosen or not, so that one
// id under two keys is found where nobody looks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/window/signer_documents.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/feed/raw_messages.hpp"

namespace belvedere::window {

// A round begins so often at most and checks so many signatures, each of some milliseconds.
inline constexpr double kRoundPeriod_s = 0.5;
inline constexpr std::size_t kChecksARound = 2;
// A device whose signature was checked is passed over for so long.
inline constexpr double kCheckedAgain_s = 300.0;

// Where messages of a source are.
struct SignedSource {
    SourceId source;
    std::shared_ptr<const feed::RawMessages> messages;
};
// A message of that device was signed by that key (a did:key), and the signature is right.
struct FoundKey {
    SourceId source;
    std::string id;
    std::string key;
};
struct RoundMoment {
    double steady_s = 0.0;
    UtcTime now;
};

// Goes through the kept messages of one source after the other from the oldest on, and checks what
// is signed in them as ProofChecker does for the chosen device. What comes faster than it is
// checked is left out as it leaves the ring, and comes again. Main thread; a job owns all it
// touches, one at a time. Memory: the ids of at most 100,000 checked devices.
class SignatureRounds {
  public:
    SignatureRounds();
    ~SignatureRounds();
    SignatureRounds(const SignatureRounds&) = delete;
    SignatureRounds& operator=(const SignatureRounds&) = delete;

    // Until then rounds are made where they are begun. `wake` is called from a worker once a key
    // was found.
    void work_in(JobPool& jobs, std::function<void()> wake);
    // Begins a round if one is due and some source has messages that were not looked at. With other
    // signers than the last time everything is looked at again. Constant work for each source.
    void advance(std::span<const SignedSource> sources, std::shared_ptr<const KnownSigners> signers,
                 const RoundMoment& moment);
    // What rounds that have ended found, once.
    [[nodiscard]] std::vector<FoundKey> take();
    // Signatures that were checked so far, right or not; of the round under way none.
    [[nodiscard]] std::uint64_t checked() const { return checked_; }

  private:
    struct Round;
    void end_round();

    JobPool* jobs_ = nullptr;
    std::function<void()> wake_;
    std::shared_ptr<Round> round_;  // The job's alone while one is under way.
    std::shared_ptr<const KnownSigners> signers_;
    std::vector<FoundKey> found_;
    double begun_s_ = -1e9;
    std::size_t turn_ = 0;  // Whose it is among the sources.
    std::uint64_t checked_ = 0;
    bool is_working_ = false;
};

// The ids of the objects in a JSON text that are signed, as a whole or an attribute of theirs, in
// their order; at most 1,000. Pure.
[[nodiscard]] std::vector<std::string> signed_ids(std::string_view text);

}  // namespace belvedere::window
