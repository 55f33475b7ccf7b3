// SPDX-License-Identifier: Apache-2.0
// What is known to be wrong with a model's file before a library reads it.
#pragma once

#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::content::model {

// Finds what Assimp answers by waiting for ever or by running out of stack: XML nested over
// limits::kModelDepth, PLY whose header does not end or promises more than the file can hold. It
// would cost the reader's whole time; so it is a sentence at once. kLimit, kBadData.
[[nodiscard]] Result<void> check_model_file(std::string_view file, std::string_view format);

}  // namespace belvedere::content::model
