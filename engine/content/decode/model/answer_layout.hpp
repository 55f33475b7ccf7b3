// SPDX-License-Identifier: Apache-2.0
// The layout of answers and of what is said while a model is read (model_answer.hpp,
// foreign_model.hpp): little-endian records, copied as they stand. Both programs come from one
// build; the version tells an older one that is still installed.
#pragma once

#include <cstdint>

namespace belvedere::content::model::layout {

inline constexpr std::uint32_t kMagic = 0x444D5642;  // "BVMD"
inline constexpr std::uint32_t kVersion = 1;

// Begins an answer. A failure goes on with a FailureRecord and its text; a model with a
// ModelRecord, positions (3 doubles), texture coordinates (2 floats), triangles (4 numbers:
// corners, material), materials, images (each a record, its path and its file) and notes (each a
// number and its text).
enum class Outcome : std::uint32_t { kModel, kFailure };
struct AnswerRecord {
    std::uint32_t magic = kMagic;
    std::uint32_t version = kVersion;
    Outcome outcome = Outcome::kModel;
};
struct FailureRecord {
    std::uint32_t kind = 0;  // ErrorKind.
    std::uint32_t text_bytes = 0;
};
struct ModelRecord {
    std::uint32_t positions = 0;
    std::uint32_t coordinates = 0;  // As many as positions, or none.
    std::uint32_t triangles = 0;
    std::uint32_t materials = 0;
    std::uint32_t images = 0;
    std::uint32_t notes = 0;
};
struct MaterialRecord {
    float diffuse[3] = {};
    float emissive[3] = {};
    float transparency = 0.0F;
    float shininess = 0.0F;
    std::uint32_t is_smooth = 0;
    std::uint32_t image = 0;
    std::uint32_t wrap = 0;
    std::uint32_t has_holes = 0;
};
struct ImageRecord {
    std::uint32_t path_bytes = 0;
    std::uint32_t file_bytes = 0;
};
static_assert(sizeof(AnswerRecord) == 12 && sizeof(ModelRecord) == 24);
static_assert(sizeof(MaterialRecord) == 48 && sizeof(ImageRecord) == 8);

// Sent to the other program first, with the model's file after it.
struct OrderRecord {
    std::uint32_t magic = kMagic;
    std::uint32_t version = kVersion;
    char format[8] = {};  // "obj"; ends with a zero.
    std::uint64_t file_bytes = 0;
};
// What it says then: any number of kAsk with the name of a file beside the model, each answered by
// a FileRecord and the file; one kAnswer with the answer.
enum class Saying : std::uint32_t { kAsk, kAnswer };
struct SayingRecord {
    Saying saying = Saying::kAsk;
    std::uint32_t bytes = 0;
};
struct FileRecord {
    std::uint32_t is_there = 0;
    std::uint32_t bytes = 0;
};
static_assert(sizeof(OrderRecord) == 24 && sizeof(SayingRecord) == 8 && sizeof(FileRecord) == 8);

}  // namespace belvedere::content::model::layout
