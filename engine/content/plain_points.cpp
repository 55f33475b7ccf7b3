// SPDX-License-Identifier: Apache-2.0
#include "engine/content/plain_points.hpp"

#include <algorithm>

namespace belvedere::content {
namespace {

bool is_plain(const TileContent& content, const PrimitiveRecord& primitive) {
    if (primitive.topology != Topology::kPoints || primitive.vertices.count == 0) return false;
    if (content.header().feature_count == 0) return true;
    const auto has_none = [](const auto& each) { return each.feature == kNone; };
    const Range& of = primitive.instances;
    return std::ranges::all_of(
               content.geometry().subspan(primitive.vertices.first, primitive.vertices.count),
               has_none) &&
           (of.count == 0 ||
            std::ranges::all_of(content.instances().subspan(of.first, of.count), has_none));
}

}  // namespace

std::vector<PlainPoints> plain_points(const TileContent& content) {
    std::vector<PlainPoints> plain;
    std::uint32_t next = content.header().feature_count;
    const auto primitives = content.primitives();
    for (std::uint32_t i = 0; i < primitives.size(); ++i) {
        const std::uint32_t count = primitives[i].vertices.count;
        if (!is_plain(content, primitives[i]) || count > kNone - next) continue;
        plain.push_back({i, {next, count}});
        next += count;
    }
    return plain;
}

}  // namespace belvedere::content
