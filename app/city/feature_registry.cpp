// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_registry.hpp"

#include <algorithm>
#include <cassert>

#include "engine/core/hash.hpp"

namespace belvedere::city {

// The slot that holds the id, or the free one where it would go.
std::size_t FeatureRegistry::slot_of(SourceId source, std::string_view id) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_64(as_bytes(id), source.value) & mask;
    while (slots_[slot] != FeatureId::kNone) {
        const Entry& entry = entries_[slots_[slot]];
        if (entry.source == source &&
            std::string_view(text_).substr(entry.offset, entry.length) == id) {
            break;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

void FeatureRegistry::grow() {
    const std::size_t size = std::max<std::size_t>(1024, slots_.size() * 2);
    slots_.assign(size, FeatureId::kNone);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        slots_[slot_of(entries_[i].source, id_text(FeatureId{i}))] = i;
    }
}

FeatureId FeatureRegistry::intern(SourceId source, std::string_view id) {
    if (entries_.size() * 10 >= slots_.size() * 7) grow();
    const std::size_t slot = slot_of(source, id);
    if (slots_[slot] != FeatureId::kNone) return {slots_[slot]};
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({text_.size(), static_cast<std::uint32_t>(id.size()), source});
    text_.append(id);
    slots_[slot] = number;
    ++counts_[source];
    return {number};
}

FeatureId FeatureRegistry::find(SourceId source, std::string_view id) const {
    if (slots_.empty()) return {};
    return {slots_[slot_of(source, id)]};
}

std::string_view FeatureRegistry::id_text(FeatureId feature) const {
    assert(feature.value < entries_.size());
    const Entry& entry = entries_[feature.value];
    return std::string_view(text_).substr(entry.offset, entry.length);
}

SourceId FeatureRegistry::source_of(FeatureId feature) const {
    assert(feature.value < entries_.size());
    return entries_[feature.value].source;
}

std::size_t FeatureRegistry::size(SourceId source) const {
    const auto found = counts_.find(source);
    return found == counts_.end() ? 0 : found->second;
}

}  // namespace belvedere::city
