// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/source_opening.hpp"

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/tiles3d/tileset_metadata.hpp"
#include "engine/net/http_transport.hpp"
#include "engine/net/uri.hpp"
#include "engine/stream/archive_source.hpp"
#include "engine/stream/city_archive.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/city_folder.hpp"
#include "engine/stream/city_source.hpp"
#include "engine/stream/file_source.hpp"
#include "engine/stream/http_source.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/source_mapping.hpp"
#include "engine/stream/source_resources.hpp"

namespace belvedere::stream {
namespace {

namespace tiles3d = content::tiles3d;

std::string first_bytes(const std::filesystem::path& path) {
    std::array<char, 16> start{};
    std::ifstream file(path, std::ios::binary);
    file.read(start.data(), start.size());
    return {start.data(), static_cast<std::size_t>(file.gcount())};
}

Result<LocatedSource> locate_in_archive(Result<std::shared_ptr<ByteSource>> archive) {
    if (!archive) return fail(archive.error());
    return LocatedSource{std::move(*archive), "tileset.json", {}, {}};
}

// Tiles in a zip archive, else city files.
Result<LocatedSource> locate_in_zip(const std::filesystem::path& path) {
    auto zip = open_zip_source(path);
    if (!zip || !(*zip)->stamp("tileset.json").empty()) return locate_in_archive(std::move(zip));
    auto archive = CityArchive::open(path);
    if (!archive || (*archive)->city_names().empty()) return locate_in_archive(std::move(zip));
    return LocatedSource{std::move(*zip), path.filename().string(), {}, std::move(*archive)};
}

// Nothing when the file, or no file of the folder, is a city model.
std::optional<LocatedSource> locate_city(const std::filesystem::path& path,
                                         const std::filesystem::path& folder) {
    LocatedSource located;
    located.city_files = find_city_files(path);
    if (located.city_files.paths.empty()) return std::nullopt;
    auto source = open_city_folder(folder);
    if (!source) return std::nullopt;
    located.bytes = std::move(*source);
    located.root_uri = path.filename().string();
    return located;
}

Result<LocatedSource> locate_file(const std::string& uri) {
    std::filesystem::path path(uri.starts_with("file://") ? uri.substr(7) : uri);
    std::error_code code;
    if (std::filesystem::is_directory(path, code)) {
        // A folder of tiles, else of a city's own files.
        if (!std::filesystem::exists(path / "tileset.json", code)) {
            if (auto city = locate_city(path, path)) return std::move(*city);
        }
        path /= "tileset.json";
    }
    if (!std::filesystem::exists(path, code)) {
        return fail(ErrorKind::kNotFound, path.string() + ": no such file");
    }
    const std::string start = first_bytes(path);
    if (start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06")) {
        return locate_in_zip(path);
    }
    if (start.starts_with("SQLite format 3")) {
        return locate_in_archive(open_database_source(path));
    }
    if (auto city = locate_city(path, path.parent_path())) return std::move(*city);
    auto folder = open_folder_source(path.parent_path());
    if (!folder) return fail(folder.error());
    return LocatedSource{std::move(*folder), path.filename().string(), {}, {}};
}

geo::OrientedBox box_of(const content::TileContent& content) {
    const content::TileContentHeader& header = content.header();
    glm::dmat3 axes{1.0};
    for (int column = 0; column < 3; ++column) {
        for (int row = 0; row < 3; ++row) {
            axes[column][row] = header.frame.axes[column * 3 + row];
        }
    }
    glm::dvec3 low;
    glm::dvec3 high;
    for (int i = 0; i < 3; ++i) {
        low[i] = static_cast<double>(header.bounds_min_m[i]);
        high[i] = static_cast<double>(header.bounds_max_m[i]);
    }
    if (low.x > high.x) low = high = glm::dvec3(0.0);
    const glm::dvec3 half = (high - low) / 2.0;
    geo::OrientedBox box;
    box.center =
        glm::dvec3(header.frame.origin[0], header.frame.origin[1], header.frame.origin[2]) +
        axes * ((low + high) / 2.0);
    box.half_axes = {axes[0] * half.x, axes[1] * half.y, axes[2] * half.z};
    return box;
}

Result<content::TileContent> decode_model(const FetchedBytes& root, ByteSource& bytes,
                                          std::shared_ptr<const geo::WorldMapping> mapping,
                                          const SourceOptions& options, const CancelToken& cancel) {
    SourceResources resources(bytes, root.uri, cancel);
    content::DecodeContext context;
    context.name = root.uri;
    context.mapping = std::move(mapping);
    context.resources = &resources;
    context.cancel = cancel;
    context.feature_id_set = options.feature_id_set;
    return content::decode_content(root.bytes, context);
}

// One model. Its place, unless said, is Earth-centred when its coordinates are at the Earth's
// surface (glTF of 3D Tiles), else nowhere.
Result<OpenedSource> open_model(const FetchedBytes& root, ByteSource& bytes,
                                const SourceOptions& options, const CancelToken& cancel) {
    OpenedSource opened;
    opened.kind = "glTF";
    opened.bytes_read = root.bytes.size();
    opened.mapping = geo::local_mapping();
    auto content = decode_model(root, bytes, opened.mapping, options, cancel);
    if (!content) return fail(content.error());
    auto chosen = choose_mapping(box_of(*content), options.crs, options.vertical);
    if (!chosen) return fail(chosen.error());
    if (chosen->mapping->is_georeferenced()) {
        // Decoded once more, now into the frame of its place.
        opened.mapping = chosen->mapping;
        content = decode_model(root, bytes, opened.mapping, options, cancel);
        if (!content) return fail(content.error());
        if (!chosen->warning.empty()) opened.warnings.push_back(chosen->warning);
    }
    // The box is in the world already.
    opened.root = single_content_graft(root.uri, box_of(*content), opened.mapping);
    opened.attribution = content->text(content->header().attribution);
    opened.content = std::move(*content);
    return opened;
}

geo::BoundingVolume root_volume(const tiles3d::TilesetDocument& document) {
    const tiles3d::TileRecord& root = document.tiles.front();
    if (root.transform == content::kNone) return root.volume;
    return geo::transformed(root.volume, document.transforms[root.transform]);
}

}  // namespace

Result<LocatedSource> locate_source(const std::string& uri, const HttpFactory& http,
                                    std::shared_ptr<HttpAnswers> answers) {
    if (!net::is_http(uri)) return locate_file(uri);
    // Without a network: what was kept, or a refusal when it is asked for its root.
    auto source = open_http_source(uri, http ? http() : nullptr, std::move(answers));
    if (!source) return fail(source.error());
    auto root = (*source)->resolve({}, {});
    if (!root) return fail(root.error());
    return LocatedSource{std::move(*source), std::move(*root), {}, {}};
}

Result<OpenedSource> open_root(const FetchedBytes& root, const std::shared_ptr<ByteSource>& source,
                               const SourceOptions& options, const CancelToken& cancel) {
    ByteSource& bytes = *source;
    if (root.bytes.empty()) return fail(ErrorKind::kBadData, root.uri + ": the file is empty");
    const content::ContentKind kind = content::content_kind(root.bytes);
    if (kind == content::ContentKind::kUnknown &&
        content::city_kind(as_text(root.bytes)) != content::CityKind::kNoCity) {
        return open_city(root.bytes, {source, root.uri, root.stamp}, options, cancel);
    }
    const bool is_document =
        kind == content::ContentKind::kTilesetJson || kind == content::ContentKind::kUnknown;
    if (!is_document) return open_model(root, bytes, options, cancel);
    auto document = tiles3d::parse_tileset(root.bytes, root.uri);
    if (!document) return fail(document.error());
    SourceResources resources(bytes, root.uri, cancel);
    tiles3d::resolve_metadata(*document, resources);
    auto chosen = choose_mapping(root_volume(*document), options.crs, options.vertical);
    if (!chosen) return fail(chosen.error());
    auto graft = build_graft(*document, root.uri, GraftPlace{}, chosen->mapping);
    if (!graft) return fail(graft.error());
    OpenedSource opened;
    opened.bytes_read = root.bytes.size() + resources.bytes_read();
    opened.root = std::move(*graft);
    opened.mapping = chosen->mapping;
    opened.warnings = std::move(opened.root.warnings);
    opened.root.warnings.clear();
    if (!chosen->warning.empty()) opened.warnings.push_back(chosen->warning);
    opened.kind = "3D Tiles";
    opened.version = document->version;
    opened.attribution = document->attribution;
    document->tiles.clear();
    document->tiles.shrink_to_fit();
    opened.document = std::move(*document);
    return opened;
}

namespace {

// One opening on its way.
struct Opening {
    SourceOptions options;
    HttpFactory http;
    CancelToken cancel;
    std::function<void(Result<OpenedPair>)> done;

