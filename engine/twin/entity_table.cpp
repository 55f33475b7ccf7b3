// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/entity_table.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/core/prefetch.hpp"
#include "engine/twin/limits.hpp"
#include "engine/twin/observation.hpp"

namespace belvedere::twin {
namespace {

constexpr std::size_t kTextBlockBytes = std::size_t{1} << 18;
constexpr std::size_t kSlotsLeast = 1024;
constexpr std::uint32_t kIndexBits = 28;  // Of all entities that ever were.
constexpr std::uint32_t kIndexMask = (1U << kIndexBits) - 1;
constexpr std::size_t kEver = kIndexMask - 1;
static_assert(limits::kEntities < kEver);

// One id in two sources has two places.
std::uint64_t hash_of(SourceId source, std::uint64_t id_hash) {
    std::uint64_t mixed = id_hash ^ (std::uint64_t{source.value} * 0x9E3779B97F4A7C15U);
    mixed ^= mixed >> 32U;
    return mixed * 0xD6E8FEB86659FD93U;
}

// The highest bits; the lowest choose the slot.
std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> (32U + kIndexBits)) << kIndexBits;
}

}  // namespace

std::size_t EntityTable::slot_of(const EntityKey& key) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t hash = hash_of(key.source, key.id_hash);
    const std::uint32_t tag = tag_of(hash);
    std::size_t slot = (hash >> 16U) & mask;
    for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if ((slots_[slot] & ~kIndexMask) != tag) continue;
        const EntityRecord& record = records_[(slots_[slot] & kIndexMask) - 1];
        if (record.source == key.source.value && record.id() == key.id) break;
    }
    return slot;
}

std::optional<EntityId> EntityTable::find(SourceId source, std::string_view id) const {
    return find({source, id, entity_id_hash(id)});
}

std::optional<EntityId> EntityTable::find(const EntityKey& key) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t found = slots_[slot_of(key)];
    if (found == 0) return std::nullopt;
    return EntityId{(found & kIndexMask) - 1};
}

void EntityTable::prefetch_slot(SourceId source, std::uint64_t id_hash) const {
    if (slots_.empty()) return;
    prefetch(&slots_[(hash_of(source, id_hash) >> 16U) & (slots_.size() - 1)]);
}

EntityId EntityTable::prefetch_record(SourceId source, std::uint64_t id_hash) const {
    if (slots_.empty()) return {};
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t hash = hash_of(source, id_hash);
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t slot = (hash >> 16U) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if ((slots_[slot] & ~kIndexMask) != tag) continue;
        const EntityId likely{(slots_[slot] & kIndexMask) - 1};
        prefetch_whole(records_[likely.value]);
        return likely;
    }
    return {};
}

std::optional<EntityId> EntityTable::ensure(const EntityKey& key) {
    if (key.id.empty() || key.id.size() > limits::kNameBytes) return std::nullopt;
    if (const auto known = find(key)) return known;
    if (held_ >= limits::kEntities || records_.size() >= kEver) return std::nullopt;
    if ((held_ + 1) * 4 > slots_.size() * 3) grow();
    const std::size_t slot = slot_of(key);
    ++held_;
    EntityRecord& record = records_.add();
    record.id_text = keep_text(key.id);
    record.id_length = static_cast<std::uint16_t>(key.id.size());
    record.source = static_cast<std::uint16_t>(key.source.value);
    const auto number = static_cast<std::uint32_t>(records_.size());
    slots_[slot] = tag_of(hash_of(key.source, key.id_hash)) | number;
    return EntityId{number - 1};
}

void EntityTable::grow() {
    rebuild_slots(std::max(kSlotsLeast, slots_.size() * 2));
}

void EntityTable::rebuild_slots(std::size_t count) {
    slots_.assign(count, 0);
    for (std::size_t i = 0; i < records_.size(); ++i) {
        if (!records_.holds(i) || records_[i].is_forgotten) continue;
        const EntityRecord& record = records_[i];
        const SourceId source{record.source};
        const std::uint64_t id_hash = entity_id_hash(record.id());
        slots_[slot_of({source, record.id(), id_hash})] =
            tag_of(hash_of(source, id_hash)) | static_cast<std::uint32_t>(i + 1);
    }
}

void EntityTable::forget(SourceId source) {
    const auto is_held = [](const EntityRecord& record) { return !record.is_forgotten; };
    const auto blocks = std::exchange(blocks_, {});  // Ids are read from them below.
    block_used_ = 0;
    for (std::size_t i = 0; i < records_.size(); ++i) {
        if (!records_.holds(i) || !is_held(records_[i])) continue;
        EntityRecord& record = records_[i];
        if (record.source != source.value) {
            record.id_text = keep_text(record.id());
            continue;
        }
        record = {};
        record.source = static_cast<std::uint16_t>(source.value);
        record.is_deleted = record.is_forgotten = true;
        --held_;
    }
    records_.release_unless(is_held);
    std::size_t count = kSlotsLeast;
    while (held_ * 4 > count * 3)
        count *= 2;
    rebuild_slots(count);
    slots_.shrink_to_fit();
}

const char* EntityTable::keep_text(std::string_view text) {
    if (blocks_.empty() || text.size() > kTextBlockBytes - block_used_) {
        blocks_.push_back(std::make_unique<char[]>(kTextBlockBytes));
        block_used_ = 0;
    }
    char* at = blocks_.back().get() + block_used_;
    std::memcpy(at, text.data(), text.size());
    block_used_ += text.size();
    return at;
}

std::size_t EntityTable::bytes() const {
    return records_.bytes() + slots_.capacity() * sizeof(std::uint32_t) +
           blocks_.size() * kTextBlockBytes;
}

}  // namespace belvedere::twin
