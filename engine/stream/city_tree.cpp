// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_tree.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "engine/stream/limits.hpp"

namespace belvedere::stream {
namespace {

using content::citymodel::CityBox;
using content::citymodel::CityMember;
using content::citymodel::FileRange;

// A coarse tile shows what is this share of its width: 200 m wide, 0.8 m.
constexpr double kCellShare = 1.0 / 256.0;
constexpr double kCellLeast_m = 0.25;

glm::dvec2 middle_of(const CityMember& member) {
    return {(member.bounds.min.x + member.bounds.max.x) * 0.5,
            (member.bounds.min.y + member.bounds.max.y) * 0.5};
}

// A node on its way: its members are order[first, first + count).
struct Part {
    std::uint32_t node = 0;
    std::uint32_t first = 0, count = 0;
};

class TreeBuilder {
  public:
    TreeBuilder(std::span<const CityMember> members, const glm::dvec2& metres_per_unit)
        : members_(members), metres_per_unit_(metres_per_unit) {
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            if (!members[i].bounds.is_empty()) order_.push_back(i);
            tree_.lods |= members[i].lods;
        }
    }

    CityTree build() {
        if (order_.empty()) return std::move(tree_);
        std::vector<Part> open{{add_node(0), 0, static_cast<std::uint32_t>(order_.size())}};
        std::vector<Part> all;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const Part part = open[i];
            all.push_back(part);
            measure(part);
            if (is_leaf(part)) continue;
            const std::vector<Part> children = split(part);
            tree_.nodes[part.node].first_child = children.front().node;
            tree_.nodes[part.node].child_count = static_cast<std::uint32_t>(children.size());
            open.insert(open.end(), children.begin(), children.end());
            const CityBox& box = tree_.nodes[part.node].bounds;
            const double width_m = std::max((box.max.x - box.min.x) * metres_per_unit_.x,
                                            (box.max.y - box.min.y) * metres_per_unit_.y);
            tree_.nodes[part.node].cell_m = std::max(width_m * kCellShare, kCellLeast_m);
        }
        write_ranges(all);
        return std::move(tree_);
    }

  private:
    std::uint32_t add_node(std::uint32_t depth) {
        CityTreeNode node;
        node.depth = depth;
        tree_.nodes.push_back(node);
        return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
    }

    void measure(const Part& part) {
        CityBox& bounds = tree_.nodes[part.node].bounds;
        for (std::uint32_t i = 0; i < part.count; ++i)
            bounds.add(members_[order_[part.first + i]].bounds);
    }

    [[nodiscard]] bool is_leaf(const Part& part) const {
        std::uint64_t polygons = 0;
        for (std::uint32_t i = 0; i < part.count; ++i)
            polygons += members_[order_[part.first + i]].polygons;
        const bool is_small =
            polygons <= limits::kCityTilePolygons && part.count <= limits::kCityTileMembers;
        return is_small || part.count == 1 ||
               tree_.nodes[part.node].depth >= limits::kCityTreeDepth;
    }

    // Into up to four quarters about the middle; members that all lie in one place in halves.
    std::vector<Part> split(const Part& part) {
        const auto first = order_.begin() + part.first, last = first + part.count;
        glm::dvec2 low = middle_of(members_[*first]), high = low;
        for (auto at = first; at != last; ++at) {
            low = glm::min(low, middle_of(members_[*at]));
            high = glm::max(high, middle_of(members_[*at]));
        }
        const glm::dvec2 middle = (low + high) * 0.5;
        const auto is_west = [&](std::uint32_t i) { return middle_of(members_[i]).x < middle.x; };
        const auto is_south = [&](std::uint32_t i) { return middle_of(members_[i]).y < middle.y; };
        const auto east = std::stable_partition(first, last, is_west);
        std::vector<std::uint32_t>::iterator cuts[] = {
            first, std::stable_partition(first, east, is_south), east,
            std::stable_partition(east, last, is_south), last};
        bool is_one = false;
        for (std::size_t i = 0; i < 4; ++i)
            is_one = is_one || cuts[i + 1] - cuts[i] == last - first;
        if (is_one) cuts[1] = cuts[2] = cuts[3] = first + (last - first) / 2;
        std::vector<Part> children;
        const std::uint32_t depth = tree_.nodes[part.node].depth + 1;
        for (std::size_t i = 0; i < 4; ++i) {
            if (cuts[i] == cuts[i + 1]) continue;
            children.push_back({add_node(depth),
                                static_cast<std::uint32_t>(cuts[i] - order_.begin()),
                                static_cast<std::uint32_t>(cuts[i + 1] - cuts[i])});
        }
        return children;
    }

