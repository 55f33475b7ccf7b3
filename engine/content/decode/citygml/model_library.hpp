// SPDX-License-Identifier: Apache-2.0
// Models that implicit geometries name (libraryObject), each read once for all that place it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/model/library_model.hpp"

namespace belvedere::content::citygml {

// Reads a model when it is first asked for; keeps at most limits::kLibraryModels of them, and
// limits::kLibraryTriangles together. Any thread: the first waits for the reading, and so do others
// meanwhile.
class ModelLibrary {
  public:
    explicit ModelLibrary(ReadBeside read_beside) : read_beside_(std::move(read_beside)) {}

    struct Found {
        std::shared_ptr<const model::LibraryModel> model;  // Null: none.
        std::string problem;                               // Why there is none.
    };
    // `path` as the file has it, relative to it; `mime_type` as well, or empty.
    [[nodiscard]] Found find(const std::string& path, const std::string& mime_type) const;

  private:
    [[nodiscard]] Found read(const std::string& path, const std::string& mime_type) const;

    ReadBeside read_beside_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, Found> known_;
    mutable std::size_t triangles_ = 0;
};

}  // namespace belvedere::content::citygml
