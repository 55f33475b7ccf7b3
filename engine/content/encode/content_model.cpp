// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/content_model.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>

#include "engine/content/encode/content_pictures.hpp"
#include "engine/content/encode/content_tables.hpp"
#include "engine/content/encode/weld_vertices.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/content/vertex_normal.hpp"

namespace belvedere::content::encode {

namespace {

// A row as its class and its place in it; kNone, kNone without one.
struct ClassRow {
    std::uint32_t table = kNone, row = kNone;
};

// What tells primitives apart.
struct GroupKey {
    std::uint32_t material = 0;
    std::uint32_t table = kNone, other_table = kNone;
    PrimitiveShape shape = PrimitiveShape::kTriangles;
    std::uint32_t template_primitive = kNone;  // Of an instanced one.

    friend auto operator<=>(const GroupKey&, const GroupKey&) = default;
};

struct Group {
    Primitive primitive;
    // Where a vertex of the primitive at hand went.
    std::unordered_map<std::uint32_t, std::uint32_t> vertices;
    std::uint32_t source = kNone;  // The primitive at hand.
};

glm::mat4 matrix_of(const InstanceRecord& instance) {
    glm::mat4 matrix(1.0F);
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 4; ++column)
            matrix[column][row] = instance.rows[row][column];
    }
    return matrix;
}

// Nothing where the matrix shears or mirrors.
std::optional<InstanceTransform> decomposed(const glm::mat4& matrix) {
    constexpr float kSkew = 1e-4F;
    const glm::mat3 linear(matrix);
    const glm::vec3 scale(glm::length(linear[0]), glm::length(linear[1]), glm::length(linear[2]));
    if (!(scale.x > 0.0F && scale.y > 0.0F && scale.z > 0.0F)) return std::nullopt;
    const glm::mat3 turn(linear[0] / scale.x, linear[1] / scale.y, linear[2] / scale.z);
    const bool is_skewed = std::abs(glm::dot(turn[0], turn[1])) > kSkew ||
                           std::abs(glm::dot(turn[1], turn[2])) > kSkew ||
                           std::abs(glm::dot(turn[2], turn[0])) > kSkew;
    if (is_skewed || glm::determinant(turn) < 0.0F) return std::nullopt;
    return InstanceTransform{glm::vec3(matrix[3]), glm::normalize(glm::quat_cast(turn)), scale};
}

class ModelWriter {
  public:
    ModelWriter(const TileContent& content, const ContentModelOptions& options)
        : content_(content), options_(options), table_(content), pictures_(content) {
        if (!options.has_other_set) return;
        for (const FeatureSetRecord& set : content.feature_sets()) {
            if (set.flags == 0 && other_ == nullptr) other_ = &set;
        }
    }

    Result<GlbModel> write() {
        model_.property_tables = tables_of(content_);
        model_.copyright = content_.text(content_.header().attribution);
        model_.features_label = "object";
        if (other_ != nullptr) model_.other_label = content_.text(other_->name);
        if (const auto done = pictures_.write(model_, options_.jpeg_quality); !done) {
            return fail(done.error());
        }
        const auto primitives = content_.primitives();
        for (std::uint32_t i = 0; i < primitives.size(); ++i) {
            if (primitives[i].instances.count > 0) {
                add_instances(i);
            } else {
                add_primitive(i, glm::mat4(1.0F), std::nullopt);
            }
        }
        for (auto& [key, group] : groups_) {
            if (group.primitive.positions.empty()) continue;
            if (key.shape == PrimitiveShape::kTriangles) weld_vertices(group.primitive);
            model_.primitives.push_back(std::move(group.primitive));
        }
        return std::move(model_);
    }

