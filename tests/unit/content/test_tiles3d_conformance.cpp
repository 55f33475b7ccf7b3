// SPDX-License-Identifier: Apache-2.0
// Files made to be wrong, and samples made to be right: each is read, and the table of what was
// expected and what came out is printed. A fault that changes what is drawn or read must be named
// in an error or a warning; the rest stands, with the reason, in tests/data/tiles3d_tolerated.tsv.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/content/decode/tiles3d/subtree.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/file.hpp"
#include "engine/geo/world_mapping.hpp"
#include "test_paths.hpp"
#include "tests/unit/content/tileset_folder.hpp"

namespace belvedere::content {
namespace {

namespace fs = std::filesystem;

enum class Outcome { kLoaded, kWarned, kFailed, kNotOpened };

struct Verdict {
    Outcome outcome = Outcome::kLoaded;
    std::string message;
};

const char* word_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::kLoaded:
            return "loads";
        case Outcome::kWarned:
            return "warning";
        case Outcome::kFailed:
            return "error";
        case Outcome::kNotOpened:
            return "not opened alone";
    }
    return "?";
}

Verdict verdict_of(const std::vector<std::string>& errors,
                   const std::vector<std::string>& warnings) {
    if (!errors.empty()) return {Outcome::kFailed, errors.front()};
    if (!warnings.empty()) return {Outcome::kWarned, warnings.front()};
    return {};
}

Verdict read_tileset_file(const fs::path& path) {
    const TilesetVisit visit = visit_tileset(path, [](const TileContent&) {});
    return verdict_of(visit.errors, visit.warnings);
}

Verdict read_subtree_file(const fs::path& path, ByteView bytes) {
    tiles3d::ImplicitTiling tiling;
    tiling.available_levels = 6;
    tiling.subtree_levels = path.string().find("ImplicitTile") == std::string::npos ? 3 : 2;
    // Subtrees of octrees have four numbers in their names.
    if (std::ranges::count(path.stem().string(), '.') == 3) {
        tiling.scheme = tiles3d::SubdivisionScheme::kOctree;
    }
    FolderResources resources(path.parent_path());
    const std::string schema = R"({"id":"s","classes":{}})";
    auto subtree = tiles3d::parse_subtree(bytes, tiling, &resources, schema);
    if (!subtree) return {Outcome::kFailed, subtree.error().message};
    return verdict_of({}, subtree->warnings());
}

Verdict read_content_file(const fs::path& path, ByteView bytes) {
    FolderResources resources(path.parent_path());
    DecodeContext context;
    context.name = path.filename().string();
    context.mapping = geo::earth_centred_mapping();
    context.resources = &resources;
    const auto content = decode_content(bytes, context);
    if (!content) return {Outcome::kFailed, content.error().message};
    std::vector<std::string> warnings;
    for (const StringRef warning : content->warnings()) {
        warnings.emplace_back(content->text(warning));
    }
    const auto adopted =
        TileContent::adopt(Bytes(content->bytes().begin(), content->bytes().end()));
    EXPECT_TRUE(adopted) << path << ": " << adopted.error().message;
    return verdict_of({}, warnings);
}

Verdict read_schema_file(ByteView bytes) {
    WarningList warnings;
    const auto schema = tiles3d::MetadataSchema::parse(as_text(bytes), warnings);
    if (!schema) return {Outcome::kFailed, schema.error().message};
    return verdict_of({}, warnings.take());
}

bool is_schema(const fs::path& path, ByteView bytes) {
    const std::string name = path.filename().string();
    return content_kind(bytes) != ContentKind::kTilesetJson && path.extension() == ".json" &&
           (path.string().find("/schemas/") != std::string::npos || name.ends_with("chema.json"));
}

// The corpus has pieces of documents too (property tables, buffers), which are never opened by
// themselves, and packages, which are opened by the sources of streaming.
bool is_opened(const fs::path& path) {
    const std::string extension = path.extension().string();
    const std::string text = path.string();
    const bool is_piece = text.find("/propertyTables/") != std::string::npos ||
                          text.find("/buffers/") != std::string::npos;
    static const std::vector<std::string> kinds = {".json", ".subtree", ".glb",    ".gltf",
                                                   ".b3dm", ".i3dm",    ".pnts",   ".cmpt",
                                                   ".vctr", ".geom",    ".geojson"};
    return !is_piece && std::ranges::find(kinds, extension) != kinds.end();
}

