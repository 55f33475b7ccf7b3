// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/raw_messages.hpp"

#include <algorithm>
#include <cctype>
#include <deque>
#include <mutex>
#include <utility>

#include "engine/feed/limits.hpp"
#include "engine/twin/privacy_filter.hpp"

namespace belvedere::feed {
namespace {

bool is_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' ||
           letter == '-' || letter == '.';
}

// Where `word` stands by itself, from `at` on.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t at = 0) {
    for (at = text.find(word, at); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !is_word(text[at - 1]);
        if (begins && (end == text.size() || !is_word(text[end]))) return at;
    }
    return std::string_view::npos;
}

// Where it is the id of what the text speaks of, not of what that refers to.
std::size_t find_own(std::string_view text, std::string_view id) {
    for (std::size_t at = find_word(text, id); at != std::string_view::npos;
         at = find_word(text, id, at + 1)) {
        const std::string_view before = text.substr(0, at);
        const std::size_t end = before.find_last_not_of("\" \t\r\n:");
        const std::string_view member =
            before.substr(0, end == std::string_view::npos ? 0 : end + 1);
        if (member.ends_with("\"id") || member.ends_with("\"@id") || member.ends_with("@iot.id"))
            return at;
    }
    return std::string_view::npos;
}

bool is_plain_text(std::string_view bytes) {
    return std::ranges::all_of(bytes, [](char letter) {
        const auto code = static_cast<unsigned char>(letter);
        return code >= 0x20 || letter == '\n' || letter == '\r' || letter == '\t';
    });
}

std::string escaped_bytes(std::string_view bytes, std::size_t bytes_max) {
    constexpr std::string_view kHexDigits = "0123456789abcdef";
    constexpr std::size_t kEscape = 4;
    std::string text;
    for (const char letter : bytes) {
        if (text.size() + kEscape > bytes_max) break;
        const auto code = static_cast<unsigned char>(letter);
        if (code >= 0x20 && code < 0x7F && letter != '\\') {
            text += letter;
        } else {
            text += {'\\', 'x', kHexDigits[code >> 4U], kHexDigits[code & 0xFU]};
        }
    }
    return text;
}

class KeepingDecoder final : public Decoder {
  public:
    KeepingDecoder(std::unique_ptr<Decoder> decoder, std::shared_ptr<RawMessages> ring)
        : decoder_(std::move(decoder)), ring_(std::move(ring)) {}
    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override {
        ring_->keep(payload, info);
        decoder_->decode(payload, info, batch);
    }

  private:
    std::unique_ptr<Decoder> decoder_;
    std::shared_ptr<RawMessages> ring_;
};

}  // namespace

struct RawMessages::State {
    mutable std::mutex mutex;
    std::deque<RawMessage> messages;
    std::size_t bytes = 0;
    std::uint64_t first_number = 0;  // Of the oldest that is kept.

    static std::size_t size_of(const RawMessage& message) {
        return sizeof(RawMessage) + message.text.size() + message.topic.size() +
               message.link_context.size();
    }
};

RawMessages::RawMessages() : state_(std::make_unique<State>()) {}
RawMessages::~RawMessages() = default;

void RawMessages::keep(ByteView payload, const MessageInfo& info) {
    const std::string_view whole = as_text(payload);
    RawMessage message;
    message.received_at = info.received_at;
    message.topic = info.topic.substr(0, limits::kRawTopicBytes);
    message.link_context = info.link_context.substr(0, limits::kRawTopicBytes);
    message.bytes = whole.size();
    message.is_binary = !is_plain_text(whole.substr(0, limits::kRawMessageBytes));
    message.text = message.is_binary ? escaped_bytes(whole, limits::kRawMessageBytes)
                                     : twin::without_personal(whole, limits::kRawMessageBytes);
    message.is_cut = whole.size() > limits::kRawMessageBytes ||
                     message.text.size() + 4 > limits::kRawMessageBytes;
    const std::lock_guard lock(state_->mutex);
    state_->bytes += State::size_of(message);
    state_->messages.push_back(std::move(message));
    while (state_->messages.size() > limits::kRawMessages || state_->bytes > limits::kRawBytes) {
        state_->bytes -= State::size_of(state_->messages.front());
        state_->messages.pop_front();
        ++state_->first_number;
    }
}

std::optional<RawMessage> RawMessages::newest_about(std::string_view id) const {
    if (id.empty()) return std::nullopt;
    const std::lock_guard lock(state_->mutex);
    const RawMessage* mentions = nullptr;
    for (auto message = state_->messages.rbegin(); message != state_->messages.rend(); ++message) {
        if (find_own(message->text, id) != std::string_view::npos ||
            find_word(message->topic, id) != std::string_view::npos)
            return *message;
        if (mentions == nullptr && find_word(message->text, id) != std::string_view::npos)
            mentions = &*message;
    }
    return mentions == nullptr ? std::nullopt : std::optional(*mentions);
}

std::vector<RawMessage> RawMessages::newest(std::size_t count_max) const {
    const std::lock_guard lock(state_->mutex);
    const std::size_t count = std::min(count_max, state_->messages.size());
    return {state_->messages.end() - static_cast<std::ptrdiff_t>(count), state_->messages.end()};
}

std::optional<RawMessage> RawMessages::next_with(std::uint64_t& number,
                                                 bool (*wanted)(std::string_view text)) const {
    const std::lock_guard lock(state_->mutex);
    const std::uint64_t end = state_->first_number + state_->messages.size();
    number = std::max(number, state_->first_number);
    while (number < end) {
        const RawMessage& message = state_->messages[number++ - state_->first_number];
        if (wanted(message.text)) return message;
    }
    return std::nullopt;
}

std::uint64_t RawMessages::next_number() const {
    const std::lock_guard lock(state_->mutex);
    return state_->first_number + state_->messages.size();
}

std::size_t RawMessages::size() const {
    const std::lock_guard lock(state_->mutex);
    return state_->messages.size();
}

std::unique_ptr<Decoder> keeping(std::unique_ptr<Decoder> decoder,
                                 std::shared_ptr<RawMessages> ring) {
    if (!ring) return decoder;
    return std::make_unique<KeepingDecoder>(std::move(decoder), std::move(ring));
}

std::string_view object_about(std::string_view text, std::string_view id) {
    std::size_t wanted = id.empty() ? std::string_view::npos : find_own(text, id);
    if (wanted == std::string_view::npos && !id.empty()) wanted = find_word(text, id);
    if (wanted == std::string_view::npos) return text;
    std::vector<std::size_t> open;
    bool is_quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (is_quoted) {
            if (letter == '\\') ++at;
            is_quoted = letter != '"';
            continue;
        }
        if (letter == '"') is_quoted = true;
        if (letter == '{') open.push_back(at);
        if (letter != '}' || open.empty()) continue;
        const std::size_t begin = open.back();
        open.pop_back();
        if (begin <= wanted && at >= wanted) return text.substr(begin, at - begin + 1);
    }
    return text;
}

}  // namespace belvedere::feed
