// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/batch_table.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/batch_hierarchy.hpp"
#include "engine/content/decode/tiles3d/binary_property.hpp"
#include "engine/content/decode/tiles3d/column_collector.hpp"
#include "engine/content/id_column.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

constexpr std::string_view kHierarchy = "3DTILES_batch_table_hierarchy";
constexpr std::string_view kSpace = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const std::size_t end = text.find_last_not_of(kSpace);
    return end == text.npos ? std::string_view{} : text.substr(0, end + 1);
}

error_code read_number(ondemand::value& value, Cell& cell) {
    ondemand::number number;
    if (const error_code error = value.get_number().get(number)) return error;
    switch (number.get_number_type()) {
        case ondemand::number_type::signed_integer:
            cell.kind = CellKind::kInteger;
            cell.integer = number.get_int64();
            break;
        case ondemand::number_type::unsigned_integer:
            cell.kind = CellKind::kUnsigned;
            cell.whole = number.get_uint64();
            break;
        case ondemand::number_type::floating_point_number:
            cell.kind = CellKind::kReal;
            cell.real = number.get_double();
            break;
    }
    return simdjson::SUCCESS;
}

error_code read_cell(ondemand::value& value, Cell& cell) {
    ondemand::json_type type{};
    if (const error_code error = value.type().get(type)) return error;
    switch (type) {
        case ondemand::json_type::number:
            cell.json = trimmed(value.raw_json_token());
            return read_number(value, cell);
        case ondemand::json_type::string:
            cell.kind = CellKind::kText;
            cell.json = trimmed(value.raw_json_token());
            return value.get_string().get(cell.text);
        case ondemand::json_type::boolean: {
            bool is_true = false;
            cell.kind = CellKind::kBool;
            cell.json = trimmed(value.raw_json_token());
            const error_code error = value.get_bool().get(is_true);
            cell.integer = is_true ? 1 : 0;
            return error;
        }
        case ondemand::json_type::null: {
            bool is_null = false;
            if (const error_code error = value.is_null().get(is_null)) return error;
            return is_null ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
        }
        case ondemand::json_type::array: {
            ondemand::array array;
            if (const error_code error = value.get_array().get(array)) return error;
            cell.kind = CellKind::kJson;
            const error_code error = array.raw_json().get(cell.json);
            cell.json = trimmed(cell.json);
            return error;
        }
        case ondemand::json_type::object: {
            ondemand::object object;
            if (const error_code error = value.get_object().get(object)) return error;
            cell.kind = CellKind::kJson;
            const error_code error = object.raw_json().get(cell.json);
            cell.json = trimmed(cell.json);
            return error;
        }
    }
    return simdjson::INCORRECT_TYPE;
}

// Reads the properties in file order. On demand rather than as a tree: the nested objects that make
// up most of a city's batch table are copied as they stand and never looked into.
class BatchTableReader {
  public:
    BatchTableReader(TileContentBuilder& builder, const BatchTableSource& source)
        : builder_(builder),
          source_(source),
          first_column_(static_cast<std::uint32_t>(builder.columns.size())) {}

    Range read();

  private:
    void read_hierarchy(std::string_view text);
    void read_json(std::string_view text);
    error_code read_document(ondemand::document& document);
    error_code read_property(std::string_view name, ondemand::value value);
    error_code read_list(std::string_view name, ondemand::array array);
    error_code read_binary(std::string_view name, ondemand::value& value);
    void add_column(const ColumnName& name, const std::vector<Cell>& cells);
    Range finish();
    void warn(std::string_view name, const std::string& what) {
        builder_.warn("batch table: " + std::string(name.substr(0, 64)) + " " + what);
    }

    TileContentBuilder& builder_;
    const BatchTableSource& source_;
    std::uint32_t first_column_;
    std::uint32_t rows_ = 0;
    std::uint32_t id_column_ = kNone;
    std::uint32_t id_rank_ = kNone;
    std::uint32_t parent_column_ = kNone;
    std::vector<Cell> cells_;
};