    void finish_city(LocatedSource source) const {
        std::error_code code;
        const std::filesystem::path uri(options.uri.starts_with("file://") ? options.uri.substr(7)
                                                                           : options.uri);
        const bool is_folder = std::filesystem::is_directory(uri, code);
        CityOpening city;
        city.files = source.city_files.paths;
        city.has_more = source.city_files.has_more;
        city.folder = is_folder ? uri : uri.parent_path();
        city.archive = source.city_archive;
        auto opened = open_city(city, options, cancel);
        if (!opened) {
            done(fail(std::move(opened.error())));
            return;
        }
        done(OpenedPair{std::move(source), std::move(*opened)});
    }

    void finish(LocatedSource source, Result<FetchedBytes> root) const {
        if (!root) {
            done(fail(std::move(root.error())));
            return;
        }
        auto opened = open_root(*root, source.bytes, options, cancel);
        if (!opened) {
            done(fail(std::move(opened.error())));
            return;
        }
        if (!root->note.empty()) opened->warnings.push_back(root->note);
        if (root->remember) root->remember();
        done(OpenedPair{std::move(source), std::move(*opened)});
    }
};

void begin(const std::shared_ptr<Opening>& opening) {
    auto located = locate_source(opening->options.uri, opening->http, opening->options.answers);
    if (!located) {
        opening->done(fail(located.error()));
        return;
    }
    if (!located->city_files.paths.empty() || located->city_archive != nullptr) {
        opening->finish_city(std::move(*located));
        return;
    }
    // A worker waits here: opening happens once a source, and waiting keeps the source alive.
    auto root = read_now(*located->bytes, located->root_uri, opening->cancel);
    if (root) {
        auto plain = without_gzip(std::move(root->bytes));
        if (plain) {
            root->bytes = std::move(*plain);
        } else {
            root = fail_in(root->uri, plain.error());
        }
    }
    opening->finish(std::move(*located), std::move(root));
}

}  // namespace

void open_source(JobPool& jobs, SourceOptions options, HttpFactory http, CancelToken cancel,
                 std::function<void(Result<OpenedPair>)> done) {
    auto opening = std::make_shared<Opening>(
        Opening{std::move(options), std::move(http), std::move(cancel), std::move(done)});
    jobs.submit([opening] { begin(opening); }, -1.0);
}

}  // namespace belvedere::stream
