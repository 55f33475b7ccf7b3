// SPDX-License-Identifier: Apache-2.0
// Limits on the models that city files place by name. Each is checked before anything of that size
// is allocated, except that a library may hold what it decodes until it has said how much it is.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace belvedere::content::model::limits {

inline constexpr std::uint64_t kModelBytes = 64ULL << 20;  // A model's file, or one it names.
inline constexpr std::size_t kModelFiles = 64;             // That one model may name.
// Trees and benches have some thousands; a batch holds each model once: 100 MB for the largest.
inline constexpr std::size_t kModelTriangles = 500'000;
inline constexpr std::size_t kModelVertices = 1'500'000;
inline constexpr std::size_t kModelNodes = 100'000;  // Of its scene, shared ones each time.
inline constexpr std::size_t kModelDepth = 128;      // Elements or nodes inside one another.
inline constexpr std::size_t kModelImages = 64;
inline constexpr std::size_t kModelMaterials = 256;  // With those made of vertex colours.
inline constexpr std::size_t kModelNotes = 16;
inline constexpr std::size_t kModelNameBytes = 4096;     // The path of a file beside it.
inline constexpr std::size_t kModelSentenceBytes = 400;  // Of a note or a failure.

// The program that reads models apart (foreign_model.hpp).
// The largest model has 56 MB; the rest is for images inside it.
inline constexpr std::uint64_t kModelAnswerBytes = 128ULL << 20;
inline constexpr std::uint64_t kModelFilesBytes = 128ULL << 20;  // All files beside one model.
// An OBJ of 500,000 faces takes 0.3 GB of it. Address space, of which libraries take 0.1 GB.
inline constexpr std::uint64_t kReaderMemoryBytes = 2ULL << 30;
inline constexpr std::uint64_t kReaderProcessor_s = 20;
// Waiting for the disk and for other programs included: workers yield to the frame.
inline constexpr std::chrono::milliseconds kReaderDeadline{30'000};
inline constexpr std::ptrdiff_t kReaders = 2;  // At the same time, of all files together.

}  // namespace belvedere::content::model::limits