Range BatchTableReader::read() {
    if (source_.length > limits::kFeatures - builder_.feature_count) {
        builder_.warn("batch table: more features than the limit; they are left out");
        return {builder_.feature_count, 0};
    }
    if (source_.length >
        std::max<std::uint64_t>(source_.elements, source_.json.size() + source_.binary.size())) {
        builder_.warn("batch table: more features than the tile could carry; they are left out");
        return {builder_.feature_count, 0};
    }
    rows_ = static_cast<std::uint32_t>(source_.length);
    std::string_view text = as_text(source_.json);
    text = text.substr(
        0, std::min(text.size(), text.find_last_not_of(std::string_view(" \0", 2)) + 1));
    if (text.size() > limits::kJsonBytes) {
        builder_.warn("batch table: more JSON than the limit; it is left out");
        return finish();
    }
    if (rows_ == 0 && !text.empty() && trimmed(text) != "{}") {
        builder_.warn("batch table: there are properties, but no features");
    }
    if (text.find("HIERARCHY") != text.npos || text.find(kHierarchy) != text.npos) {
        read_hierarchy(text);
    }
    for (const ExtraColumn& column : source_.extra) {
        add_column({column.name, column.declared_type}, *column.cells);
    }
    if (!text.empty()) read_json(text);
    return finish();
}

// The hierarchy may add rows, so it is read before any column is written.
void BatchTableReader::read_hierarchy(std::string_view text) {
    const auto parsed = JsonDocument::parse(as_bytes(text), limits::kJsonDepth);
    if (!parsed) return;  // read_json says what is wrong.
    JsonValue json = parsed->root()["extensions"][kHierarchy];
    if (!json.present()) json = parsed->root()["HIERARCHY"];
    if (!json.present()) return;
    auto hierarchy = BatchHierarchy::read(json, source_.binary, rows_);
    if (!hierarchy) return warn("hierarchy", "is left out: " + hierarchy.error().message);
    if (hierarchy->instances() > limits::kFeatures - builder_.feature_count) {
        return warn("hierarchy", "has more instances than the limit; it is left out");
    }
    builder_.add_extension(kHierarchy);
    rows_ = std::max(rows_, hierarchy->instances());
    for (const std::string& warning : hierarchy->warnings())
        builder_.warn(warning);
    for (const HierarchyColumn& column : hierarchy->columns()) {
        add_column({column.name, column.declared_type}, column.cells);
    }
    add_column({"class", "JSON string"}, hierarchy->class_names());
    const auto parents = hierarchy->parent_cells(builder_.feature_count);
    parent_column_ = write_column(builder_, {"parent", "row of the parent"}, parents, rows_);
    // A column without any value takes the type of text; parents are rows whatever happens.
    builder_.columns[parent_column_].type = ColumnType::kInt64;
    if (hierarchy->has_several_parents()) {
        add_column({"parents", "rows of all parents"},
                   hierarchy->all_parents(builder_.feature_count));
    }
}

void BatchTableReader::read_json(std::string_view text) {
    ondemand::parser parser;
    // The parser reads a little past the end; a copy with room costs 0.1 ms a MiB.
    const simdjson::padded_string padded(text);
    builder_.expect_text(text.size());  // Most of a batch table is text.
    ondemand::document document;
    error_code error = parser.iterate(padded).get(document);
    if (!error) error = read_document(document);
    if (error) {
        builder_.warn(std::string("batch table: not valid JSON (") +
                      simdjson::error_message(error) + "); what follows is left out");
    }
}

error_code BatchTableReader::read_document(ondemand::document& document) {
    ondemand::object object;
    if (const error_code error = document.get_object().get(object)) return error;
    for (auto field : object) {
        std::string_view name;
        if (const error_code error = field.unescaped_key().get(name)) return error;
        ondemand::value value;
        if (const error_code error = field.value().get(value)) return error;
        if (name == "extensions" || name == "extras" || name == "HIERARCHY") continue;
        if (builder_.columns.size() - first_column_ >= limits::kColumns) {
            builder_.warn("batch table: more properties than the limit; the rest is left out");
            return simdjson::SUCCESS;
        }
        if (const error_code error = read_property(name, value)) return error;
    }
    return simdjson::SUCCESS;
}

