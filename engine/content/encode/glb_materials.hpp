// SPDX-License-Identifier: Apache-2.0
// Materials, textures and images as members of a glTF document.
#pragma once

#include "engine/content/encode/buffer_packer.hpp"
#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/encode/json_writer.hpp"

namespace belvedere::content::encode {

// "materials" of the document.
void write_materials(JsonWriter& json, const GlbModel& model);
// "images", "samplers" and "textures", none without images: texture i shows image i. The images'
// bytes go into `packer`.
void write_images(JsonWriter& json, BufferPacker& packer, const GlbModel& model);

}  // namespace belvedere::content::encode
