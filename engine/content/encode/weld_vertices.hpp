// SPDX-License-Identifier: Apache-2.0
// Equal vertices of a primitive made one.
#pragma once

#include "engine/content/encode/glb_writer.hpp"

namespace belvedere::content::encode {

// Merges vertices whose every attribute is equal bit by bit, and drops unused ones. The picture
// does not change; meshes made triangle by triangle shrink to a third. Linear time.
void weld_vertices(Primitive& primitive);

}  // namespace belvedere::content::encode
