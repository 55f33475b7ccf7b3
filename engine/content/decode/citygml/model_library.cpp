// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/model_library.hpp"

#include <utility>

#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

ModelLibrary::Found ModelLibrary::find(const std::string& path,
                                       const std::string& mime_type) const {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(path);
    if (known != known_.end()) return known->second;
    if (known_.size() >= limits::kLibraryModels) {
        return {nullptr, "the file places more than 1,024 models"};
    }
    return known_.emplace(path, read(path, mime_type)).first->second;
}

ModelLibrary::Found ModelLibrary::read(const std::string& path,
                                       const std::string& mime_type) const {
    if (!read_beside_) return {nullptr, "other files are not read"};
    auto read = model::read_library_model({path, mime_type, read_beside_});
    if (!read) return {nullptr, read.error().message};
    if (triangles_ + read->triangles.size() > limits::kLibraryTriangles) {
        return {nullptr, "the models of the file have more than 4,000,000 triangles"};
    }
    triangles_ += read->triangles.size();
    return {std::make_shared<const model::LibraryModel>(std::move(*read)), {}};
}

}  // namespace belvedere::content::citygml
