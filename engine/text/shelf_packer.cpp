// SPDX-License-Identifier: Apache-2.0
#include "engine/text/shelf_packer.hpp"

namespace belvedere::text {

std::optional<ShelfPacker::Place> ShelfPacker::add(std::uint32_t width, std::uint32_t height) {
    if (width > side_ || height > side_) return std::nullopt;
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_) {
        if (shelf.height < height || side_ - shelf.used < width) continue;
        if (best == nullptr || shelf.height < best->height) best = &shelf;
    }
    const std::uint32_t wanted = (height + 3) / 4 * 4;
    const bool has_room = bottom_ + wanted <= side_;
    // A row much too high is taken only when no other can begin.
    if (best == nullptr || (best->height > wanted + wanted / 2 && has_room)) {
        if (!has_room) return std::nullopt;
        shelves_.push_back({bottom_, wanted, 0});
        bottom_ += wanted;
        best = &shelves_.back();
    }
    const Place place{best->used, best->y};
    best->used += width;
    return place;
}

void ShelfPacker::clear() {
    bottom_ = 0;
    shelves_.clear();
}

}  // namespace belvedere::text
