// SPDX-License-Identifier: Apache-2.0
// Property tables as the EXT_structural_metadata extension of a glTF document.
#pragma once

#include <vector>

#include "engine/content/encode/buffer_packer.hpp"
#include "engine/content/encode/json_writer.hpp"
#include "engine/content/encode/property_table.hpp"

namespace belvedere::content::encode {

// Puts the columns' values into `packer` and writes the extension's object (schema with classes and
// enums, property tables). Tables of one class name share the class.
void write_structural_metadata(JsonWriter& json, BufferPacker& packer,
                               const std::vector<PropertyTable>& tables);

}  // namespace belvedere::content::encode