Verdict read_any(const fs::path& path) {
    if (!is_opened(path)) return {Outcome::kNotOpened, {}};
    const auto bytes = read_file(path, limits::kContentFileBytes);
    if (!bytes) return {Outcome::kFailed, bytes.error().message};
    if (is_schema(path, *bytes)) return read_schema_file(*bytes);
    const ContentKind kind = content_kind(*bytes);
    const bool in_subtrees = path.string().find("/subtrees/") != std::string::npos;
    if (kind == ContentKind::kSubtree || in_subtrees) return read_subtree_file(path, *bytes);
    const bool is_json = path.extension() == ".json";
    if (kind == ContentKind::kTilesetJson || is_json) return read_tileset_file(path);
    return read_content_file(path, *bytes);
}

// The corpus says by its names what is wrong with a file.
bool name_says_valid(const fs::path& path, bool default_valid) {
    const std::string name = path.filename().string();
    for (const char* fault :
         {"Invalid", "invalid", "Error", "error", "Unresolvable", "unsupported"}) {
        if (name.find(fault) != std::string::npos) return false;
    }
    return default_valid || name.starts_with("valid") || name.starts_with("Valid");
}

std::map<std::string, std::string> read_tolerated() {
    std::map<std::string, std::string> tolerated;
    std::ifstream file(std::string(BELVEDERE_TEST_DATA) + "/tiles3d_tolerated.tsv");
    std::string line;
    while (std::getline(file, line)) {
        const std::size_t tab = line.find('\t');
        if (tab != std::string::npos && line[0] != '#') {
            tolerated[line.substr(0, tab)] = line.substr(tab + 1);
        }
    }
    return tolerated;
}

struct Tally {
    int files = 0, loaded = 0, warned = 0, failed = 0, tolerated = 0, not_opened = 0;
};

void check_file(const fs::path& path, const std::string& name, bool default_valid,
                std::map<std::string, std::string>& tolerated, Tally& tally) {
    const Verdict verdict = read_any(path);
    const bool is_valid = name_says_valid(path, default_valid);
    const auto listed = tolerated.find(name);
    std::cout << name << '\t' << (is_valid ? "valid" : "fault") << '\t' << word_of(verdict.outcome)
              << '\t' << verdict.message << '\n';
    ++tally.files;
    tally.loaded += verdict.outcome == Outcome::kLoaded ? 1 : 0;
    tally.warned += verdict.outcome == Outcome::kWarned ? 1 : 0;
    tally.failed += verdict.outcome == Outcome::kFailed ? 1 : 0;
    tally.not_opened += verdict.outcome == Outcome::kNotOpened ? 1 : 0;
    if (verdict.outcome == Outcome::kNotOpened) return;
    if (listed != tolerated.end()) {
        ++tally.tolerated;
        const bool is_refused_rightly = is_valid && verdict.outcome == Outcome::kFailed;
        EXPECT_TRUE(is_refused_rightly || (!is_valid && verdict.outcome == Outcome::kLoaded))
            << name << " no longer needs its line in tiles3d_tolerated.tsv";
        tolerated.erase(listed);
    } else if (is_valid) {
        EXPECT_NE(verdict.outcome, Outcome::kFailed) << name << ": " << verdict.message;
    } else {
        EXPECT_NE(verdict.outcome, Outcome::kLoaded) << name << " should be named as faulty";
    }
}

TEST(Tiles3dConformance, EveryFile) {
    const fs::path root = fs::path(BELVEDERE_SAMPLE_DATA) / "3dtiles";
    if (!fs::exists(root / "validator-corpus")) GTEST_SKIP() << "no sample data at " << root;
    auto tolerated = read_tolerated();
    Tally tally;
    for (const char* set : {"validator-corpus", "cesium-3d-tiles-samples", "cesium-native-tests"}) {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(root / set)) {
            // A hundred planes with the same two large pictures; ten of them say all.
            const std::string text = entry.path().string();
            const bool is_repeated = text.find("SharedImages") != std::string::npos &&
                                     text.find("plane-0") == std::string::npos;
            if (entry.is_regular_file() && !is_repeated) files.push_back(entry.path());
        }
        std::ranges::sort(files);
        for (const fs::path& path : files) {
            const bool is_sample = std::string(set) != "validator-corpus" ||
                                   path.string().find("/Samples/") != std::string::npos;
            check_file(path, fs::relative(path, root).string(), is_sample, tolerated, tally);
        }
    }
    for (const auto& [name, reason] : tolerated)
        ADD_FAILURE() << name << " is listed, but not there";
    std::cout << tally.files << " files: " << tally.loaded << " load, " << tally.warned
              << " with warnings, " << tally.failed << " errors, " << tally.tolerated
              << " tolerated, " << tally.not_opened << " not opened alone\n";
}

}  // namespace
}  // namespace belvedere::content
