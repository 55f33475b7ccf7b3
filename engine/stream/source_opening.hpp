// SPDX-License-Identifier: Apache-2.0
// Opening a source: from what the user typed to a root graft.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/content/tile_content.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"
#include "engine/stream/byte_source.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/city_part.hpp"
#include "engine/stream/http_answers.hpp"
#include "engine/stream/tile_cache.hpp"
#include "engine/stream/tile_graft.hpp"

namespace belvedere::net {
class HttpTransport;
}

namespace belvedere::stream {

class CityArchive;

struct SourceOptions {
    std::string uri;  // Path or http(s) URL of tileset.json, .3tz, .3dtiles, .zip, .glb, .gltf, ...
    std::string crs;  // "EPSG:3857" ...; empty: Earth-centred, or recognised with a warning.
    // How heights are meant where `crs` is given or recognised.
    geo::VerticalReference vertical = geo::VerticalReference::kEllipsoidal;
    std::shared_ptr<HttpAnswers> answers =
        nullptr;                      // What servers said before; null: nothing is remembered.
    std::string feature_id_set = {};  // content::DecodeContext::feature_id_set.
    // Of city models: objects are shown at their highest level of detail not above this one, in
    // tenths (CityGML 2, CityJSON 2.2 ...); 255: the highest there is.
    std::uint8_t lod_max = 255;
    std::string theme = {};  // Of their appearances; empty: the first that says anything.
    double raise_m = 0.0;    // Everything stands so much higher than it says.
    std::shared_ptr<TileCache> cache = nullptr;  // Keeps indexes of city models; may be null.
};

// Makes the HTTP client of one source.
using HttpFactory = std::function<std::shared_ptr<net::HttpTransport>()>;

// The source's bytes and where its root document is in them.
struct LocatedSource {
    std::shared_ptr<ByteSource> bytes;
    std::string root_uri;       // Canonical.
    FoundCityFiles city_files;  // What it is made of where it is a city model.
    std::shared_ptr<const CityArchive> city_archive;  // Or the archive that holds its files.
};

// Recognises folders (their tileset.json), archives by their first bytes, and web addresses. Reads
// at most an archive's index; for workers. An empty factory refuses web addresses (kDenied) of
// which `answers` keeps nothing.
[[nodiscard]] Result<LocatedSource> locate_source(const std::string& uri, const HttpFactory& http,
                                                  std::shared_ptr<HttpAnswers> answers = nullptr);

// What the root document turned out to be.
struct OpenedSource {
    TileGraft root;
    std::shared_ptr<const geo::WorldMapping> mapping;
    std::vector<std::string> warnings;
    std::string kind;     // "3D Tiles", "glTF", "CityGML", "CityJSON", "CityJSONSeq".
    std::string version;  // Of the format; empty for a bare model.
    std::string attribution;
    std::vector<CityPart> city;  // The files of a city model, opened; none otherwise.
    // The tile itself, when the source is one model and had to be decoded for its bounds.
    std::optional<content::TileContent> content;
    std::uint64_t bytes_read = 0;
    // What the tileset says about itself, for inspection (no tiles); empty for a bare model.
    std::optional<content::tiles3d::TilesetDocument> document;
};

// Parses the root document, or decodes the one model that the source is. For workers.
[[nodiscard]] Result<OpenedSource> open_root(const FetchedBytes& root,
                                             const std::shared_ptr<ByteSource>& source,
                                             const SourceOptions& options,
                                             const CancelToken& cancel);

// The whole opening, off the calling thread: locate, fetch, open_root. `done` is called once, on a
// worker, unless the pool is destroyed first.
struct OpenedPair {
    LocatedSource source;
    OpenedSource opened;
};
void open_source(JobPool& jobs, SourceOptions options, HttpFactory http, CancelToken cancel,
                 std::function<void(Result<OpenedPair>)> done);

}  // namespace belvedere::stream
