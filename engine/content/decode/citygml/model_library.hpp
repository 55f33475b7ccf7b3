// SPDX-License-Identifier: Apache-2.0
// Models that implicit geometries name (libraryObject), each read once for all that place it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/model/library_model.hpp"

namespace belvedere::content::citygml {

// Reads a model when it is first asked for; keeps at most limits::kLibraryModels of them, and
// limits::kLibraryTriangles together. Once limits::kLibraryLateModels times the reader's deadline
// was spent on models that then could not be read, no more are tried: a file of them would be
// waited for all day. Any thread: the first reads, others wait for the same model, not for another.
class ModelLibrary {
  public:
    ModelLibrary(ReadBeside read_beside, model::ModelReader reader)
        : read_beside_(std::move(read_beside)), reader_(std::move(reader)) {}

    struct Found {
        std::shared_ptr<const model::LibraryModel> model;  // Null: none.
        std::string problem;                               // Why there is none.
    };
    // `path` as the file has it, relative to it; `mime_type` as well, or empty.
    [[nodiscard]] Found find(const std::string& path, const std::string& mime_type) const;

  private:
    // Nothing while it is being read.
    using Known = std::map<std::string, std::optional<Found>>;

    [[nodiscard]] Result<model::LibraryModel> read(const std::string& path,
                                                   const std::string& mime_type) const;
    [[nodiscard]] Found keep(Result<model::LibraryModel> read,
                             std::chrono::milliseconds taken) const;

    ReadBeside read_beside_;
    model::ModelReader reader_;
    mutable std::mutex mutex_;
    mutable std::condition_variable is_read_;
    mutable Known known_;
    mutable std::size_t triangles_ = 0;
    mutable std::chrono::milliseconds lost_{0};
};

}  // namespace belvedere::content::citygml
