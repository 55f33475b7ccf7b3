// SPDX-License-Identifier: Apache-2.0
// Limits on CityGML files, which come from anywhere. Each is checked before anything of that size
// is allocated.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::content::citygml::limits {

// A member longer than this is cut inside and read piece by piece.
inline constexpr std::size_t kWholeMemberBytes = std::size_t{16} << 20;
// One piece of such a member; an element shorter than this is never cut inside.
inline constexpr std::size_t kPieceBytes = std::size_t{4} << 20;
// What is left of a long member without its pieces; a single text (a posList) may fill it.
inline constexpr std::size_t kSkeletonBytes = std::size_t{32} << 20;
// Mapped pages of a text that is looked through are given back in pieces of this.
inline constexpr std::size_t kPassedBytes = std::size_t{16} << 20;
// Elements inside one another. Real files stay below 40.
inline constexpr std::size_t kElementDepth = 256;
// A text in another encoding is converted whole, to at most this much: what is longer than the
// second lies in a file meanwhile.
inline constexpr std::uint64_t kConvertedTextBytes = 32ULL << 30;
inline constexpr std::uint64_t kConvertedHeldBytes = 64ULL << 20;
// A start tag with all its attributes: the root's declarations and schema locations are the
// longest.
inline constexpr std::size_t kTagBytes = std::size_t{1} << 20;
inline constexpr std::size_t kNamespaces = 1024;  // Declared on the root.
// References followed from one reference to the next.
inline constexpr int kReferenceDepth = 8;
// Places that name appearance members, two for each of them: 8 bytes each.
inline constexpr std::size_t kAppearanceMentions = 8'000'000;
// Targets of appearances of a whole file: 24 bytes each.
inline constexpr std::size_t kAppearanceTargets = 32'000'000;
inline constexpr std::size_t kThemes = 256;  // Further ones are taken for the last.
// Polygons that references and appearances of one member may visit, one by one; and polygons that
// one batch may copy from other members. Honest files stay far below; what repeats an id a hundred
// thousand times does not get to fill the memory.
inline constexpr std::uint64_t kPolygonVisits = 2'000'000;
inline constexpr std::uint64_t kCopiedPolygons = 250'000;
// Text of curves that rings of one batch may refer to, each as often as it is referred to.
inline constexpr std::size_t kReferredCurveBytes = std::size_t{64} << 20;
inline constexpr std::size_t kElementIds =
    32'000'000;  // Of geometry, of a whole file: 16 bytes each.
inline constexpr std::size_t kCodelistBytes = std::size_t{16} << 20;
inline constexpr std::size_t kCodelists = 1024;
// Posts of a raster relief that become terrain, a million triangles: larger grids are read coarser.
inline constexpr std::uint64_t kReliefPosts = 500'000;
inline constexpr std::uint64_t kReliefFileBytes = 512ULL << 20;
// Models of their own files that one city file may place; together some 400 MB.
inline constexpr std::size_t kLibraryModels = 1024;
inline constexpr std::size_t kLibraryTriangles = 4'000'000;
inline constexpr int kLibraryLateModels = 4;  // Times the time that one model may take.
// Of members read to know how far they reach, before what was read of them is forgotten: 100 MB.
inline constexpr std::size_t kMeasuredVertices = 4'000'000;
inline constexpr std::size_t kOtherFiles = 64;  // That references of one file may open.
inline constexpr std::uint64_t kOtherFileBytes = 256ULL << 20;

}  // namespace belvedere::content::citygml::limits