error_code BatchTableReader::read_property(std::string_view name, ondemand::value value) {
    // What a Draco stream held stands here too, with an offset that means nothing.
    const auto is_it = [name](const ExtraColumn& extra) { return extra.name == name; };
    if (std::ranges::any_of(source_.extra, is_it)) return simdjson::SUCCESS;
    ondemand::json_type type{};
    if (const error_code error = value.type().get(type)) return error;
    if (type == ondemand::json_type::object) return read_binary(name, value);
    if (type != ondemand::json_type::array) {
        warn(name, "is neither a list nor a binary property; it is left out");
        return simdjson::SUCCESS;
    }
    ondemand::array array;
    if (const error_code error = value.get_array().get(array)) return error;
    return read_list(name, array);
}

error_code BatchTableReader::read_list(std::string_view name, ondemand::array array) {
    cells_.clear();
    std::uint64_t count = 0;
    for (auto item : array) {
        ondemand::value element;
        if (const error_code error = item.get(element)) return error;
        if (++count > std::min(source_.length, limits::kListValues)) continue;
        if (const error_code error = read_cell(element, cells_.emplace_back())) return error;
    }
    if (count != source_.length) {
        warn(name, "has " + std::to_string(count) + " values for " +
                       std::to_string(source_.length) + " features");
    }
    if (count > limits::kListValues) {
        warn(name, "has more values than the limit; it is left out");
        return simdjson::SUCCESS;
    }
    add_column({name, {}}, cells_);
    return simdjson::SUCCESS;
}

error_code BatchTableReader::read_binary(std::string_view name, ondemand::value& value) {
    Cell cell;
    if (const error_code error = read_cell(value, cell)) return error;
    const auto parsed = JsonDocument::parse(as_bytes(cell.json), limits::kJsonDepth);
    if (!parsed) {
        warn(name, "is left out: " + parsed.error().message);
        return simdjson::SUCCESS;
    }
    const auto property = read_binary_property(parsed->root(), source_.binary, source_.length);
    if (!property) {
        warn(name, "is left out: " + property.error().message);
        return simdjson::SUCCESS;
    }
    add_column({name, property->declared_type}, property->cells);
    return simdjson::SUCCESS;
}

void BatchTableReader::add_column(const ColumnName& name, const std::vector<Cell>& cells) {
    const std::uint64_t bytes = std::uint64_t{rows_} * 8 + rows_ / 8 + 1;
    if (builder_.column_data().size() + bytes > limits::kDecodedBytes) {
        return warn(name.name, "does not fit the limit on decoded bytes; it is left out");
    }
    const std::uint32_t column = write_column(builder_, name, cells, rows_);
    const auto rank = id_rank(name.name, {});
    const ColumnType type = builder_.columns[column].type;
    const bool can_be_id = type == ColumnType::kText || type == ColumnType::kInt64 ||
                           type == ColumnType::kUInt64 || type == ColumnType::kFloat64;
    const bool has_value =
        std::ranges::any_of(cells, [](const Cell& cell) { return cell.kind != CellKind::kNull; });
    if (!rank || *rank >= id_rank_ || !can_be_id || !has_value) return;
    id_rank_ = *rank;
    id_column_ = column;
}

Range BatchTableReader::finish() {
    const auto columns = static_cast<std::uint32_t>(builder_.columns.size()) - first_column_;
    FeatureClassRecord record{};
    record.name = builder_.add_text("batch table");
    record.rows = {builder_.feature_count, rows_};
    record.columns = {first_column_, columns};
    record.id_column = id_column_;
    record.parent_column = parent_column_;
    builder_.classes.push_back(record);
    builder_.feature_count += rows_;
    return record.rows;
}

}  // namespace

Range add_batch_table(TileContentBuilder& builder, const BatchTableSource& source) {
    return BatchTableReader(builder, source).read();
}

}  // namespace belvedere::content::tiles3d
