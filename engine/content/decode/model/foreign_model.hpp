// SPDX-License-Identifier: Apache-2.0
// Models of kinds that a library reads which broken files overcome: a program of its own
// (belvedere-models, engine/content/model_reader) reads them, one process a model.
#pragma once

#include <filesystem>
#include <string_view>

#include "engine/content/decode/model/library_model.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::model {

// What the end of a path or a MIME type says of the kind, in the words of the library ("obj");
// empty for kinds that nobody here reads. Upper and lower case alike.
[[nodiscard]] std::string_view foreign_format(std::string_view word);

// Beside the running program or in libexec/belvedere of where that is installed. The file need not
// be there.
[[nodiscard]] std::filesystem::path installed_model_reader();

// Has the model `bytes` read. Files that the model names are read through `source`, here, so that
// the other program needs none of its own; whatever becomes of that program is an error of this
// model alone. Formats that say which axis is up are turned accordingly (Collada, X3D, FBX); OBJ,
// PLY and STL are taken as they stand, as city models write them. Any thread; blocks, until one of
// limits::kReaders is free as well. kTemporary: it took too long; kNotFound: the program is not
// installed; kBadData; kLimit.
[[nodiscard]] Result<LibraryModel> read_foreign_model(ByteView bytes, std::string_view format,
                                                      const ModelSource& source);

}  // namespace belvedere::content::model
