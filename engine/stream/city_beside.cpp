// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_beside.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/core/file.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {

namespace {

// A relative name without a scheme, of a file that city files refer to.
bool may_be_named(const std::filesystem::path& name) {
    const std::string text = name.generic_string();
    if (name.is_absolute() || text.find(':') != std::string::npos) return false;
    if (text.find('\0') != std::string::npos || text.find('\\') != std::string::npos) return false;
    return is_named_by_city_files(text);
}

// The part of `folder` that `name` steps up to; nothing when it goes up too far.
bool base_of(std::filesystem::path folder, const std::filesystem::path& name,
             std::filesystem::path& base) {
    int steps = 0;
    for (const std::filesystem::path& part : name.lexically_normal()) {
        if (part != "..") break;
        if (++steps > limits::kFoldersUp) return false;
        folder = folder.parent_path();
    }
    base = std::move(folder);
    return true;
}

}  // namespace

bool is_named_by_city_files(std::string_view name) {
    std::string extension(name.substr(std::min(name.size(), name.rfind('.'))));
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    constexpr std::string_view kNamed[] = {
        ".xml", ".gml",
        // World files of images: ".jgw" of ".jpg".
        ".wld", ".jgw", ".jpgw", ".jew", ".pgw", ".pngw", ".tfw", ".tifw", ".jpegw", ".wpw",
        ".webpw",
        // Models that implicit geometries place, and what those name.
        ".gltf", ".glb", ".bin", ".obj", ".mtl", ".dae", ".3ds", ".ply", ".stl", ".fbx", ".x3d",
        ".png", ".jpg", ".jpeg", ".webp", ".ktx2", ".tif", ".tiff",
        // Grids of raster reliefs.
        ".asc"};
    return std::ranges::find(kNamed, extension) != std::end(kNamed);
}

Result<std::filesystem::path> path_beside(const std::filesystem::path& file,
                                          std::string_view named) {
    std::error_code problem;
    const std::filesystem::path folder =
        std::filesystem::weakly_canonical(file, problem).parent_path();
    const std::filesystem::path name(named.substr(0, limits::kSideFileNameBytes));
    std::filesystem::path base;
    if (!may_be_named(name) || !base_of(folder, name, base)) {
        return fail(ErrorKind::kDenied, "this is no file beside the city's");
    }
    std::error_code missing;
    std::filesystem::path path = std::filesystem::weakly_canonical(folder / name, missing);
    const auto inside = path.lexically_relative(base);
    if (missing || inside.empty() || *inside.begin() == "..") {
        return fail(ErrorKind::kDenied, "this leads out of the city's folder");
    }
    return path;
}

content::citygml::ReadBeside read_beside(const std::filesystem::path& file) {
    std::error_code problem;
    const std::filesystem::path here = std::filesystem::weakly_canonical(file, problem);
    return [here](std::string_view named, std::uint64_t bytes_max) -> Result<Bytes> {
        const auto path = path_beside(here, named);
        if (!path) return fail(path.error());
        return read_file(*path, bytes_max);
    };
}

}  // namespace belvedere::stream
