// SPDX-License-Identifier: Apache-2.0
// Every glTF file of the sample data: what its name or the validator's report says, and what came.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/json_value.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/file.hpp"
#include "test_paths.hpp"

namespace belvedere::content {

namespace {

namespace fs = std::filesystem;

const fs::path kGltfSamples = fs::path(BELVEDERE_SAMPLE_DATA);

class BesideReader final : public ResourceReader {
  public:
    explicit BesideReader(fs::path folder) : folder_(std::move(folder)) {}
    Result<Bytes> read(std::string_view uri) override {
        return read_file(folder_ / std::string(uri), content::limits::kContentFileBytes);
    }

  private:
    fs::path folder_;
};

struct GltfOutcome {
    bool is_error = false;
    std::string message;                // Of the error.
    std::vector<std::string> warnings;  // Of the block.
    std::uint64_t triangles = 0, points = 0;
    bool draws_nothing = false;

    [[nodiscard]] bool names_a_fault() const { return is_error || !warnings.empty(); }
    [[nodiscard]] std::string text() const {
        if (is_error) return "error: " + message;
        std::string text = std::to_string(triangles) + " triangles";
        if (points > 0) text += ", " + std::to_string(points) + " points";
        for (const std::string& warning : warnings)
            text += "; " + warning;
        return text;
    }
};

GltfOutcome decode_gltf_sample(const fs::path& path) {
    GltfOutcome outcome;
    BesideReader reader(path.parent_path());
    DecodeContext content;
    content.name = path.filename().string();
    content.mapping = geo::local_mapping();
    content.resources = &reader;
    const GltfContext context{
        .content = &content, .rtc_center = {}, .placements = {}, .batch_rows = {}};
    const auto bytes = read_file(path, content::limits::kContentFileBytes);
    EXPECT_TRUE(bytes.has_value()) << path;
    const auto tile = decode_gltf(*bytes, context);
    if (!tile) {
        outcome.is_error = true;
        outcome.message = tile.error().message;
        return outcome;
    }
    outcome.triangles = tile->header().triangle_count;
    outcome.points = tile->header().point_count;
    for (const StringRef ref : tile->warnings()) {
        const std::string warning(tile->text(ref));
        if (warning == "the scene draws nothing") {
            outcome.draws_nothing = true;
        } else {
            outcome.warnings.push_back(warning);
        }
    }
    EXPECT_TRUE(TileContent::adopt(Bytes(tile->bytes().begin(), tile->bytes().end())).has_value())
        << path;
    return outcome;
}

std::vector<fs::path> gltf_files(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const fs::path extension = entry.path().extension();
        if (extension == ".glb" || extension == ".gltf") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

// The codes of severity 0 in a report of the Khronos validator.
std::vector<std::string> reported_errors(const fs::path& path) {
    std::vector<std::string> codes;
    const auto bytes = read_file(path.string() + ".report.json", content::limits::kJsonBytes);
    if (!bytes) return codes;
    const auto report = JsonDocument::parse(*bytes, content::limits::kJsonDepth);
    if (!report) return codes;
    for (const JsonValue& message : report->root()["issues"]["messages"].items()) {
        if (message["severity"].unsigned_integer() != 0U) continue;
        const std::string code(message["code"].text().value_or("?"));
        if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
    }
    return codes;
}

void print_gltf_row(const fs::path& file, const std::string& expected, const std::string& got) {
    std::printf("%-64s | %-44s | %s\n", file.lexically_relative(kGltfSamples).c_str(),
                expected.c_str(), got.c_str());
}

}  // namespace

TEST(GltfConformance, ValidatorCorpusFaultsAreNamedUnlessNothingDrawnUsesThem) {
    const fs::path corpus = kGltfSamples / "gltf/validator-corpus";
    if (!fs::exists(corpus)) GTEST_SKIP() << "no sample data at " << corpus;
    std::size_t named = 0, tolerated = 0, clean = 0;
    for (const fs::path& file : gltf_files(corpus)) {
        const std::vector<std::string> errors = reported_errors(file);
        const GltfOutcome outcome = decode_gltf_sample(file);
        std::string expected = errors.empty() ? "valid" : "";
        for (const std::string& code : errors)
            expected += (expected.empty() ? "" : " ") + code;
        if (errors.empty()) {
            EXPECT_FALSE(outcome.is_error) << file << ": " << outcome.message;
            ++clean;
            print_gltf_row(file, expected, outcome.text());
        } else if (outcome.names_a_fault()) {
            ++named;
            print_gltf_row(file, expected, outcome.text());
        } else {
            // What no drawn mesh refers to cannot change the picture.
            EXPECT_TRUE(outcome.draws_nothing) << file << ": " << expected;
            ++tolerated;
            print_gltf_row(file, expected, "tolerated: the scene draws nothing that uses it");
        }
    }
    std::printf("%zu valid, %zu named, %zu tolerated\n", clean, named, tolerated);
    EXPECT_GT(named + tolerated + clean, 100U);
}

TEST(GltfConformance, SampleModelsDecode) {
    if (!fs::exists(kGltfSamples / "gltf")) GTEST_SKIP() << "no sample data at " << kGltfSamples;
    // Files that are broken or need what this program says it does not do.
    const std::map<std::string, std::string> refused = {
        {"cubeSomeBadIndices.glb", "an index is beyond its vertices"},
        {"cubeInvalidVertCount.glb", "not one whole element"}};
    for (const char* folder : {"gltf/compressed", "gltf/khronos-samples", "gltf/meshopt-a",
                               "3dtiles/cesium-3d-tiles-samples/glTF"}) {
        for (const fs::path& file : gltf_files(kGltfSamples / folder)) {
            const GltfOutcome outcome = decode_gltf_sample(file);
            const auto expected = refused.find(file.filename().string());
            print_gltf_row(file, expected == refused.end() ? "valid" : expected->second,
                           outcome.text());
            if (expected == refused.end()) {
                EXPECT_FALSE(outcome.is_error) << file << ": " << outcome.message;
                EXPECT_GT(outcome.triangles + outcome.points, 0U) << file;
            } else {
                EXPECT_TRUE(outcome.is_error) << file;
                EXPECT_NE(outcome.message.find(expected->second), std::string::npos);
            }
        }
    }
}

}  // namespace belvedere::content
