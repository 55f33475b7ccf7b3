// SPDX-License-Identifier: Apache-2.0
// Spellings of coordinate reference systems, turned into one that PROJ reads.
//
// City files name their CRS in many ways: OGC URNs and URLs, compound lists, the German surveys'
// own URNs, bare codes and bare names. PROJ refuses some and guesses at others; this is where each
// is either translated or refused with a sentence.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::geo {

// A name longer than this is not a name; WKT of real systems stays below 20 kB.
inline constexpr std::size_t kCrsNameBytesMax = 64 * 1024;

// "EPSG:25832", "EPSG:25832+7837", WKT, PROJJSON or a PROJ string, for any of:
//   EPSG:25832 · 25832 · EPSG::25832 · urn:ogc:def:crs:EPSG::25832 (any version) ·
//   urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783 · urn:x-ogc:def:crs:EPSG:25832 ·
//   http(s)://www.opengis.net/def/crs/EPSG/0/25832 · .../def/crs-compound?1=...&2=... ·
//   http://www.opengis.net/gml/srs/epsg.xml#25832 · EPSG:25832+7837 · OGC:CRS84 ·
//   urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH*GCG2016 (AdV, GeoInfoDok annex "CRS") ·
//   CH1903, CH1903+, LV03, LV95, RD, RDNAP, a name PROJ knows · WKT · PROJJSON · +proj=...
// kBadData for what cannot be a CRS (empty, "#local", too long) and for definitions that would make
// PROJ open files by path. That the result exists is PROJ's to say. Any thread; pure.
[[nodiscard]] Result<std::string> proj_spelling_of(std::string_view name);

}  // namespace belvedere::geo
