// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_family.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>

#include <glm/common.hpp>

#include "engine/content/feature_table.hpp"

namespace belvedere::city {
namespace {

using content::FeatureTable;
using content::kNone;
using content::TileContent;

std::string_view text_in(const FeatureTable& table, const content::FeatureClassRecord& row_class,
                         const content::ColumnRecord& column, std::uint32_t row) {
    const auto value = table.value(row_class, column, row);
    const auto* text = std::get_if<std::string_view>(&value);
    return text != nullptr ? *text : std::string_view();
}

// The column that names the parent by its id; null for a class without one.
const content::ColumnRecord* parent_column(const FeatureTable& table,
                                           const content::FeatureClassRecord& row_class) {
    if (row_class.parent_column != kNone) return nullptr;
    const content::ColumnRecord* column = table.column(row_class, "parent");
    const bool is_text = column != nullptr && column->type == content::ColumnType::kText;
    return is_text ? column : nullptr;
}

void add_by_number(const TileContent& tile, const FeatureTable& table,
                   const content::FeatureClassRecord& row_class,
                   std::vector<std::uint32_t>& parents) {
    const content::ColumnRecord& column = tile.columns()[row_class.parent_column];
    for (std::uint32_t i = 0; i < row_class.rows.count; ++i) {
        const std::uint32_t row = row_class.rows.first + i;
        const auto value = table.value(row_class, column, row);
        const auto* parent = std::get_if<std::int64_t>(&value);
        const bool is_row = parent != nullptr && *parent >= 0 &&
                            *parent < static_cast<std::int64_t>(parents.size());
        if (is_row && *parent != row) parents[row] = static_cast<std::uint32_t>(*parent);
    }
}

// The first row of each id: objects stand before surfaces.
std::unordered_map<std::string_view, std::uint32_t> rows_by_id(const TileContent& tile,
                                                               const FeatureTable& table) {
    std::unordered_map<std::string_view, std::uint32_t> rows;
    rows.reserve(tile.header().feature_count);
    for (const content::FeatureClassRecord& row_class : tile.classes()) {
        if (row_class.id_column == kNone) continue;
        const content::ColumnRecord& column = tile.columns()[row_class.id_column];
        if (column.type != content::ColumnType::kText) continue;
        for (std::uint32_t i = 0; i < row_class.rows.count; ++i) {
            const std::uint32_t row = row_class.rows.first + i;
            const std::string_view id = text_in(table, row_class, column, row);
            if (!id.empty()) rows.try_emplace(id, row);
        }
    }
    return rows;
}

// Looks for the wanted rows in vertices and gathers their triangles.
class ShapeFinder {
  public:
    ShapeFinder(const TileContent& tile, const std::vector<bool>& wanted)
        : tile_(tile), wanted_(wanted) {
        other_rows_.assign(tile.geometry().size(), kNone);
        for (const content::FeatureSetRecord& set : tile.feature_sets()) {
            constexpr std::uint32_t kNoRows =
                content::feature_set_flags::kOfInstances | content::feature_set_flags::kPlainIds;
            if ((set.flags & kNoRows) != 0) continue;
            const auto rows = tile.set_rows().subspan(set.rows_first, set.elements.count);
            for (std::uint32_t i = 0; i < rows.size(); ++i) {
                std::uint32_t& row = other_rows_[set.elements.first + i];
                if (row == kNone || !is_wanted(row)) row = rows[i];
            }
        }
    }

    RowShape find() {
        for (const content::PrimitiveRecord& primitive : tile_.primitives()) {
            for (const auto& instance :
                 tile_.instances().subspan(primitive.instances.first, primitive.instances.count)) {
                if (is_wanted(instance.feature)) add_instance(instance, primitive);
            }
            if (primitive.instances.count > 0) continue;
            if (primitive.topology == content::Topology::kTriangles) {
                add_triangles(primitive);
            } else {
                for (std::uint32_t i = 0; i < primitive.vertices.count; ++i)
                    if (has(primitive.vertices.first + i)) add(point(primitive.vertices.first + i));
            }
        }
        for (const auto& [ends, edge] : edges_) {
            if (shape_.edges.size() >= kOutlineEdgesMax) break;
            if (edge.uses == 1) shape_.edges.emplace_back(edge.from, edge.to);
        }
        return std::move(shape_);
    }

  private:
    // A millimetre: corners that two triangles share were written twice.
    using Corner = std::array<std::int64_t, 3>;
    struct Edge {
        glm::vec3 from{0.0F}, to{0.0F};
        std::uint32_t uses = 0;
    };

