// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/model_library.hpp"

#include <exception>
#include <utility>

#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

ModelLibrary::Found ModelLibrary::find(const std::string& path,
                                       const std::string& mime_type) const {
    std::unique_lock lock(mutex_);
    const auto known = known_.find(path);
    if (known != known_.end()) {
        // Places of a map stay where they are.
        is_read_.wait(lock, [&] { return known->second.has_value(); });
        return *known->second;
    }
    if (known_.size() >= limits::kLibraryModels) {
        return {nullptr, "the file places more than 1,024 models"};
    }
    std::optional<Found>& place = known_[path];
    if (lost_ >= limits::kLibraryLateModels * reader_.deadline) {
        place = Found{nullptr, "others of the file took too long to read"};
        return *place;
    }
    lock.unlock();
    const auto began = std::chrono::steady_clock::now();
    auto read = this->read(path, mime_type);
    const auto taken = std::chrono::steady_clock::now() - began;
    lock.lock();
    place = keep(std::move(read), std::chrono::duration_cast<std::chrono::milliseconds>(taken));
    is_read_.notify_all();
    return *place;
}

Result<model::LibraryModel> ModelLibrary::read(const std::string& path,
                                               const std::string& mime_type) const {
    if (!read_beside_) return fail(ErrorKind::kDenied, "other files are not read");
    // Who waits for it would wait for ever if this were left another way.
    try {
        return model::read_library_model({path, mime_type, read_beside_, reader_});
    } catch (const std::exception& problem) {
        return fail(ErrorKind::kLimit, std::string("it cannot be read: ") + problem.what());
    }
}

ModelLibrary::Found ModelLibrary::keep(Result<model::LibraryModel> read,
                                       std::chrono::milliseconds taken) const {
    if (!read) {
        lost_ += taken;
        return {nullptr, read.error().message};
    }
    if (triangles_ + read->triangles.size() > limits::kLibraryTriangles) {
        return {nullptr, "the models of the file have more than 4,000,000 triangles"};
    }
    triangles_ += read->triangles.size();
    return {std::make_shared<const model::LibraryModel>(std::move(*read)), {}};
}

}  // namespace belvedere::content::citygml
