// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_properties.hpp"

#include <algorithm>
#include <charconv>
#include <variant>

#include <glm/geometric.hpp>

#include "app/city/tile_ray.hpp"
#include "engine/content/decode/tiles3d/property_type.hpp"
#include "engine/content/plain_points.hpp"
#include "engine/content/vertex_normal.hpp"

namespace belvedere::city {
namespace {

using expression::Value;

struct ToValue {
    Value operator()(std::monostate) const { return Value::null(); }
    Value operator()(bool truth) const { return Value::boolean(truth); }
    Value operator()(std::int64_t number) const {
        return Value::number(static_cast<double>(number));
    }
    Value operator()(std::uint64_t number) const {
        return Value::number(static_cast<double>(number));
    }
    Value operator()(double number) const { return Value::number(number); }
    Value operator()(std::string_view text) const { return Value::string(text); }
    Value operator()(content::JsonText json) const { return Value::json(json.text); }
};

// The whole numbers of a JSON array that the reader of hierarchies wrote.
std::vector<std::int64_t> numbers_in(std::string_view list) {
    std::vector<std::int64_t> numbers;
    const char* at = list.data();
    const char* const end = at + list.size();
    while (at != end) {
        std::int64_t number = 0;
        const auto read = std::from_chars(at, end, number);
        if (read.ec == std::errc()) {
            numbers.push_back(number);
            at = read.ptr;
        } else {
            ++at;
        }
    }
    return numbers;
}

}  // namespace

TileProperties::TileProperties(const content::TileContent& tile) : table_(tile), tile_(tile) {
    const auto classes = tile.classes();
    for (std::size_t c = 0; c < classes.size(); ++c) {
        for (std::uint32_t i = 0; i < classes[c].columns.count; ++i) {
            const std::uint32_t column = classes[c].columns.first + i;
            const std::string name(tile.text(tile.columns()[column].name));
            const auto [slot, is_new] =
                slots_.emplace(name, static_cast<std::uint32_t>(columns_.size()));
            if (is_new) columns_.emplace_back(classes.size(), content::kNone);
            columns_[slot->second][c] = column;
        }
        list_classes(classes[c]);
    }
    find_points();
}

void TileProperties::add_point(std::uint32_t row, const content::PrimitiveRecord& primitive,
                               std::uint32_t index) {
    if (row == content::kNone || first_point_[row] != content::kNone) return;
    first_point_[row] = primitive.vertices.first + index;
    if (primitive.color_first != content::kNone) {
        color_of_point_[row] = primitive.color_first + index;
    }
}

void TileProperties::find_points() {
    const std::vector<content::PlainPoints> plain = content::plain_points(tile_);
    const std::size_t rows = plain.empty() ? tile_.header().feature_count
                                           : plain.back().rows.first + plain.back().rows.count;
    auto next_plain = plain.begin();
    for (std::uint32_t p = 0; p < tile_.primitives().size(); ++p) {
        const content::PrimitiveRecord& primitive = tile_.primitives()[p];
        if (primitive.topology != content::Topology::kPoints) continue;
        first_point_.resize(rows, content::kNone);
        color_of_point_.resize(rows, content::kNone);
        const bool is_plain = next_plain != plain.end() && next_plain->primitive == p;
        for (std::uint32_t i = 0; i < primitive.vertices.count; ++i) {
            const std::uint32_t feature = tile_.geometry()[primitive.vertices.first + i].feature;
            add_point(is_plain ? next_plain->rows.first + i : feature, primitive, i);
        }
        if (is_plain) ++next_plain;
    }
}

std::string TileProperties::class_name(const content::FeatureClassRecord& row_class,
                                       std::uint32_t row) const {
    // The reader of hierarchies writes the class just before the parent.
    const content::ColumnRecord& column = tile_.columns()[row_class.parent_column - 1];
    return content::to_text(table_.value(row_class, column, row));
}

// All of them where the table says so, else the one.
std::vector<std::uint32_t> TileProperties::parents_of(const content::FeatureClassRecord& row_class,
                                                      std::uint32_t row) const {
    std::vector<std::uint32_t> parents;
    const auto add = [&](std::int64_t parent) {
        const std::int64_t end = std::int64_t{row_class.rows.first} + row_class.rows.count;
        if (parent >= row_class.rows.first && parent < end) {
            parents.push_back(static_cast<std::uint32_t>(parent));
        }
    };
    const auto& first = tile_.columns()[row_class.parent_column];
    const auto parent = table_.value(row_class, first, row);
    if (const auto* number = std::get_if<std::int64_t>(&parent)) add(*number);
    const content::ColumnRecord* all = table_.column(row_class, "parents");
    if (all == nullptr || all->type != content::ColumnType::kJson) return parents;
    const auto list = table_.value(row_class, *all, row);
    const auto* json = std::get_if<content::JsonText>(&list);
    if (json == nullptr) return parents;
    parents.clear();
    for (const std::int64_t each : numbers_in(json->text))
        add(each);
    return parents;
}

std::string TileProperties::class_list(const content::FeatureClassRecord& row_class,
                                       std::uint32_t row) const {
    constexpr std::size_t kAncestors = 64;  // Deeper ones are no longer asked for by name.
    std::vector<std::uint32_t> rows{row};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const std::uint32_t parent : parents_of(row_class, rows[i])) {
            const bool is_known = std::find(rows.begin(), rows.end(), parent) != rows.end();
            if (!is_known && rows.size() < kAncestors) rows.push_back(parent);
        }
    }
    std::string list = "[";
    for (const std::uint32_t each : rows) {
        if (list.size() > 1) list += ',';
        content::tiles3d::append_text(list, class_name(row_class, each));
    }
    return list + "]";
}

