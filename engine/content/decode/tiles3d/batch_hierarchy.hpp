// SPDX-License-Identifier: Apache-2.0
// The 1.0 extension 3DTILES_batch_table_hierarchy: features of several classes, and what they are
// part of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/binary_property.hpp"
#include "engine/content/decode/tiles3d/column_collector.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// A property of one or more classes, one cell for each instance; null where its class lacks it.
struct HierarchyColumn {
    std::string name;
    std::string declared_type;  // Empty: from the values.
    std::vector<Cell> cells;
};

// Instance i < batch length is feature i; further instances are only parents. Borrows the JSON
// document it was read from, which must outlive it.
class BatchHierarchy {
  public:
    // kBadData when classes, instances or parents do not fit together. A parent that leads back to
    // its child is dropped with a warning.
    [[nodiscard]] static Result<BatchHierarchy> read(const JsonValue& json, ByteView binary,
                                                     std::uint64_t batch_length);

    [[nodiscard]] std::uint32_t instances() const;
    [[nodiscard]] const std::vector<HierarchyColumn>& columns() const { return columns_; }
    [[nodiscard]] std::vector<Cell> class_names() const;
    // The first parent of each instance as a row, counted from `first_row`; null without.
    [[nodiscard]] std::vector<Cell> parent_cells(std::uint64_t first_row) const;
    [[nodiscard]] bool has_several_parents() const;
    // All parents of each instance as a JSON array of rows.
    [[nodiscard]] std::vector<Cell> all_parents(std::uint64_t first_row);
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

  private:
    struct HierarchyClass {
        std::string_view name;
        std::uint64_t length = 0;
        std::vector<std::uint32_t> members;  // Instances of the class, in order.
    };
    Result<void> read_classes(const JsonValue& json, std::uint64_t count, ByteView binary);
    Result<void> read_parents(const JsonValue& json, std::uint64_t count, ByteView binary);
    void read_properties(const JsonValue& classes, ByteView binary);
    void drop_cycles();
    HierarchyColumn& column_named(std::string_view name);

    std::vector<HierarchyClass> classes_;
    std::vector<std::uint32_t> class_ids_;             // Of each instance.
    std::vector<std::vector<std::uint32_t>> parents_;  // Of each instance, without itself.
    std::vector<HierarchyColumn> columns_;
    CellTexts texts_;
    std::vector<CellTexts> property_texts_;
    std::vector<std::string> warnings_;
};

}  // namespace belvedere::content::tiles3d
