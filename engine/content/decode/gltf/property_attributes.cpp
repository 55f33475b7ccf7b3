// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/property_attributes.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "engine/content/decode/gltf/column_writer.hpp"
#include "engine/content/decode/tiles3d/property_type.hpp"
#include "engine/content/id_column.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

using tiles3d::PropertyType;

// One property of a class with the attribute that holds its values.
struct AttributeProperty {
    JsonField declared;
    PropertyType type;
    const AccessorView* view = nullptr;
    std::vector<double> offset, scale;  // Empty without.
};

ColumnRecord named_column(const JsonField& property, TileContentBuilder& builder) {
    const auto text = [&](const char* key) {
        return builder.add_text(property.value[key].text().value_or(std::string_view{}));
    };
    ColumnRecord column{};
    column.name = builder.add_text(property.key);
    column.semantic = text("semantic");
    column.unit = text("unit");
    column.description = text("description");
    column.declared_type = builder.add_text(declared_type_text(property.value));
    column.nulls_offset = ~std::uint64_t{0};
    return column;
}

bool is_integer(const AttributeProperty& property) {
    return property.type.component < tiles3d::Component::kFloat32 && property.offset.empty() &&
           property.scale.empty() && !property.type.normalized && !property.view->is_normalized;
}

double at_or(const std::vector<double>& values, std::size_t index, double otherwise) {
    return index < values.size() ? values[index] : otherwise;
}

// Appends a column of points, one value a vertex.
class PointColumn {
  public:
    PointColumn(const AttributeProperty& property, TileContentBuilder& builder)
        : property_(property),
          builder_(builder),
          count_(static_cast<std::uint32_t>(property.view->count)),
          values_(property.view->count * property.view->components) {
        read_floats(*property.view, property.view->components, 0.0F, values_.data());
    }

    ColumnRecord write() {
        ColumnRecord column = named_column(property_.declared, builder_);
        column.type = column_type();
        column.values_offset = builder_.add_column_data(std::uint64_t{count_} * 8);
        for (std::uint32_t row = 0; row < count_; ++row) {
            const std::uint64_t bits = bits_of(row, column.type);
            std::memcpy(builder_.column_data().data() + column.values_offset + row * 8ULL, &bits,
                        sizeof(bits));
        }
        return column;
    }

  private:
    [[nodiscard]] ColumnType column_type() const {
        if (property_.type.kind == tiles3d::ElementKind::kEnum) return ColumnType::kText;
        if (property_.view->components > 1) return ColumnType::kJson;
        return is_integer(property_) ? ColumnType::kInt64 : ColumnType::kFloat64;
    }

    [[nodiscard]] double number(std::uint32_t row, std::size_t component) const {
        const std::size_t at = std::size_t{row} * property_.view->components + component;
        return static_cast<double>(values_[at]) * at_or(property_.scale, component, 1.0) +
               at_or(property_.offset, component, 0.0);
    }

    std::uint64_t bits_of(std::uint32_t row, ColumnType type) {
        std::uint64_t bits = 0;
        if (type == ColumnType::kFloat64) {
            const double value = number(row, 0);
            std::memcpy(&bits, &value, sizeof(bits));
        } else if (type == ColumnType::kInt64) {
            const auto value = static_cast<std::int64_t>(number(row, 0));
            std::memcpy(&bits, &value, sizeof(bits));
        } else {
            const StringRef ref = builder_.add_text(text_of(row, type));
            std::memcpy(&bits, &ref, sizeof(bits));
        }
        return bits;
    }

    [[nodiscard]] std::string text_of(std::uint32_t row, ColumnType type) const {
        std::string text;
        if (type == ColumnType::kText) {
            const auto value = static_cast<std::int64_t>(number(row, 0));
            const auto name = property_.type.enum_names.find(value);
            return name != property_.type.enum_names.end() ? name->second : std::to_string(value);
        }
        for (std::size_t i = 0; i < property_.view->components; ++i) {
            text += i == 0 ? '[' : ',';
            tiles3d::append_number(text, number(row, i), property_.type.component);
        }
        return text + ']';
    }

    const AttributeProperty& property_;
    TileContentBuilder& builder_;
    std::uint32_t count_;
    std::vector<float> values_;
};

std::vector<double> own_or(const JsonValue& own, const std::vector<double>& of_class) {
    return own.present() ? tiles3d::flattened_numbers(own) : of_class;
}

std::optional<AttributeProperty> open_property(const JsonValue& schema, const JsonField& declared,
                                               const JsonValue& stored,
                                               const PrimitiveSource& points,
                                               TileContentBuilder& builder) {
    const auto leave_out = [&](const std::string& why) {
        builder.warn("property attribute " + std::string(declared.key) + " is left out: " + why);
        return std::nullopt;
    };
    auto type = tiles3d::read_property_type(schema, declared.value);
    if (!type) return leave_out(type.error().message);
    const auto name = stored["attribute"].text();
    const auto found =
        name ? std::ranges::find(points.others, *name, &NamedAttribute::name) : points.others.end();
    if (found == points.others.end()) return leave_out("its attribute is missing");
    const bool is_plain =
        type->kind == tiles3d::ElementKind::kNumbers || type->kind == tiles3d::ElementKind::kEnum;
    if (!is_plain || type->is_array || type->components != found->view.components) {
        return leave_out("its attribute is of another type");
    }
    AttributeProperty property{declared, std::move(*type), &found->view, {}, {}};
    property.offset = own_or(stored["offset"], property.type.offset);
    property.scale = own_or(stored["scale"], property.type.scale);
    return property;
}