void TileProperties::list_classes(const content::FeatureClassRecord& row_class) {
    const std::uint32_t parent = row_class.parent_column;
    if (parent == content::kNone || parent == row_class.columns.first) return;
    if (tile_.text(tile_.columns()[parent - 1].name) != "class") return;
    classes_of_row_.resize(tile_.header().feature_count, nullptr);
    for (std::uint32_t i = 0; i < row_class.rows.count; ++i) {
        const std::uint32_t row = row_class.rows.first + i;
        const auto [list, is_new] = classes_.insert(class_list(row_class, row));
        classes_of_row_[row] = &*list;
    }
}

std::optional<std::uint32_t> TileProperties::slot_of(std::string_view name) const {
    const auto found = slots_.find(name);
    if (found != slots_.end()) return found->second;
    const auto slot = [](Meaning meaning) { return static_cast<std::uint32_t>(meaning); };
    if (name == expression::kClassesProperty && !classes_of_row_.empty()) {
        return slot(Meaning::kClasses);
    }
    if (first_point_.empty()) return std::nullopt;
    if (name == "POSITION") return slot(Meaning::kPosition);
    if (name == "POSITION_ABSOLUTE") return slot(Meaning::kPositionAbsolute);
    if (name == "NORMAL") return slot(Meaning::kNormal);
    if (name == "COLOR") return slot(Meaning::kColor);
    return std::nullopt;
}

Value TileProperties::of_point(Meaning meaning, std::uint32_t row) const {
    const std::uint32_t point = row < first_point_.size() ? first_point_[row] : content::kNone;
    if (point == content::kNone) return {};
    const content::VertexGeometry& vertex = tile_.geometry()[point];
    if (meaning == Meaning::kColor) {
        const std::uint32_t index = color_of_point_[row];
        if (index >= tile_.colors().size()) return {};
        const content::Rgba8 color = tile_.colors()[index];
        return Value::vector(4, glm::dvec4(color.r, color.g, color.b, color.a) / 255.0);
    }
    const auto& p = vertex.position_m;
    const glm::dvec3 position(static_cast<double>(p[0]), static_cast<double>(p[1]),
                              static_cast<double>(p[2]));
    if (meaning == Meaning::kPositionAbsolute) {
        return Value::vector(3, glm::dvec4(frame_of(tile_).to_world(position), 0.0));
    }
    glm::dvec4 vector(position, 1.0);
    if (meaning == Meaning::kNormal) {
        if (vertex.normal_oct[0] == content::kNoNormal) return {};
        vector = glm::dvec4(content::decode_normal(vertex.normal_oct), 0.0);
    }
    const content::ContentFrameRecord* frame = tile_.content_frame();
    glm::dvec4 out = vector;
    for (glm::length_t i = 0; i < 3 && frame != nullptr; ++i) {
        const auto& r = frame->rows[i];
        out[i] = glm::dot(glm::dvec4(r[0], r[1], r[2], r[3]), vector);
    }
    out.w = 0.0;
    if (meaning == Meaning::kNormal) out /= glm::length(out);
    return Value::vector(3, out);
}

Value TileProperties::value(std::uint32_t slot, std::uint32_t row) const {
    if (slot >= static_cast<std::uint32_t>(Meaning::kPosition)) {
        const auto meaning = static_cast<Meaning>(slot);
        if (meaning != Meaning::kClasses) return of_point(meaning, row);
        const std::string* list = row < classes_of_row_.size() ? classes_of_row_[row] : nullptr;
        return list == nullptr ? Value{} : Value::json(*list);
    }
    const content::FeatureClassRecord* row_class = table_.class_of(row);
    if (row_class == nullptr) return {};
    const auto index = static_cast<std::size_t>(row_class - tile_.classes().data());
    const std::uint32_t column = columns_[slot][index];
    if (column == content::kNone) return {};
    return std::visit(ToValue{}, table_.value(*row_class, tile_.columns()[column], row));
}

}  // namespace belvedere::city
