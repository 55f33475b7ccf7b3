// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/entity_table.hpp"

#include <algorithm>
#include <cstring>

#include "engine/core/bytes.hpp"
#include "engine/core/hash.hpp"
#include "engine/twin/limits.hpp"

namespace belvedere::twin {
namespace {

constexpr std::size_t kTextBlockBytes = std::size_t{1} << 18;
constexpr std::size_t kSlotsLeast = 1024;

}  // namespace

std::size_t EntityTable::slot_of(SourceId source, std::string_view id) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_64(as_bytes(id), source.value) & mask;
    while (slots_[slot] != 0) {
        const EntityRecord& record = records_[slots_[slot] - 1];
        if (record.source == source.value && record.id() == id) break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

std::optional<EntityId> EntityTable::find(SourceId source, std::string_view id) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t found = slots_[slot_of(source, id)];
    if (found == 0) return std::nullopt;
    return EntityId{found - 1};
}

std::optional<EntityId> EntityTable::ensure(SourceId source, std::string_view id) {
    if (id.empty() || id.size() > limits::kNameBytes) return std::nullopt;
    if (const auto known = find(source, id)) return known;
    if (records_.size() >= limits::kEntities) return std::nullopt;
    if ((records_.size() + 1) * 4 > slots_.size() * 3) grow();
    const std::size_t slot = slot_of(source, id);
    EntityRecord& record = records_.add();
    record.id_text = keep_text(id);
    record.id_length = static_cast<std::uint16_t>(id.size());
    record.source = static_cast<std::uint16_t>(source.value);
    slots_[slot] = static_cast<std::uint32_t>(records_.size());
    return EntityId{slots_[slot] - 1};
}

void EntityTable::grow() {
    slots_.assign(std::max(kSlotsLeast, slots_.size() * 2), 0);
    for (std::size_t i = 0; i < records_.size(); ++i) {
        const EntityRecord& record = records_[i];
        slots_[slot_of(SourceId{record.source}, record.id())] = static_cast<std::uint32_t>(i + 1);
    }
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
