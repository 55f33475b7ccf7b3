// SPDX-License-Identifier: Apache-2.0
// Limits on the models that city files place by name. Each is checked before anything of that size
// is allocated, except that a library may hold what it decodes until it has said how much it is.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::content::model::limits {

inline constexpr std::uint64_t kModelBytes = 64ULL << 20;  // A model's file, or one it names.
inline constexpr std::size_t kModelFiles = 64;             // That one model may name.
// Trees and benches have some thousands; a batch holds each model once: 100 MB for the largest.
inline constexpr std::size_t kModelTriangles = 500'000;
inline constexpr std::size_t kModelVertices = 1'500'000;
inline constexpr std::size_t kModelImages = 64;
inline constexpr std::size_t kModelMaterials = 256;  // With those made of vertex colours.

}  // namespace belvedere::content::model::limits
