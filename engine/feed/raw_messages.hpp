// SPDX-License-Identifier: Apache-2.0
// The last messages of a source as they came, for whoever wants to see what was really sent.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/feed/decoder.hpp"

namespace belvedere::feed {

// One message. Text stays as it is but for values of personal members, which read "(withheld)"
// (twin/privacy_filter.hpp); bytes that are no text are written as "\xNN".
struct RawMessage {
    UtcTime received_at;
    std::string topic;         // Or path; empty where there is none.
    std::string link_context;  // URL of the JSON-LD context that came in a header, or empty.
    std::string text;          // At most limits::kRawMessageBytes of it.
    std::uint64_t bytes = 0;   // As it came.
    bool is_cut = false;
    bool is_binary = false;
};

// A ring: at most limits::kRawMessages and kRawBytes, the oldest go. Nothing of it reaches a disk
// by itself. Any thread.
class RawMessages {
  public:
    RawMessages();
    ~RawMessages();
    RawMessages(const RawMessages&) = delete;
    RawMessages& operator=(const RawMessages&) = delete;

    void keep(ByteView payload, const MessageInfo& info);
    // The newest that speaks of what has this id, by a member "id", "@id" or "@iot.id" or by its
    // topic; else the newest that mentions it.
    [[nodiscard]] std::optional<RawMessage> newest_about(std::string_view id) const;
    // Oldest first, at most the newest `count_max`.
    [[nodiscard]] std::vector<RawMessage> newest(std::size_t count_max) const;
    [[nodiscard]] std::size_t size() const;
    // Messages are numbered from 0 as they are kept. The first from `number` on whose text is
    // `wanted`, which must be quick: keeping waits for it. `number` is then that of the next one;
    // nothing: no kept one is, and `number` is next_number().
    [[nodiscard]] std::optional<RawMessage> next_with(std::uint64_t& number,
                                                      bool (*wanted)(std::string_view text)) const;
    // Of the message that is kept next.
    [[nodiscard]] std::uint64_t next_number() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// A decoder that keeps what it is given before it decodes it; the same one without a ring.
[[nodiscard]] std::unique_ptr<Decoder> keeping(std::unique_ptr<Decoder> decoder,
                                               std::shared_ptr<RawMessages> ring);

// Of a JSON text the innermost object that the id stands in, else the whole text: what a page of a
// thousand devices says of one. Pure.
[[nodiscard]] std::string_view object_about(std::string_view text, std::string_view id);

}  // namespace belvedere::feed
