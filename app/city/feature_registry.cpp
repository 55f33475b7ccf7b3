// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_registry.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include "engine/core/hash.hpp"

namespace belvedere::city {
namespace {

constexpr std::size_t kSlotsLeast = 1024;

}  // namespace

const FeatureRegistry::Entry& FeatureRegistry::entry(std::uint32_t number) const {
    return (*pages_[number / kPageEntries])[number % kPageEntries];
}

std::uint32_t FeatureRegistry::hash_of(SourceId source, std::string_view id) {
    return static_cast<std::uint32_t>(hash_64(as_bytes(id), source.value));
}

// The slot that holds the id, or the free one where it would go.
std::size_t FeatureRegistry::slot_of(SourceId source, std::string_view id,
                                     std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    for (; slots_[slot].number != FeatureId::kNone; slot = (slot + 1) & mask) {
        if (slots_[slot].hash != hash) continue;
        const Entry& there = entry(slots_[slot].number);
        if (there.source == source &&
            std::string_view(text_).substr(there.offset, there.length) == id) {
            break;
        }
    }
    return slot;
}

// As rebuild_slots() would, from the hashes that are there: no id is read.
void FeatureRegistry::grow_slots() {
    std::vector<Slot> grown(std::max(kSlotsLeast, slots_.size() * 2));
    const std::size_t mask = grown.size() - 1;
    for (const Slot& known : slots_) {
        if (known.number == FeatureId::kNone) continue;
        std::size_t slot = known.hash & mask;
        while (grown[slot].number != FeatureId::kNone)
            slot = (slot + 1) & mask;
        grown[slot] = known;
    }
    slots_ = std::move(grown);
}

void FeatureRegistry::rebuild_slots(std::size_t size) {
    slots_ = std::vector<Slot>(size);
    for (std::uint32_t i = 0; i < numbered_; ++i) {
        if (!knows({i})) continue;
        const std::uint32_t hash = hash_of(entry(i).source, id_text({i}));
        slots_[slot_of(entry(i).source, id_text({i}), hash)] = {i, hash};
    }
}

FeatureId FeatureRegistry::intern(SourceId source, std::string_view id) {
    return intern(source, id, hash_of(source, id));
}

FeatureId FeatureRegistry::intern(SourceId source, std::string_view id, std::uint32_t hash) {
    if (known_ * 10 >= slots_.size() * 7) grow_slots();
    Slot& slot = slots_[slot_of(source, id, hash)];
    if (slot.number != FeatureId::kNone) return {slot.number};
    const auto number = static_cast<std::uint32_t>(numbered_++);
    if (number / kPageEntries >= pages_.size()) pages_.push_back(std::make_unique<Page>());
    (*pages_.back())[number % kPageEntries] = {text_.size(), static_cast<std::uint32_t>(id.size()),
                                               source};
    text_.append(id);
    slot = {number, hash};
    ++known_;
    ++counts_[source];
    return {number};
}

void FeatureRegistry::intern(SourceId source, std::span<const std::string> ids,
                             std::span<FeatureId> features) {
    assert(ids.size() == features.size());
    constexpr std::size_t kAtOnce = 32;
    std::array<std::uint32_t, kAtOnce> hashes;
    for (std::size_t first = 0; first < ids.size(); first += kAtOnce) {
        const std::size_t count = std::min(kAtOnce, ids.size() - first);
        for (std::size_t i = 0; i < count; ++i) {
            hashes[i] = hash_of(source, ids[first + i]);
            if (!slots_.empty()) __builtin_prefetch(&slots_[hashes[i] & (slots_.size() - 1)]);
        }
        for (std::size_t i = 0; i < count; ++i)
            features[first + i] = intern(source, ids[first + i], hashes[i]);
    }
}

FeatureId FeatureRegistry::find(SourceId source, std::string_view id) const {
    if (slots_.empty()) return {};
    return {slots_[slot_of(source, id, hash_of(source, id))].number};
}

bool FeatureRegistry::knows(FeatureId feature) const {
    if (feature.value >= numbered_) return false;
    return pages_[feature.value / kPageEntries] != nullptr && entry(feature.value).source.valid();
}

std::string_view FeatureRegistry::id_text(FeatureId feature) const {
    assert(knows(feature));
    const Entry& there = entry(feature.value);
    return std::string_view(text_).substr(there.offset, there.length);
}

SourceId FeatureRegistry::source_of(FeatureId feature) const {
    assert(knows(feature));
    return entry(feature.value).source;
}

std::size_t FeatureRegistry::size(SourceId source) const {
    const auto found = counts_.find(source);
    return found == counts_.end() ? 0 : found->second;
}

void FeatureRegistry::forget_except(const std::vector<bool>& used) {
    std::string kept;
    known_ = 0;
    for (std::size_t p = 0; p < pages_.size(); ++p) {
        if (pages_[p] == nullptr) continue;
        bool is_any = false;
        for (std::uint32_t i = 0; i < kPageEntries; ++i) {
            Entry& there = (*pages_[p])[i];
            const std::size_t number = p * kPageEntries + i;
            if (!there.source.valid()) continue;
            if (number >= used.size() || !used[number]) {
                there = {};
                continue;
            }
            const std::uint64_t offset = kept.size();
            kept.append(text_, there.offset, there.length);
            there.offset = offset;
            is_any = true;
            ++known_;
        }
        // The last page still takes new ones.
        if (!is_any && p + 1 < pages_.size()) pages_[p].reset();
    }
    kept.shrink_to_fit();
    text_ = std::move(kept);
    rebuild_slots(std::max(kSlotsLeast, std::bit_ceil(known_ * 2)));
}

std::uint64_t FeatureRegistry::bytes() const {
    const auto pages = static_cast<std::uint64_t>(std::count_if(
        pages_.begin(), pages_.end(), [](const auto& page) { return page != nullptr; }));
    return text_.capacity() + pages * sizeof(Page) + pages_.capacity() * sizeof(pages_.front()) +
           slots_.capacity() * sizeof(Slot);
}

}  // namespace belvedere::city
