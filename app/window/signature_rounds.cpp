// SPDX-License-Identifier: Apache-2.0
#include "app/window/signature_rounds.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/window/identity_work.hpp"
#include "engine/linked/canonical_json.hpp"

namespace belvedere::window {
namespace {

using RoundJson = nlohmann::json;

// Messages that a round parses, whatever is in them.
constexpr std::size_t kMessagesARound = 8;
constexpr std::size_t kIdsAMessage = 1'000;
constexpr std::size_t kCheckedMost = 100'000;

bool has_signed_attribute(const RoundJson& object) {
    const auto is_signed = [](const RoundJson& attribute) {
        return attribute.is_object() && attribute.contains("ngsildproof");
    };
    return std::ranges::any_of(object, [&](const RoundJson& member) {
        return is_signed(member) || (member.is_array() && std::ranges::any_of(member, is_signed));
    });
}

std::string id_of(const RoundJson& object) {
    for (const char* name : {"id", "@id"}) {
        const auto found = object.find(name);
        if (found != object.end() && found->is_string()) return found->get<std::string>();
    }
    return {};
}

// The text is shallow, and so is this.
void collect_signed(const RoundJson& value, std::vector<std::string>& ids) {
    if (ids.size() >= kIdsAMessage || !value.is_structured()) return;
    if (value.is_object() && (value.contains("proof") || has_signed_attribute(value))) {
        if (std::string id = id_of(value); !id.empty()) return ids.push_back(std::move(id));
    }
    for (const RoundJson& member : value)
        collect_signed(member, ids);
}

}  // namespace

// Where the rounds are; what a job needs.
struct SignatureRounds::Round {
    // Of the round under way.
    SignedSource of;
    std::shared_ptr<const KnownSigners> signers;
    UtcTime now;
    std::vector<FoundKey> found;
    std::uint64_t checks = 0;
    std::atomic<bool> has_ended = false;

    // From round to round.
    std::map<SourceId, std::uint64_t> next;  // Numbers of messages.
    struct Message {
        SourceId source;
        feed::RawMessage message;
        std::vector<std::string>
            ids;  // Of what is signed in it and was not checked yet, last first.
    };
    std::optional<Message> begun;
    std::map<std::pair<SourceId, std::string>, UtcTime> checked;

    void start_over() {
        next.clear();
        begun.reset();
        checked.clear();
    }
    bool is_fresh(const std::string& id) {
        const auto known = checked.find({begun->source, id});
        constexpr auto kAgain_us = static_cast<std::int64_t>(kCheckedAgain_s * 1e6);
        return known != checked.end() && now.microseconds - known->second.microseconds < kAgain_us;
    }
    void check(const std::string& id) {
        if (checked.size() >= kCheckedMost) checked.clear();
        checked[{begun->source, id}] = now;
        ++checks;
        const std::string_view object = feed::object_about(begun->message.text, id);
        const Proof proof = judge_signed(object, id, *signers, now, context_beside(begun->message));
        if (proof.state == ProofState::kVerified) found.push_back({begun->source, id, proof.key});
    }
    // False when the source has no more.
    bool begin_message() {
        auto message = of.messages->next_with(next[of.source], may_be_signed);
        if (!message) return false;
        begun.emplace(Message{of.source, *std::move(message), {}});
        begun->ids = signed_ids(begun->message.text);
        std::ranges::reverse(begun->ids);
        return true;
    }
    void run() {
        for (std::size_t i = 0; i < kMessagesARound; ++i) {
            if (!begun && !begin_message()) return;
            while (!begun->ids.empty() && checks < kChecksARound) {
                const std::string id = std::move(begun->ids.back());
                begun->ids.pop_back();
                if (!is_fresh(id)) check(id);
            }
            if (!begun->ids.empty()) return;
            begun.reset();
        }
    }
};

SignatureRounds::SignatureRounds() : round_(std::make_shared<Round>()) {}
SignatureRounds::~SignatureRounds() = default;

void SignatureRounds::work_in(JobPool& jobs, std::function<void()> wake) {
    jobs_ = &jobs;
    wake_ = std::move(wake);
}

void SignatureRounds::end_round() {
    if (!is_working_ || !round_->has_ended.load(std::memory_order_acquire)) return;
    is_working_ = false;
    checked_ += std::exchange(round_->checks, 0);
    std::ranges::move(std::exchange(round_->found, {}), std::back_inserter(found_));
    round_->of = {};
}

void SignatureRounds::advance(std::span<const SignedSource> sources,
                              std::shared_ptr<const KnownSigners> signers,
                              const RoundMoment& moment) {
    end_round();
    if (is_working_ || sources.empty() || moment.steady_s - begun_s_ < kRoundPeriod_s) return;
    if (std::exchange(signers_, signers) != signers) round_->start_over();
    // A message that was begun is gone through first; its source may be gone meanwhile.
    SignedSource next;
    for (std::size_t i = 0; i < sources.size() && !next.messages; ++i) {
        const SignedSource& each = sources[(turn_ + i) % sources.size()];
        const bool has_more =
            each.messages && each.messages->next_number() > round_->next[each.source];
        if (round_->begun || has_more) {
            next = each;
            turn_ = (turn_ + i + 1) % sources.size();
        }
    }
    if (!next.messages) return;
    begun_s_ = moment.steady_s;
    is_working_ = true;
    round_->of = std::move(next);
    round_->signers = std::move(signers);
    round_->now = moment.now;
    round_->has_ended = false;
    auto job = [round = round_, wake = wake_] {
        round->run();
        const bool has_found = !round->found.empty();
        round->has_ended.store(true, std::memory_order_release);
        if (has_found && wake) wake();
    };
    if (jobs_ == nullptr) return job();
    jobs_->submit(std::move(job));
}

std::vector<FoundKey> SignatureRounds::take() {
    end_round();
    return std::exchange(found_, {});
}

std::vector<std::string> signed_ids(std::string_view text) {
    std::vector<std::string> ids;
    if (!may_be_signed(text) || !linked::is_shallow_json(text)) return ids;
    collect_signed(RoundJson::parse(text, nullptr, false), ids);
    return ids;
}

}  // namespace belvedere::window
