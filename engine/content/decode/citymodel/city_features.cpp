// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_features.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/content/decode/tiles3d/column_collector.hpp"
#include "engine/content/decode/tiles3d/property_type.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::citymodel {
namespace {

using tiles3d::Cell;
using tiles3d::CellKind;

constexpr int kAncestors = 16;  // Attributes are looked for that far up.

Cell cell_of(const CityBatch& batch, const Attribute& attribute) {
    Cell cell;
    switch (attribute.type) {
        case AttributeType::kBool:
            cell.kind = CellKind::kBool;
            cell.integer = attribute.integer;
            break;
        case AttributeType::kInteger:
            cell.kind = CellKind::kInteger;
            cell.integer = attribute.integer;
            break;
        case AttributeType::kNumber:
            cell.kind = CellKind::kReal;
            cell.real = attribute.number;
            break;
        case AttributeType::kText:
            cell.kind = CellKind::kText;
            cell.text = batch.text_of(attribute.text);
            break;
        case AttributeType::kJson:
            cell.kind = CellKind::kJson;
            cell.json = batch.text_of(attribute.text);
            break;
    }
    return cell;
}

Cell text_cell(std::string_view text) {
    Cell cell;
    if (text.empty()) return cell;
    cell.kind = CellKind::kText;
    cell.text = text;
    return cell;
}

// Rows of one class on their way into columns.
class ClassWriter {
  public:
    ClassWriter(const CityBatch& batch, std::uint32_t rows)
        : batch_(batch), rows_(rows), ids_(rows), parents_(rows) {}

    void set_id(std::uint32_t row, std::string_view id) { ids_[row] = text_cell(id); }
    void set_parent(std::uint32_t row, std::string_view id) { parents_[row] = text_cell(id); }
    // What a row has already stays.
    void add_attributes(std::uint32_t row, Range attributes) {
        for (std::uint32_t i = 0; i < attributes.count; ++i) {
            const Attribute& attribute = batch_.attributes[attributes.first + i];
            if (attribute.name == kNoName) continue;
            const auto [known, is_new] = places_.try_emplace(attribute.name, columns_.size());
            if (is_new) columns_.push_back({attribute.name, attribute.unit, {}});
            Column& column = columns_[known->second];
            if (column.cells.size() <= row) column.cells.resize(row + 1);
            if (column.cells[row].kind != CellKind::kNull) continue;
            column.cells[row] = cell_of(batch_, attribute);
        }
    }

    void finish(std::string_view type, TileContentBuilder& builder) {
        FeatureClassRecord record{};
        record.name = builder.add_text(type);
        record.rows = {builder.feature_count, rows_};
        record.columns.first = static_cast<std::uint32_t>(builder.columns.size());
        record.parent_column = kNone;
        record.id_column = tiles3d::write_column(builder, {"id", "id"}, ids_, rows_);
        const std::vector<Cell> types(rows_, text_cell(type));
        if (!has_attribute("type")) {
            (void)tiles3d::write_column(builder, {"type", "type of city object"}, types, rows_);
        }
        const bool has_parent = std::ranges::any_of(
            parents_, [](const Cell& cell) { return cell.kind != CellKind::kNull; });
        if (has_parent && !has_attribute("parent")) {
            (void)tiles3d::write_column(builder, {"parent", "id of the parent"}, parents_, rows_);
        }
        for (Column& column : columns_) {
            if (builder.columns.size() >= content::limits::kColumns) {
                builder.warn("attributes over limits::kColumns are left out");
                break;
            }
            say_as_json(column.cells);
            const std::uint32_t index = tiles3d::write_column(
                builder, {batch_.names.name(column.name), {}}, column.cells, rows_);
            builder.columns[index].unit = builder.add_text(batch_.names.name(column.unit));
        }
        record.columns.count =
            static_cast<std::uint32_t>(builder.columns.size()) - record.columns.first;
        builder.classes.push_back(record);
        builder.feature_count += rows_;
    }

  private:
    struct Column {
        NameId name = kNoName, unit = kNoName;
        std::vector<Cell> cells;
    };

    [[nodiscard]] bool has_attribute(std::string_view name) const {
        return std::ranges::any_of(
            columns_, [&](const Column& column) { return batch_.names.name(column.name) == name; });
    }
    // A column of several types becomes JSON; its cells must then be able to say themselves so.
    void say_as_json(std::vector<Cell>& cells);

