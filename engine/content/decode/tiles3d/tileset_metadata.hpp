// SPDX-License-Identifier: Apache-2.0
// The metadata of a tileset made usable: its schema fetched, its semantics applied.
#pragma once

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/tiles3d/tileset_document.hpp"

namespace belvedere::content::tiles3d {

// Fetches `schema_uri` into `schema_json` (`resources` reads relative to the tileset and refuses
// what leaves its source; limits::kJsonBytes), and lets the metadata of each tile take precedence
// over the tile's volume, geometric error, refinement and its contents' volumes where the schema
// gives properties such a semantic. A tile with implicit tiling keeps its volume: it is what is
// subdivided. What cannot be fetched or used is a warning of the document. Blocks; for workers.
void resolve_metadata(TilesetDocument& document, ResourceReader& resources);

}  // namespace belvedere::content::tiles3d
