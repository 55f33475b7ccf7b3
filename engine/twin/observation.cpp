// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/observation.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/bytes.hpp"
#include "engine/core/hash.hpp"
#include "engine/twin/privacy_filter.hpp"

namespace belvedere::twin {

std::uint64_t entity_id_hash(std::string_view id) {
    return hash_64(as_bytes(id));
}

TextRange ObservationBatch::add_text(std::string_view text) {
    if (text.empty() || text.size() > limits::kBatchTextBytes - text_.size()) return {};
    const TextRange range{static_cast<std::uint32_t>(text_.size()),
                          static_cast<std::uint32_t>(text.size())};
    text_ += text;
    return range;
}

EntityUpdate& ObservationBatch::begin_update(std::string_view entity, std::string_view type) {
    EntityUpdate update;
    update.entity = add_text(entity);
    update.id_hash = entity_id_hash(text(update.entity));
    update.type = add_text(type);
    update.first = static_cast<std::uint32_t>(observations_.size());
    return updates_.emplace_back(update);
}

Observation& ObservationBatch::add(Observation observation) {
    ++updates_.back().count;
    return observations_.emplace_back(observation);
}

void ObservationBatch::cancel_update() {
    observations_.resize(updates_.back().first);
    updates_.pop_back();
}

void ObservationBatch::reject(std::string reason, std::string_view sample) {
    if (rejections_.size() >= limits::kRejectionsABatch) {
        ++unlisted_rejections_;
        return;
    }
    rejections_.push_back({std::move(reason), sample_of(sample)});
}

std::uint64_t ObservationBatch::bytes() const {
    std::uint64_t bytes = sizeof(*this) + text_.capacity() +
                          updates_.capacity() * sizeof(EntityUpdate) +
                          observations_.capacity() * sizeof(Observation);
    for (const Rejection& rejection : rejections_) {
        bytes += sizeof(Rejection) + rejection.reason.capacity() + rejection.sample.capacity();
    }
    return bytes;
}

bool ObservationBatch::is_full() const {
    // Half the text is left for what the entity under way may still add.
    return observations_.size() + received() >= limits::kObservationsABatch ||
           text_.size() >= limits::kBatchTextBytes / 2;
}

std::string sample_of(std::string_view bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const char character : without_personal(bytes, limits::kSampleBytes)) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte < 0x7F) {
            text += character;
        } else if (character == '\n' || character == '\t' || character == '\r') {
            text += ' ';
        } else {
            text += "\\x";
            text += kDigits[byte >> 4U];
            text += kDigits[byte & 15U];
        }
    }
    return text;
}

}  // namespace belvedere::twin
