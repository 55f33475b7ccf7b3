// SPDX-License-Identifier: Apache-2.0
// Rows of a binary property table (3D Metadata Specification 1.1, section "Binary Table Format") as
// JSON objects: the metadata of implicit tiles and contents, which is shown and never drawn.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/property_column.hpp"
#include "engine/content/decode/warning_list.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// One object a row: {"name": value ...}, offset, scale and normalisation applied, enums by name,
// values equal to noData left out. A property that cannot be read is left out with a warning.
// kBadData when the table's class or count is of no use; kLimit over limits::kSubtreeNodes rows or
// limits::kJsonBytes of text.
[[nodiscard]] Result<std::vector<std::string>> property_rows_json(const JsonValue& schema,
                                                                  const JsonValue& table,
                                                                  const BufferViewReader& view,
                                                                  WarningList& warnings);

}  // namespace belvedere::content::tiles3d
