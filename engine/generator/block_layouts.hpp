// SPDX-License-Identifier: Apache-2.0
// The ways a block is built on. Each fills the site's outline with ground and puts up its
// buildings.
#pragma once

#include "engine/generator/block_site.hpp"

namespace belvedere::generator {

// closed_block.cpp: houses wall to wall round a courtyard; gardens where the block is too small.
void lay_out_closed_block(BlockSite& site);
// house_block.cpp: rows of narrow houses, or single ones, with gardens.
void lay_out_row_houses(BlockSite& site);
void lay_out_detached_houses(BlockSite& site);
// large_block.cpp: few large buildings.
void lay_out_slabs(BlockSite& site);
void lay_out_towers(BlockSite& site);
void lay_out_halls(BlockSite& site);
void lay_out_school(BlockSite& site);
// landmark_block.cpp
void lay_out_church(BlockSite& site);
void lay_out_market(BlockSite& site);
void lay_out_castle(BlockSite& site);
// open_block.cpp: hardly anything built.
void lay_out_park(BlockSite& site);
void lay_out_fields(BlockSite& site);
void lay_out_forest(BlockSite& site);

}  // namespace belvedere::generator
