// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/tile_tree.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/stream/limits.hpp"

namespace belvedere::stream {

std::uint32_t TileTree::allocate(std::uint32_t count) {
    for (auto& [first, free] : free_ranges_) {
        if (free < count) continue;
        const std::uint32_t taken = first;
        first += count;
        free -= count;
        return taken;
    }
    const auto first = static_cast<std::uint32_t>(nodes_.size());
    nodes_.resize(nodes_.size() + count);
    return first;
}

Result<TileId> TileTree::attach(TileId parent, TileGraft graft) {
    std::vector<TileGraft> grafts;
    grafts.push_back(std::move(graft));
    return attach(parent, std::move(grafts));
}

Result<TileId> TileTree::attach(TileId parent, std::vector<TileGraft> grafts) {
    std::size_t added = 0;
    std::erase_if(grafts, [](const TileGraft& graft) { return graft.nodes.empty(); });
    for (const TileGraft& graft : grafts) {
        added += graft.nodes.size();
    }
    if (living_ + added > limits::kNodes) {
        return fail(ErrorKind::kLimit,
                    "the tree has more than " + std::to_string(limits::kNodes) + " tiles");
    }
    if (slots_.size() - free_slots_.size() + grafts.size() > limits::kGrafts) {
        return fail(ErrorKind::kLimit, "more than " + std::to_string(limits::kGrafts) +
                                           " tilesets and subtrees are open");
    }
    const int base_depth = parent.valid() ? nodes_[parent.value].depth + 1 : 0;
    for (const TileGraft& graft : grafts) {
        if (graft.nodes.back().depth + base_depth > static_cast<int>(limits::kTreeDepth)) {
            return fail(ErrorKind::kLimit,
                        "tiles nest deeper than " + std::to_string(limits::kTreeDepth));
        }
    }
    if (grafts.empty()) return TileId{};
    const TileId first = insert(parent, std::move(grafts), static_cast<std::uint32_t>(added));
    if (!parent.valid()) root_ = first;
    return first;
}

// The grafts' roots come first and together, since children are consecutive; the rest of each
// graft follows in one piece.
TileId TileTree::insert(TileId parent, std::vector<TileGraft> grafts, std::uint32_t added) {
    const auto roots = static_cast<std::uint32_t>(grafts.size());
    const std::uint32_t first = allocate(added);
    std::uint32_t next = first + roots;
    for (std::uint32_t i = 0; i < roots; ++i) {
        const std::uint32_t slot = take_slot();
        Slot& owner = *slots_[slot];
        owner.root = first + i;
        owner.rest = next;
        owner.graft = std::move(grafts[i]);
        place_nodes(owner, slot, parent);
        next += static_cast<std::uint32_t>(owner.graft.nodes.size()) - 1;
        owner.node_count = static_cast<std::uint32_t>(owner.graft.nodes.size());
        std::vector<TileNode>().swap(owner.graft.nodes);
        bytes_ += owner.bytes();
        if (owner.graft.is_document) ++documents_;
    }
    living_ += added;
    if (parent.valid()) {
        nodes_[parent.value].first_child = TileId{first};
        nodes_[parent.value].child_count = roots;
        nodes_[parent.value].flags |= tile_flags::kExpandable;
    }
    return TileId{first};
}

std::uint32_t TileTree::take_slot() {
    if (!free_slots_.empty()) {
        const std::uint32_t slot = free_slots_.back();
        free_slots_.pop_back();
        slots_[slot] = std::make_unique<Slot>();
        return slot;
    }
    slots_.push_back(std::make_unique<Slot>());
    return static_cast<std::uint32_t>(slots_.size() - 1);
}

void TileTree::place_nodes(const Slot& owner, std::uint32_t slot, TileId parent) {
    const auto placed = [&](TileId relative) {
        return relative.value == 0 ? TileId{owner.root} : TileId{owner.rest + relative.value - 1};
    };
    const int base_depth = parent.valid() ? nodes_[parent.value].depth + 1 : 0;
    for (std::uint32_t i = 0; i < owner.graft.nodes.size(); ++i) {
        TileNode node = owner.graft.nodes[i];
        node.parent = i == 0 ? parent : placed(node.parent);
        if (node.child_count > 0) node.first_child = placed(node.first_child);
        if (node.request_volume != kNone) {
            node.request_volume = keep_volume(owner.graft.request_volumes[node.request_volume]);
        }
        node.graft = slot;
        node.depth = static_cast<std::uint16_t>(node.depth + base_depth);
        nodes_[placed(TileId{i}).value] = node;
    }
}

std::uint32_t TileTree::keep_volume(const geo::BoundingVolume& volume) {
    if (free_request_volumes_.empty()) {
        request_volumes_.push_back(volume);
        return static_cast<std::uint32_t>(request_volumes_.size() - 1);
    }
    const std::uint32_t place = free_request_volumes_.back();
    free_request_volumes_.pop_back();
    request_volumes_[place] = volume;
    return place;
}

void TileTree::collect_below(TileId tile) {
    scratch_.clear();
    const auto push_children = [this](TileId id) {
        const TileNode& node = nodes_[id.value];
        for (std::uint32_t i = 0; i < node.child_count; ++i) {
            scratch_.push_back(TileId{node.first_child.value + i});
        }
    };
    push_children(tile);
    for (std::size_t i = 0; i < scratch_.size(); ++i) {
        push_children(scratch_[i]);
    }
}

void TileTree::release_collected(TileId tile) {
    for (const TileId gone : scratch_) {
        const std::uint32_t slot = nodes_[gone.value].graft;
        if (slots_[slot] != nullptr && slots_[slot]->root == gone.value) {
            bytes_ -= slots_[slot]->bytes();
            if (slots_[slot]->graft.is_document) --documents_;
            slots_[slot].reset();
            free_slots_.push_back(slot);
        }
        const std::uint32_t volume = nodes_[gone.value].request_volume;
        if (volume != kNone) free_request_volumes_.push_back(volume);
        nodes_[gone.value] = TileNode{};
    }
    living_ -= scratch_.size();
    nodes_[tile.value].first_child = TileId{};
    nodes_[tile.value].child_count = 0;
    std::sort(scratch_.begin(), scratch_.end());
    for (const TileId gone : scratch_) {
        give_back(gone.value);
    }
    std::erase_if(free_ranges_, [](const auto& range) { return range.second == 0; });
    scratch_.clear();
}

void TileTree::give_back(std::uint32_t node) {
    if (!free_ranges_.empty()) {
        auto& [first, count] = free_ranges_.back();
        if (first + count == node) {
            ++count;
            return;
        }
    }
    free_ranges_.emplace_back(node, 1);
}

void TileTree::set_content(TileId tile, ContentPresence presence) {
    std::uint8_t& flags = nodes_[tile.value].flags;
    if (presence == ContentPresence::kSomething) {
        flags = static_cast<std::uint8_t>((flags | tile_flags::kHasContent) &
                                          ~tile_flags::kUnconditional);
    } else {
        flags = static_cast<std::uint8_t>((flags | tile_flags::kUnconditional) &
                                          ~tile_flags::kHasContent);
    }
}

std::uint32_t TileTree::detail_index(TileId tile) const {
    const Slot& slot = *slots_[nodes_[tile.value].graft];
    return tile.value == slot.root ? 0 : tile.value - slot.rest + 1;
}

TileRequest TileTree::request(TileId tile) const {
    const TileGraft& graft = slots_[nodes_[tile.value].graft]->graft;
    const TileDetail& detail = graft.details[detail_index(tile)];
    TileRequest request;
    request.base_uri = graft.base_uri;
    request.context = graft.context;
    if (detail.transform != kNone) request.transform = graft.transforms[detail.transform];
    request.place = {request.transform, graft.documents};
    if (detail.implicit != kNone) {
        request.implicit = graft.implicit_places[detail.implicit];
        return request;
    }
    for (std::uint32_t i = 0; i < detail.content_count; ++i) {
        const content::StringRef uri = graft.content_uris[detail.first_content + i];
        request.uris.push_back(graft.text.substr(uri.offset, uri.length));
    }
    return request;
}

TileMetadata TileTree::metadata(TileId tile) const {
    TileMetadata metadata;
    const Slot* slot = slots_[nodes_[tile.value].graft].get();
    const TileGraft& graft = slot->graft;
    metadata.context = graft.context;
    if (!graft.context->metadata_json.empty()) {
        metadata.entities.push_back({EntityScope::kTileset, graft.context->metadata_json});
    }
    // A subtree's entity stands at the subtree's root and holds for all of it.
    const TileDetail& root = graft.details.front();
    const auto add = [&](const TileDetail& detail, bool of_subtree) {
        for (std::uint32_t i = 0; i < detail.entity_count; ++i) {
            const GraftEntity& entity = graft.entities[detail.first_entity + i];
            if ((entity.scope == EntityScope::kSubtree) != of_subtree) continue;
            metadata.entities.push_back(
                {entity.scope, graft.text.substr(entity.json.offset, entity.json.length)});
        }
    };
    add(root, true);
    add(graft.details[detail_index(tile)], false);
    return metadata;
}

std::string TileTree::name(TileId tile) const {
    const TileRequest asked = request(tile);
    if (!asked.uris.empty()) return asked.uris.front();
    if (asked.implicit.tiling == kNone) return "tile " + std::to_string(tile.value);
    const auto& tiling = asked.context->implicit_tilings[asked.implicit.tiling];
    return content::tiles3d::expand_template(tiling.subtree_uri, asked.implicit.coordinates);
}

}  // namespace belvedere::stream
