// SPDX-License-Identifier: Apache-2.0
// Limits on untrusted content. Each is checked before anything of that size is allocated.
#pragma once

#include <cstdint>

namespace belvedere::content::limits {

inline constexpr std::uint64_t kContentFileBytes = 128ULL << 20;  // One tile as stored.
inline constexpr std::uint64_t kDecodedBytes = 256ULL << 20;      // Its TileContent block.
inline constexpr std::uint64_t kVertices = 16'000'000;
inline constexpr std::uint64_t kIndices = 48'000'000;
inline constexpr std::uint64_t kInstances = 4'000'000;
inline constexpr std::uint64_t kPrimitives = 65'536;
inline constexpr std::uint64_t kNodes = 65'536;
inline constexpr int kNodeDepth = 64;
inline constexpr std::uint64_t kMorphTargets = 256;  // Of one mesh.
inline constexpr std::uint64_t kImages = 4'096;
inline constexpr std::uint32_t kImageSize_px = 8'192;       // Each side.
inline constexpr std::uint64_t kImageBytes = 256ULL << 20;  // Decoded, all levels.
inline constexpr std::uint64_t kFeatures = 16'000'000;
inline constexpr std::uint64_t kColumns = 4'096;
inline constexpr std::uint64_t kExtensions = 256;  // Names of them kept a tile.
inline constexpr std::uint64_t kFeatureSets = 16;  // Sets of feature ids read of one primitive.
// Property textures and feature-id textures of a tile: their sets, and bytes of images and of
// texture coordinates together, which stay in memory for as long as the tile.
inline constexpr std::uint64_t kTexelSets = 16'384;
inline constexpr std::uint64_t kTexelBytes = 64ULL << 20;
// Values of one batch table property: 200 MB while they are being read.
inline constexpr std::uint64_t kListValues = 4'000'000;
inline constexpr std::uint64_t kHierarchyInstances = 1'000'000;
inline constexpr int kJsonDepth = 64;
inline constexpr std::uint64_t kJsonBytes = 64ULL << 20;  // tileset.json, batch table, glTF JSON.
inline constexpr std::uint64_t kTilesPerDocument = 2'000'000;
inline constexpr int kTileDepth = 64;
inline constexpr int kCompositeDepth = 4;  // cmpt inside cmpt.
inline constexpr std::uint32_t kCompositeTiles = 4'096;
inline constexpr std::uint64_t kSubtreeNodes = 16'000'000;
inline constexpr std::uint32_t kSubtreeLevels = 16;
inline constexpr std::uint32_t kImplicitLevels = 30;  // Indices in a level then fit 32 bits.
inline constexpr std::uint32_t kOctreeLevels = 20;    // Morton indices then fit 64 bits.
inline constexpr std::uint64_t kWarnings = 64;        // Kept a tile; further ones are counted.
inline constexpr std::uint64_t kInflateRatio = 200;   // gzip and zstd output over input.

}  // namespace belvedere::content::limits