    // Members stand in the order of the leaves, so that each node's are in one piece.
    void write_ranges(const std::vector<Part>& parts) {
        std::vector<std::uint32_t> starts;
        starts.reserve(order_.size() + 1);
        for (const std::uint32_t index : order_) {
            starts.push_back(static_cast<std::uint32_t>(tree_.ranges.size()));
            tree_.ranges.push_back(members_[index].range);
            tree_.ranges.insert(tree_.ranges.end(), members_[index].parts.begin(),
                                members_[index].parts.end());
        }
        starts.push_back(static_cast<std::uint32_t>(tree_.ranges.size()));
        for (const Part& part : parts) {
            CityTreeNode& node = tree_.nodes[part.node];
            node.range_first = starts[part.first];
            node.range_count = starts[part.first + part.count] - node.range_first;
        }
    }

    std::span<const CityMember> members_;
    glm::dvec2 metres_per_unit_;
    std::vector<std::uint32_t> order_;
    CityTree tree_;
};

struct PackedHeader {
    std::uint64_t nodes = 0, ranges = 0, text_bytes = 0, lods = 0, theme_bytes = 0;
};

// Texts without a line break, one a line.
std::string lines_of(const std::vector<std::string>& texts) {
    std::string lines;
    for (const std::string& text : texts)
        lines += text + '\n';
    return lines;
}

// False when the last line has no end.
bool read_lines(std::string_view lines, std::vector<std::string>& texts) {
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        if (end == lines.npos) return false;
        texts.emplace_back(lines.substr(0, end));
        lines.remove_prefix(end + 1);
    }
    return true;
}

template <class Record>
void append(Bytes& bytes, std::span<const Record> records) {
    const auto raw = std::as_bytes(records);
    bytes.insert(bytes.end(), raw.begin(), raw.end());
}

bool is_sound(const CityTree& tree) {
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const CityTreeNode& node = tree.nodes[i];
        const bool has_ranges = node.range_first <= tree.ranges.size() &&
                                node.range_count <= tree.ranges.size() - node.range_first;
        const bool has_children = node.child_count == 0 ||
                                  (node.first_child > i && node.first_child < tree.nodes.size() &&
                                   node.child_count <= tree.nodes.size() - node.first_child);
        if (!has_ranges || !has_children || node.depth > limits::kCityTreeDepth) return false;
    }
    return true;
}

}  // namespace

CityTree build_city_tree(std::span<const CityMember> members, const glm::dvec2& metres_per_unit) {
    return TreeBuilder(members, metres_per_unit).build();
}

Bytes pack_city_tree(const CityTree& tree) {
    const std::string text = lines_of(tree.warnings), themes = lines_of(tree.themes);
    const PackedHeader header{tree.nodes.size(), tree.ranges.size(), text.size(), tree.lods,
                              themes.size()};
    Bytes bytes;
    append(bytes, std::span(&header, 1));
    append(bytes, std::span<const CityTreeNode>(tree.nodes));
    append(bytes, std::span<const FileRange>(tree.ranges));
    append(bytes, std::span<const char>(text));
    append(bytes, std::span<const char>(themes));
    return bytes;
}

Result<CityTree> unpack_city_tree(ByteView bytes) {
    ByteReader reader(bytes);
    const auto header = reader.read<PackedHeader>();
    const auto broken = [] { return fail(ErrorKind::kBadData, "no tree of a city"); };
    if (reader.failed() || header.nodes > bytes.size() || header.ranges > bytes.size()) {
        return broken();
    }
    const ByteView nodes = reader.take(header.nodes * sizeof(CityTreeNode));
    const ByteView ranges = reader.take(header.ranges * sizeof(FileRange));
    const std::string_view text = as_text(reader.take(header.text_bytes));
    const std::string_view themes = as_text(reader.take(header.theme_bytes));
    if (reader.failed()) return broken();
    CityTree tree;
    tree.lods = header.lods;
    tree.nodes.resize(header.nodes);
    tree.ranges.resize(header.ranges);
    if (!nodes.empty()) std::memcpy(tree.nodes.data(), nodes.data(), nodes.size());
    if (!ranges.empty()) std::memcpy(tree.ranges.data(), ranges.data(), ranges.size());
    const bool has_lines = read_lines(text, tree.warnings) && read_lines(themes, tree.themes);
    if (!has_lines || !is_sound(tree)) return broken();
    return tree;
}

}  // namespace belvedere::stream