  private:
    [[nodiscard]] ClassRow class_row(std::uint32_t row) const {
        if (row == kNone) return {};
        const FeatureClassRecord* found = table_.class_of(row);
        if (found == nullptr) return {};
        return {static_cast<std::uint32_t>(found - content_.classes().data()),
                row - found->rows.first};
    }
    // What the second set says of a vertex of the content.
    [[nodiscard]] ClassRow other_row(std::uint32_t vertex) const {
        if (other_ == nullptr || vertex < other_->elements.first ||
            vertex - other_->elements.first >= other_->elements.count) {
            return {};
        }
        const std::uint32_t at = other_->rows_first + vertex - other_->elements.first;
        return class_row(content_.set_rows()[at]);
    }

    [[nodiscard]] std::uint32_t index_at(const PrimitiveRecord& primitive, std::uint32_t i) const {
        if (primitive.index_bytes == 2) return content_.indices_16()[primitive.indices.first + i];
        if (primitive.index_bytes == 4) return content_.indices_32()[primitive.indices.first + i];
        return i;
    }

    // Instances that are moves, turns and scales share the primitive; others are drawn out.
    void add_instances(std::uint32_t index) {
        const PrimitiveRecord& primitive = content_.primitives()[index];
        std::map<std::uint32_t, std::vector<std::pair<InstanceTransform, std::uint32_t>>> placed;
        const bool can_share = primitive.topology == Topology::kTriangles;
        for (std::uint32_t i = 0; i < primitive.instances.count; ++i) {
            const InstanceRecord& instance = content_.instances()[primitive.instances.first + i];
            const glm::mat4 matrix = matrix_of(instance);
            const auto transform = can_share ? decomposed(matrix) : std::nullopt;
            if (!transform) {
                add_primitive(index, matrix, instance.feature);
                continue;
            }
            const ClassRow row = class_row(instance.feature);
            placed[row.table].emplace_back(*transform, row.row);
        }
        for (const auto& [table, instances] : placed) {
            template_ = index;
            template_table_ = table;
            Group& group = add_primitive(index, glm::mat4(1.0F), kNone);
            for (const auto& [transform, row] : instances) {
                group.primitive.instances.push_back(transform);
                if (table != kNone) group.primitive.instance_features.push_back(row);
            }
            if (table != kNone) group.primitive.instance_property_table = table;
            template_ = kNone;
        }
    }

    // The group that the last corners went to. `feature` stands for the vertices' own.
    Group& add_primitive(std::uint32_t index, const glm::mat4& matrix,
                         std::optional<std::uint32_t> feature) {
        const PrimitiveRecord& primitive = content_.primitives()[index];
        const std::uint32_t each = primitive.topology == Topology::kTriangles ? 3
                                   : primitive.topology == Topology::kLines   ? 2
                                                                              : 1;
        const std::uint32_t count =
            primitive.indices.count > 0 ? primitive.indices.count : primitive.vertices.count;
        source_ = next_source_++;
        Group* last = nullptr;
        for (std::uint32_t i = 0; i + each <= count; i += each) {
            std::uint32_t corners[3] = {};
            for (std::uint32_t k = 0; k < each; ++k)
                corners[k] = primitive.vertices.first + index_at(primitive, i + k);
            last = &group_of(index, corners[0], feature);
            for (std::uint32_t k = 0; k < each; ++k) {
                const std::uint32_t vertex =
                    add_vertex(*last, primitive, corners[k], matrix, feature);
                if (each > 1) last->primitive.indices.push_back(vertex);
            }
        }
        return last != nullptr ? *last : groups_[GroupKey{.template_primitive = index}];
    }

