// SPDX-License-Identifier: Apache-2.0
// One property of a binary property table (3D Metadata Specification 1.1, "Binary Table Format").
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/property_type.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// Hands out the bytes of a buffer view by its index.
using BufferViewReader = std::function<Result<ByteView>(std::uint64_t)>;

// A property of a table with its bytes, checked so that every row can be read. Lives no longer than
// the buffer views behind it.
class PropertyColumn {
  public:
    explicit PropertyColumn(PropertyType type) : type_(std::move(type)) {}

    // `json`: the property of the table. kBadData with what does not fit `rows`.
    [[nodiscard]] Result<void> open(const JsonValue& json, std::uint64_t rows,
                                    const BufferViewReader& view);
    // Appends the value of a row, or returns false when it is noData.
    bool append(std::string& text, std::uint64_t row) const;

    [[nodiscard]] const PropertyType& type() const { return type_; }
    // The packed values, and for texts where each begins (one more than there are elements).
    [[nodiscard]] ByteView values() const { return values_; }
    [[nodiscard]] const std::vector<std::uint64_t>& text_offsets() const { return text_offsets_; }
    // A scalar number with normalisation, scale and offset applied.
    [[nodiscard]] double number(std::uint64_t row) const;

  private:
    Result<std::uint64_t> open_arrays(const JsonValue& json, std::uint64_t rows,
                                      const BufferViewReader& view);
    Result<void> check_size(std::uint64_t elements) const;
    // `in_array`: position in its array, for offsets and scales that differ along it.
    void append_element(std::string& text, std::uint64_t element, std::uint64_t in_array) const;
    // Component `index` of all, position `in_value` of its value.
    [[nodiscard]] double scaled(std::uint64_t index, std::uint64_t in_value) const;
    void append_component(std::string& text, std::uint64_t index, std::uint64_t in_value) const;

    PropertyType type_;
    ByteView values_;
    std::vector<std::uint64_t> array_offsets_;
    std::vector<std::uint64_t> text_offsets_;
};

}  // namespace belvedere::content::tiles3d
