// SPDX-License-Identifier: Apache-2.0
// City files for tests: bytes in memory or mapped, and everything in a file read at once.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/content/decode/citygml/citygml_file.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/file.hpp"

namespace belvedere::content {

class BytesInMemory final : public citymodel::CityBytes {
  public:
    explicit BytesInMemory(std::string bytes) : bytes_(std::move(bytes)) {}
    [[nodiscard]] ByteView view() const override { return as_bytes(bytes_); }
    void release(const citymodel::FileRange& /*range*/) const override {}

  private:
    std::string bytes_;
};

inline std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Reads files below the folder of `path`'s city: code lists and files that are referred to.
inline citygml::CityGmlSource source_beside(const std::filesystem::path& path) {
    return {path.filename().string(),
            [folder = path.parent_path()](std::string_view name, std::uint64_t bytes_max) {
                return read_file(folder / std::filesystem::path(name), bytes_max);
            }};
}

// Everything of a file in one batch, with the warnings of the head and of the index.
struct WholeCity {
    std::shared_ptr<const citymodel::CityFile> file;
    citymodel::CityBatch batch;
    std::vector<citymodel::CityMember> members;
    std::vector<std::string> warnings;
    citymodel::ThemeNames themes;  // Of the indexes.
};

inline Result<WholeCity> read_whole(Result<std::shared_ptr<const citymodel::CityFile>> opened,
                                    citymodel::LodChoice lods) {
    if (!opened) return fail(opened.error());
    WholeCity city;
    city.file = *opened;
    city.warnings = city.file->head().warnings;
    std::vector<citymodel::FileRange> ranges;
    for (const citymodel::FileRange& stretch : city.file->stretches()) {
        auto index = city.file->index(stretch, {});
        if (!index) return fail(index.error());
        for (const auto& warning : index->warnings)
            city.warnings.push_back(warning.sentence);
        citymodel::note_themes(city.themes, index->themes);
        for (auto& member : index->members) {
            ranges.push_back(member.range);
            ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
            city.members.push_back(std::move(member));
        }
    }
    auto batch = city.file->read(ranges, lods, {});
    if (!batch) return fail(batch.error());
    city.batch = std::move(*batch);
    for (const auto& warning : city.batch.warnings)
        city.warnings.push_back(warning.sentence);
    return city;
}

inline Result<WholeCity> read_citygml_text(std::string text, citymodel::LodChoice lods = {},
                                           citygml::CityGmlSource source = {"test.gml", {}}) {
    return read_whole(
        citygml::open_citygml(std::make_shared<BytesInMemory>(std::move(text)), std::move(source)),
        lods);
}

}  // namespace belvedere::content