    Group& group_of(std::uint32_t index, std::uint32_t vertex,
                    std::optional<std::uint32_t> feature) {
        const PrimitiveRecord& primitive = content_.primitives()[index];
        GroupKey key;
        key.material = pictures_.material(primitive.material);
        key.table = class_row(feature.value_or(content_.geometry()[vertex].feature)).table;
        key.other_table = feature ? kNone : other_row(vertex).table;
        key.shape = primitive.topology == Topology::kTriangles ? PrimitiveShape::kTriangles
                    : primitive.topology == Topology::kLines   ? PrimitiveShape::kLines
                                                               : PrimitiveShape::kPoints;
        if (template_ != kNone) {
            key.template_primitive = template_;
            key.other_table = template_table_;  // Tells apart, and is not written.
        }
        const auto [found, is_new] = groups_.try_emplace(key);
        Group& group = found->second;
        if (is_new) {
            group.primitive.shape = key.shape;
            group.primitive.material = key.material;
            if (key.table != kNone) group.primitive.property_table = key.table;
            if (key.other_table != kNone && template_ == kNone) {
                group.primitive.other_table = key.other_table;
            }
        }
        if (group.source != source_) group.vertices.clear();
        group.source = source_;
        return group;
    }

    std::uint32_t add_vertex(Group& group, const PrimitiveRecord& source, std::uint32_t vertex,
                             const glm::mat4& matrix, std::optional<std::uint32_t> feature) {
        Primitive& out = group.primitive;
        const auto next = static_cast<std::uint32_t>(out.positions.size());
        const auto [known, is_new] = group.vertices.try_emplace(vertex, next);
        if (!is_new) return known->second;
        const VertexGeometry& at = content_.geometry()[vertex];
        const glm::vec4 position(at.position_m[0], at.position_m[1], at.position_m[2], 1.0F);
        out.positions.emplace_back(matrix * position);
        // The first vertex says which arrays there are: they have one entry for each position.
        const bool is_first = next == 0;
        if (is_first ? (source.flags & primitive_flags::kHasNormals) != 0 : !out.normals.empty()) {
            out.normals.push_back(normal_of(at, matrix));
        }
        const std::uint32_t place = vertex - source.vertices.first;
        const bool has_uv = source.surface_first != kNone && pictures_.has_image(source.material);
        if (is_first ? has_uv : !out.uvs.empty()) {
            out.uvs.push_back(
                has_uv ? pictures_.coordinates(source.material,
                                               content_.surfaces()[source.surface_first + place])
                       : glm::vec2(0.0F));
        }
        const bool has_color = source.color_first != kNone;
        if (is_first ? has_color : !out.colors.empty()) {
            const Rgba8 color = has_color ? content_.colors()[source.color_first + place]
                                          : Rgba8{255, 255, 255, 255};
            out.colors.push_back({color.r, color.g, color.b, color.a});
        }
        // A corner that is shared with something of another class counts to what is here.
        if (out.property_table) {
            const ClassRow row = class_row(feature.value_or(at.feature));
            const bool is_here = row.table == *out.property_table;
            out.features.push_back(is_here                ? row.row
                                   : out.features.empty() ? 0
                                                          : out.features.back());
        }
        if (out.other_table) {
            const ClassRow row = other_row(vertex);
            const bool is_here = row.table == *out.other_table;
            auto& rows = out.other_features;
            rows.push_back(is_here ? row.row : rows.empty() ? 0 : rows.back());
        }
        return next;
    }

    static glm::vec3 normal_of(const VertexGeometry& at, const glm::mat4& matrix) {
        if (at.normal_oct[0] == kNoNormal) return {0.0F, 0.0F, 1.0F};
        const glm::mat3 turn = glm::transpose(glm::inverse(glm::mat3(matrix)));
        return glm::normalize(turn * glm::vec3(decode_normal(at.normal_oct)));
    }

    const TileContent& content_;
    const ContentModelOptions& options_;
    FeatureTable table_;
    ContentPictures pictures_;
    const FeatureSetRecord* other_ = nullptr;
    GlbModel model_;
    std::map<GroupKey, Group> groups_;
    std::uint32_t source_ = kNone, next_source_ = 0;
    std::uint32_t template_ = kNone, template_table_ = kNone;
};

}  // namespace

Result<GlbModel> model_of(const TileContent& content, const ContentModelOptions& options) {
    return ModelWriter(content, options).write();
}

}  // namespace belvedere::content::encode
