// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/column_collector.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <functional>
#include <vector>

#include "engine/core/hash.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::uint64_t kNoNulls = ~std::uint64_t{0};
constexpr std::int64_t kExactInteger = std::int64_t{1} << 53;  // Beyond, a double rounds.
// Texts longer than this are hardly ever repeated; looking them up would cost more than it saves.
constexpr std::size_t kSharedTextBytes = 256;

struct KindCounts {
    std::uint64_t of[static_cast<std::size_t>(CellKind::kJson) + 1] = {};
    bool integers_are_exact = true;

    [[nodiscard]] std::uint64_t count(CellKind kind) const {
        return of[static_cast<std::size_t>(kind)];
    }
};

KindCounts count_kinds(const std::vector<Cell>& cells) {
    KindCounts counts;
    for (const Cell& cell : cells) {
        ++counts.of[static_cast<std::size_t>(cell.kind)];
        if (cell.kind == CellKind::kUnsigned ||
            (cell.kind == CellKind::kInteger &&
             (cell.integer > kExactInteger || cell.integer < -kExactInteger))) {
            counts.integers_are_exact = false;
        }
    }
    return counts;
}

ColumnType type_of(const KindCounts& counts, const std::vector<Cell>& cells) {
    const std::uint64_t values = cells.size() - counts.count(CellKind::kNull);
    const std::uint64_t signed_count = counts.count(CellKind::kInteger);
    const std::uint64_t unsigned_count = counts.count(CellKind::kUnsigned);
    const std::uint64_t reals = counts.count(CellKind::kReal);
    if (counts.count(CellKind::kText) == values) return ColumnType::kText;
    if (counts.count(CellKind::kBool) == values) return ColumnType::kBool;
    if (signed_count == values) return ColumnType::kInt64;
    if (signed_count + unsigned_count == values) {
        const bool has_negative = std::ranges::any_of(cells, [](const Cell& cell) {
            return cell.kind == CellKind::kInteger && cell.integer < 0;
        });
        return has_negative ? ColumnType::kJson : ColumnType::kUInt64;
    }
    if (signed_count + reals == values && counts.integers_are_exact) return ColumnType::kFloat64;
    return ColumnType::kJson;
}

std::string_view type_name(ColumnType type, const KindCounts& counts, std::size_t cells) {
    if (counts.count(CellKind::kNull) == cells) return "JSON null";
    switch (type) {
        case ColumnType::kBool:
            return "JSON boolean";
        case ColumnType::kInt64:
        case ColumnType::kUInt64:
        case ColumnType::kFloat64:
            return "JSON number";
        case ColumnType::kText:
            return "JSON string";
        case ColumnType::kJson:
            return "JSON";
    }
    return "JSON";
}

// Texts already written, in a table of open addresses: it is made once for all rows of a column,
// and nothing is allocated for each.
class TextShare {
  public:
    TextShare(TileContentBuilder& builder, std::size_t rows) : builder_(builder), rows_(rows) {}

    StringRef add(std::string_view text) {
        if (text.empty()) return {};
        if (text == last_.text) return last_.ref;
        if (text.size() > kSharedTextBytes) return builder_.add_text(text);
        if (slots_.empty()) slots_.resize(std::bit_ceil(2 * rows_ + 1));
        // Each row adds at most one, so that half of the slots stay free.
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash_64(as_bytes(text)) & mask;
        while (!slots_[at].text.empty() && slots_[at].text != text)
            at = (at + 1) & mask;
        if (slots_[at].text.empty()) slots_[at] = {text, builder_.add_text(text)};
        return (last_ = slots_[at]).ref;
    }

  private:
    struct Slot {
        std::string_view text;
        StringRef ref;
    };
    TileContentBuilder& builder_;
    std::size_t rows_;
    std::vector<Slot> slots_;
    Slot last_;
};

// The eight bytes (one for a bool) that stand for a cell in a column of that type.
std::uint64_t bits_of(const Cell& cell, ColumnType type, TextShare& texts) {
    std::uint64_t bits = 0;
    if (type == ColumnType::kText || type == ColumnType::kJson) {
        const StringRef ref = texts.add(type == ColumnType::kText ? cell.text : cell.json);
        std::memcpy(&bits, &ref, sizeof(bits));
    } else if (type == ColumnType::kFloat64) {
        const double real =
            cell.kind == CellKind::kReal ? cell.real : static_cast<double>(cell.integer);
        std::memcpy(&bits, &real, sizeof(bits));
    } else if (cell.kind == CellKind::kUnsigned) {
        bits = cell.whole;
    } else {
        std::memcpy(&bits, &cell.integer, sizeof(bits));
    }
    return bits;
}

}  // namespace

std::uint32_t write_column(TileContentBuilder& builder, const ColumnName& name,
                           const std::vector<Cell>& cells, std::uint32_t rows) {
    const KindCounts counts = count_kinds(cells);
    ColumnRecord column{};
    column.type = type_of(counts, cells);
    column.name = builder.add_text(name.name);
    column.declared_type =
        builder.add_text(name.declared_type.empty() ? type_name(column.type, counts, cells.size())
                                                    : name.declared_type);
    const std::uint64_t value_bytes = column.type == ColumnType::kBool ? 1 : 8;
    column.values_offset = builder.add_column_data(rows * value_bytes);
    const bool has_nulls = counts.count(CellKind::kNull) > 0 || cells.size() < rows;
    column.nulls_offset =
        has_nulls ? builder.add_column_data((std::uint64_t{rows} + 7) / 8) : kNoNulls;
    TextShare texts(builder, rows);
    const std::size_t written = std::min<std::size_t>(cells.size(), rows);
    for (std::size_t row = 0; row < rows; ++row) {
        if (row >= written || cells[row].kind == CellKind::kNull) {
            auto& byte = builder.column_data()[column.nulls_offset + row / 8];
            byte |= std::byte(1U << row % 8);
            continue;
        }
        const std::uint64_t bits = bits_of(cells[row], column.type, texts);
        std::memcpy(builder.column_data().data() + column.values_offset + row * value_bytes, &bits,
                    value_bytes);
    }
    builder.columns.push_back(column);
    return static_cast<std::uint32_t>(builder.columns.size() - 1);
}

}  // namespace belvedere::content::tiles3d