    const CityBatch& batch_;
    std::uint32_t rows_;
    std::vector<Cell> ids_, parents_;
    std::vector<Column> columns_;
    std::unordered_map<NameId, std::size_t> places_;
    std::deque<std::string> json_;
};

void ClassWriter::say_as_json(std::vector<Cell>& cells) {
    unsigned kinds = 0;
    for (const Cell& cell : cells) {
        if (cell.kind != CellKind::kNull) kinds |= 1U << static_cast<unsigned>(cell.kind);
    }
    if ((kinds & (kinds - 1)) == 0) return;
    for (Cell& cell : cells) {
        std::string text;
        char number[32];
        switch (cell.kind) {
            case CellKind::kBool:
                text = cell.integer != 0 ? "true" : "false";
                break;
            case CellKind::kInteger:
                text = std::to_string(cell.integer);
                break;
            case CellKind::kReal:
                text.assign(number, std::to_chars(number, std::end(number), cell.real).ptr);
                break;
            case CellKind::kText:
                tiles3d::append_text(text, cell.text);
                break;
            default:
                continue;
        }
        json_.push_back(std::move(text));
        cell.json = json_.back();
    }
}

// Rows of each type lie one behind the other; returns the types in the order they first come.
template <class Record>
std::vector<std::pair<NameId, std::uint32_t>> count_types(const std::vector<Record>& records) {
    std::vector<std::pair<NameId, std::uint32_t>> types;
    std::unordered_map<NameId, std::size_t> places;
    for (const Record& record : records) {
        const auto [known, is_new] = places.try_emplace(record.type, types.size());
        if (is_new) types.emplace_back(record.type, 0);
        ++types[known->second].second;
    }
    return types;
}

// The row of each record within its class.
template <class Record>
std::vector<std::uint32_t> rows_in_class(const std::vector<Record>& records) {
    std::unordered_map<NameId, std::uint32_t> next;
    std::vector<std::uint32_t> rows;
    rows.reserve(records.size());
    for (const Record& record : records)
        rows.push_back(next[record.type]++);
    return rows;
}

void write_objects(const CityBatch& batch, TileContentBuilder& builder,
                   std::vector<std::uint32_t>& rows) {
    const std::vector<std::uint32_t> local = rows_in_class(batch.objects);
    rows.resize(batch.objects.size());
    for (const auto& [type, count] : count_types(batch.objects)) {
        ClassWriter writer(batch, count);
        for (std::size_t i = 0; i < batch.objects.size(); ++i) {
            const CityObject& object = batch.objects[i];
            if (object.type != type) continue;
            rows[i] = builder.feature_count + local[i];
            writer.set_id(local[i], batch.text_of(object.id));
            writer.add_attributes(local[i], object.attributes);
            std::uint32_t parent = object.parent;
            if (parent != kNone) {
                writer.set_parent(local[i], batch.text_of(batch.objects[parent].id));
            }
            for (int up = 0; parent != kNone && up < kAncestors; ++up) {
                writer.add_attributes(local[i], batch.objects[parent].attributes);
                parent = batch.objects[parent].parent;
            }
        }
        writer.finish(batch.names.name(type), builder);
    }
}

void write_surfaces(const CityBatch& batch, TileContentBuilder& builder,
                    std::vector<std::uint32_t>& rows) {
    const std::vector<std::uint32_t> local = rows_in_class(batch.surfaces);
    const std::vector<std::string> ids = surface_ids(batch);
    rows.resize(batch.surfaces.size());
    for (const auto& [type, count] : count_types(batch.surfaces)) {
        ClassWriter writer(batch, count);
        for (std::size_t i = 0; i < batch.surfaces.size(); ++i) {
            const SemanticSurface& surface = batch.surfaces[i];
            if (surface.type != type) continue;
            rows[i] = builder.feature_count + local[i];
            writer.set_id(local[i], ids[i]);
            writer.add_attributes(local[i], surface.attributes);
            if (surface.parent < ids.size() && surface.parent != i) {
                writer.set_parent(local[i], ids[surface.parent]);
            } else if (surface.object != kNone) {
                writer.set_parent(local[i], batch.text_of(batch.objects[surface.object].id));
            }
        }
        writer.finish(batch.names.name(type), builder);
    }
}

}  // namespace

std::vector<std::string> surface_ids(const CityBatch& batch) {
    std::vector<std::string> ids(batch.surfaces.size());
    // How many surfaces of a type an object has had so far.
    std::unordered_map<std::uint64_t, std::uint32_t> places;
    places.reserve(batch.surfaces.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const SemanticSurface& surface = batch.surfaces[i];
        const std::uint32_t place =
            ++places[std::uint64_t{surface.object} << 32 | std::uint64_t{surface.type}];
        const std::string_view own = batch.text_of(surface.id);
        if (!own.empty() || surface.object == kNone) {
            ids[i] = own;
            continue;
        }
        const std::string_view object = batch.text_of(batch.objects[surface.object].id);
        const std::string_view type = batch.names.name(surface.type);
        char number[16];
        ids[i].reserve(object.size() + type.size() + 2 + sizeof(number));
        (ids[i].append(object) += '#').append(type) += '-';
        ids[i].append(std::begin(number), std::to_chars(number, std::end(number), place).ptr);
    }
    return ids;
}

FeatureRowNumbers write_city_features(const CityBatch& batch, TileContentBuilder& builder) {
    FeatureRowNumbers rows;
    write_objects(batch, builder, rows.of_object);
    write_surfaces(batch, builder, rows.of_surface);
    return rows;
}

}  // namespace belvedere::content::citymodel
