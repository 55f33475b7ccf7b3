// SPDX-License-Identifier: Apache-2.0
// Models that Assimp reads.
#pragma once

#include <functional>
#include <string>

#include "engine/content/decode/model/model_answer.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::model {

// A file beside the model by the name that the model has for it.
using AskForFile = std::function<Result<Bytes>(const std::string& name)>;

// `format` is what Assimp calls the kind: "obj", "dae", "3ds", "ply", "stl", "fbx" or "x3d". Paths
// of images are as the model has them, relative to it. kBadData, kLimit; or, by assertions and
// faults of the library, the end of the process: not for the program itself.
[[nodiscard]] Result<ModelAnswer> read_assimp_model(ByteView bytes, const std::string& format,
                                                    const AskForFile& ask);

}  // namespace belvedere::content::model