    [[nodiscard]] bool is_wanted(std::uint32_t row) const {
        return row < wanted_.size() && wanted_[row];
    }
    [[nodiscard]] bool has(std::uint32_t vertex) const {
        return is_wanted(tile_.geometry()[vertex].feature) || is_wanted(other_rows_[vertex]);
    }
    [[nodiscard]] glm::vec3 point(std::uint32_t vertex) const {
        const auto& p = tile_.geometry()[vertex].position_m;
        return {p[0], p[1], p[2]};
    }
    void add(const glm::vec3& at) {
        shape_.extent.low_m = glm::min(shape_.extent.low_m, at);
        shape_.extent.high_m = glm::max(shape_.extent.high_m, at);
    }
    void add_instance(const content::InstanceRecord& instance,
                      const content::PrimitiveRecord& primitive) {
        for (std::uint32_t i = 0; i < primitive.vertices.count; ++i) {
            const glm::vec3 from = point(primitive.vertices.first + i);
            glm::vec3 moved;
            for (int row = 0; row < 3; ++row) {
                moved[row] = instance.rows[row][0] * from.x + instance.rows[row][1] * from.y +
                             instance.rows[row][2] * from.z + instance.rows[row][3];
            }
            add(moved);
        }
    }

    [[nodiscard]] std::uint32_t corner_of(const content::PrimitiveRecord& primitive,
                                          std::uint32_t i) const {
        std::uint32_t index = i;
        if (primitive.index_bytes == 2) index = tile_.indices_16()[primitive.indices.first + i];
        if (primitive.index_bytes == 4) index = tile_.indices_32()[primitive.indices.first + i];
        return primitive.vertices.first + index;
    }

    void add_triangles(const content::PrimitiveRecord& primitive) {
        const std::uint32_t count =
            primitive.index_bytes == 0 ? primitive.vertices.count : primitive.indices.count;
        for (std::uint32_t i = 0; i + 2 < count; i += 3) {
            const std::uint32_t corners[3] = {corner_of(primitive, i), corner_of(primitive, i + 1),
                                              corner_of(primitive, i + 2)};
            if (!has(corners[0])) continue;
            for (int k = 0; k < 3; ++k) {
                add(point(corners[k]));
                add_edge(point(corners[k]), point(corners[(k + 1) % 3]));
            }
        }
    }
    void add_edge(const glm::vec3& from, const glm::vec3& to) {
        const auto corner = [](const glm::vec3& at) {
            constexpr float kMillimetres = 1000.0F;
            return Corner{std::llround(at.x * kMillimetres), std::llround(at.y * kMillimetres),
                          std::llround(at.z * kMillimetres)};
        };
        const Corner a = corner(from), b = corner(to);
        if (a == b) return;
        Edge& edge = edges_[a < b ? std::pair(a, b) : std::pair(b, a)];
        edge.from = from;
        edge.to = to;
        ++edge.uses;
    }

    const TileContent& tile_;
    const std::vector<bool>& wanted_;
    std::vector<std::uint32_t> other_rows_;
    std::map<std::pair<Corner, Corner>, Edge> edges_;
    RowShape shape_;
};

}  // namespace

std::vector<std::uint32_t> parent_rows(const TileContent& tile) {
    const FeatureTable table(tile);
    const bool has_any = std::ranges::any_of(tile.classes(), [&](const auto& row_class) {
        return row_class.parent_column != kNone || parent_column(table, row_class) != nullptr;
    });
    if (!has_any) return {};
    std::vector<std::uint32_t> parents(tile.header().feature_count, kNone);
    const auto rows = rows_by_id(tile, table);
    for (const content::FeatureClassRecord& row_class : tile.classes()) {
        if (row_class.parent_column != kNone) add_by_number(tile, table, row_class, parents);
        const content::ColumnRecord* column = parent_column(table, row_class);
        if (column == nullptr) continue;
        for (std::uint32_t i = 0; i < row_class.rows.count; ++i) {
            const std::uint32_t row = row_class.rows.first + i;
            const auto found = rows.find(text_in(table, row_class, *column, row));
            if (found != rows.end() && found->second != row) parents[row] = found->second;
        }
    }
    return parents;
}

std::uint32_t top_row(std::span<const std::uint32_t> parents, std::uint32_t row) {
    for (std::uint32_t up = 0; up < kFamilyDepth && row < parents.size(); ++up) {
        if (parents[row] >= parents.size()) break;  // None, or one that is not there.
        row = parents[row];
    }
    return row;
}

std::vector<std::uint32_t> rows_below(std::span<const std::uint32_t> parents, std::uint32_t row) {
    std::vector<std::uint32_t> rows{row};
    std::vector<bool> is_in(parents.size());
    if (row >= parents.size()) return rows;
    is_in[row] = true;
    // Each round finds what is one step further down.
    for (std::uint32_t depth = 0, first = 0; depth < kFamilyDepth; ++depth) {
        const auto last = static_cast<std::uint32_t>(rows.size());
        for (std::uint32_t child = 0; child < parents.size(); ++child) {
            const std::uint32_t parent = parents[child];
            const bool has_parent = parent < parents.size();
            if (!has_parent || is_in[child] || !is_in[parent]) continue;
            const auto level = std::span(rows).subspan(first, last - first);
            if (std::ranges::find(level, parent) == level.end()) continue;
            is_in[child] = true;
            rows.push_back(child);
        }
        if (rows.size() == last) break;
        first = last;
    }
    return rows;
}

RowShape shape_of_rows(const TileContent& tile, const std::vector<bool>& wanted) {
    return ShapeFinder(tile, wanted).find();
}

}  // namespace belvedere::city