void add_columns(const MetadataSource& source, const JsonValue& attribute,
                 const PrimitiveSource& points, FeatureClassRecord& record,
                 TileContentBuilder& builder) {
    const auto class_name = attribute["class"].text();
    const JsonValue declared = class_name ? source.schema()["classes"][*class_name] : JsonValue{};
    if (!declared.is_object()) {
        builder.warn("a property attribute's class is not in the schema");
        return;
    }
    if (record.name.length == 0) {
        record.name = builder.add_text(attribute["name"].text().value_or(*class_name));
    }
    std::uint32_t best_rank = kNone;
    for (const JsonField& property : declared["properties"].fields()) {
        const JsonValue stored = attribute["properties"][property.key];
        if (!stored.present()) continue;
        const std::uint64_t bytes = builder.column_data().size() + points.positions.count * 8;
        if (builder.columns.size() >= limits::kColumns || bytes > limits::kDecodedBytes) {
            builder.warn("property attributes are over the limits; the rest is left out");
            return;
        }
        const auto opened = open_property(source.schema(), property, stored, points, builder);
        if (!opened) continue;
        const auto rank = id_rank(property.key, property.value["semantic"].text().value_or(""));
        if (rank && *rank < best_rank) {
            best_rank = *rank;
            record.id_column = static_cast<std::uint32_t>(builder.columns.size());
        }
        builder.columns.push_back(PointColumn(*opened, builder).write());
        ++record.columns.count;
    }
}

void list_class(const MetadataSource& source, const JsonValue& part, const char* what,
                TileContentBuilder& builder) {
    const auto class_name = part["class"].text();
    const JsonValue declared = class_name ? source.schema()["classes"][*class_name] : JsonValue{};
    FeatureClassRecord record{};
    record.name =
        builder.add_text(part["name"].text().value_or(class_name.value_or(std::string_view(what))));
    record.rows = {builder.feature_count, 0};
    record.columns = {static_cast<std::uint32_t>(builder.columns.size()), 0};
    record.id_column = kNone;
    record.parent_column = kNone;
    for (const JsonField& property : declared["properties"].fields()) {
        if (!part["properties"][property.key].present()) continue;
        if (builder.columns.size() >= limits::kColumns) break;
        ColumnRecord column = named_column(property, builder);
        const bool is_number = property.value["type"].text() == "SCALAR";
        column.type = is_number ? ColumnType::kFloat64 : ColumnType::kJson;
        column.values_offset = builder.add_column_data(0);
        builder.columns.push_back(column);
        ++record.columns.count;
    }
    builder.classes.push_back(record);
}

}  // namespace

Range read_point_properties(const MetadataSource& source, const Primitive& primitive,
                            const PrimitiveSource& points, TileContentBuilder& builder) {
    const std::uint64_t count = points.positions.count;
    if (count + builder.feature_count > limits::kFeatures) {
        builder.warn("more points with properties than limits::kFeatures: they have none");
        return {};
    }
    FeatureClassRecord record{};
    record.rows = {builder.feature_count, static_cast<std::uint32_t>(count)};
    record.columns = {static_cast<std::uint32_t>(builder.columns.size()), 0};
    record.id_column = kNone;
    record.parent_column = kNone;
    const std::vector<JsonValue> all = source.metadata()["propertyAttributes"].items();
    for (const std::uint32_t index : primitive.property_attributes) {
        add_columns(source, all[index], points, record, builder);
    }
    if (record.columns.count == 0) return {};
    builder.feature_count += record.rows.count;
    builder.classes.push_back(record);
    return record.rows;
}

void list_unread_properties(const MetadataSource& source, bool has_read_attributes,
                            TileContentBuilder& builder) {
    const std::vector<JsonValue> textures = source.metadata()["propertyTextures"].items();
    for (const JsonValue& texture : textures) {
        list_class(source, texture, "property texture", builder);
    }
    if (!textures.empty()) {
        builder.warn(
            "property textures are shown where a surface is inspected; styles cannot ask for them");
    }
    if (has_read_attributes) return;
    const std::vector<JsonValue> attributes = source.metadata()["propertyAttributes"].items();
    for (const JsonValue& attribute : attributes) {
        list_class(source, attribute, "property attribute", builder);
    }
    if (!attributes.empty()) {
        builder.warn(
            "property attributes are read of points without feature ids only; others are "
            "listed");
    }
}

}  // namespace belvedere::content::gltf
