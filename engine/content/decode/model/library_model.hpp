// SPDX-License-Identifier: Apache-2.0
// A model in a file of its own (a tree, a lamp, a bench), as city files place it: triangles in
// metres about the model's own origin, z up.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::model {

// Reads a file by its path relative to the city file, at most so many bytes; refuses what leaves
// the source. The same as citygml::ReadBeside.
using ReadFile = std::function<Result<Bytes>(std::string_view path, std::uint64_t bytes_max)>;

// An image of a model: a file beside it, or pixels that the model itself holds.
struct ModelImage {
    std::string path;  // Relative to the city file; empty for pixels.
    std::shared_ptr<const citymodel::CityImage> pixels;
};

struct ModelMaterial {
    citymodel::CityMaterial look;  // Its name is not set.
    std::uint32_t image = kNone;   // In LibraryModel::images.
    Wrap wrap = Wrap::kRepeat;
    bool has_holes = false;  // Where the image's alpha is below a half.
};

struct ModelTriangle {
    std::array<std::uint32_t, 3> corners{};  // In LibraryModel::positions.
    std::uint32_t material = kNone;          // In LibraryModel::materials; kNone: none.
};

// All indices are sound and all positions finite.
struct LibraryModel {
    std::vector<glm::dvec3> positions;
    std::vector<glm::vec2> texture_coordinates;  // One for each position, v up; or none at all.
    std::vector<ModelTriangle> triangles;
    std::vector<ModelMaterial> materials;
    std::vector<ModelImage> images;
    std::vector<std::string> notes;  // What was left out.
};

// The program that reads kinds which this one does not read itself (foreign_model.hpp).
struct ModelReader {
    std::filesystem::path program;                                 // Empty: the installed one.
    std::chrono::milliseconds deadline = limits::kReaderDeadline;  // A model.
};

// What is read, and with what.
struct ModelSource {
    std::string path;       // Relative to the city file: "models/tree.glb".
    std::string mime_type;  // As the city file has it; asked where the path's end says nothing.
    ReadFile read;          // Not empty.
    ModelReader reader;
};

// Reads a model: glTF and glb by this program's own decoder, with z turned up; Collada, OBJ, 3DS,
// PLY, STL, FBX and X3D by a program of its own. Any thread; blocks. kUnsupported for other kinds
// (VRML), named; kNotFound and kDenied of the file; kTemporary for one that takes too long;
// kBadData for a broken one; kLimit over limits.hpp.
[[nodiscard]] Result<LibraryModel> read_library_model(const ModelSource& source);

// Adds the model as a template: one geometry, whose place is returned. What it looks like is so in
// every theme. Nothing is added, and kNone returned, when the batch is full.
[[nodiscard]] std::uint32_t append_template(citymodel::CityBatch& batch, const LibraryModel& model);

}  // namespace belvedere::content::model
