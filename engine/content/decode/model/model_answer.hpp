// SPDX-License-Identifier: Apache-2.0
// What the program that reads models for this one answers: a model or why there is none, as bytes.
// The program has read a file that somebody made, with a library that such files may overcome, so
// nothing of its answer is believed: counts, indices, numbers and texts are checked here again.
#pragma once

#include <string>
#include <vector>

#include "engine/content/decode/model/library_model.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::model {

// A model as the other program has it. Images that came inside the model are still files: they are
// decoded on this side, by decoders that know broken ones.
struct ModelAnswer {
    LibraryModel model;              // Images without pixels; paths relative to the model.
    std::vector<Bytes> image_files;  // One for each image of the model; empty for those by path.
};

// Little endian, version first; at most limits::kModelAnswerBytes for what limits.hpp lets through.
// What is larger becomes a failure. Any thread.
[[nodiscard]] Bytes write_model_answer(const Result<ModelAnswer>& answer);

// The model of an answer, keeping to limits.hpp before memory is taken; `folder` (with its slash,
// or empty) is put before the paths of images. The other program's own failure as it says it, in
// plain characters; kBadData for anything that is no sound answer. Any thread.
[[nodiscard]] Result<LibraryModel> read_model_answer(ByteView answer, const std::string& folder);

}  // namespace belvedere::content::model
