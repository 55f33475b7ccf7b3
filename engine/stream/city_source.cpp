// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_source.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/decode/city_kind.hpp"
#include "engine/stream/city_archive.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/city_makers.hpp"
#include "engine/stream/city_outline.hpp"
#include "engine/stream/city_web_beside.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/part_documents.hpp"
#include "engine/stream/side_files.hpp"

namespace belvedere::stream {
namespace {

namespace citymodel = content::citymodel;
using citymodel::CityBox;

// What a file declares of its extent is seldom quite right.
constexpr double kExtentMargin = 0.1;

struct CityMapping {
    std::shared_ptr<const geo::WorldMapping> mapping;
    std::string warning;
};

// Said by the user, else by the file, else nowhere.
CityMapping choose_city_mapping(const citymodel::CityFileHead& head, const SourceOptions& options,
                                const std::string& name) {
    const bool is_said = !options.crs.empty();
    const std::string& crs = is_said ? options.crs : head.crs;
    if (crs.empty()) {
        return {geo::local_mapping(),
                name +
                    ": the file does not say its coordinate reference system and is shown as a "
                    "model without a place on Earth; say --crs"};
    }
    // What a file says of itself includes its heights, unless they are said to be otherwise.
    const bool is_default = options.vertical == geo::VerticalReference::kEllipsoidal && !is_said;
    const auto vertical = is_default ? geo::VerticalReference::kOfTheCrs : options.vertical;
    auto mapping = geo::projected_mapping(crs, vertical);
    if (mapping) return {std::move(*mapping), {}};
    return {geo::local_mapping(), name + ": " + mapping.error().message +
                                      "; it is shown as a model without a place on Earth"};
}

// Opens the parts of a city and hangs their stretches into one tree.
class CityOpener {
  public:
    CityOpener(const SourceOptions& options, const CancelToken& cancel)
        : options_(options), cancel_(cancel) {}

    // By the outline of an earlier visit, else by opening it.
    void add(CityPart part, OpenCityFile open, std::uint64_t stored_bytes) {
        const bool is_kept = options_.cache != nullptr && !part.stamp.empty();
        CityOutline outline;
        bool is_known = false;
        if (is_kept) {
            const PartDocuments documents{options_.cache.get(), part};
            const auto document = documents.load(city_outline_key(part));
            auto kept = document ? unpack_city_outline(*document)
                                 : Result<CityOutline>(fail(document.error()));
            is_known = kept.has_value();
            if (is_known) outline = std::move(*kept);
        }
        if (is_known) {
            part.file = city_file_by_outline(outline, std::move(open));
        } else {
            auto file = open();
            if (!file) return refuse(file.error());
            opened_.bytes_read += stored_bytes;
            part.file = std::move(*file);
            outline.head = part.file->head();
            outline.stretches = part.file->stretches();
        }
        for (const std::string& warning : outline.head.warnings)
            opened_.warnings.push_back(part.name + ": " + warning);
        CityMapping chosen = choose_city_mapping(outline.head, options_, part.name);
        if (!chosen.warning.empty()) opened_.warnings.push_back(chosen.warning);
        part.mapping = geo::raised_mapping(std::move(chosen.mapping), options_.raise_m);
        opened_.city.push_back(std::move(part));
        outlines_.push_back({std::move(outline), is_kept && !is_known});
    }
    void warn(std::string sentence) { opened_.warnings.push_back(std::move(sentence)); }
    void refuse(const Error& error) {
        if (!first_error_) first_error_ = error;
        opened_.warnings.push_back(error.message);
    }

    Result<OpenedSource> finish(const std::string& uri) {
        if (cancel_.cancelled()) return fail(ErrorKind::kCancelled, uri);
        if (opened_.city.empty()) {
            if (first_error_) return fail(*first_error_);
            return fail(ErrorKind::kBadData, uri + ": there is no city model in it");
        }
        std::vector<CityStretch> stretches;
        for (std::uint32_t i = 0; i < opened_.city.size(); ++i) {
            for (const citymodel::FileRange& range : outlines_[i].outline.stretches)
                stretches.push_back({i, range});
        }
        const CityShowing showing{options_.lod_max, options_.theme, options_.cache};
        if (stretches.empty()) {
            opened_.warnings.push_back(uri + ": there are no city objects in it");
            stretches.push_back({0, {}});
        }
        auto root = stretches.size() == 1
                        ? city_stretch_graft(opened_.city.front(), stretches.front().range, showing,
                                             cancel_)
                        : grow(stretches, showing, uri);
        if (!root) return fail(root.error());
        if (root->nodes.empty())
            root = city_root_graft(opened_.city, {CityBox{}}, stretches, showing, uri);
        for (std::string& warning : root->warnings)
            opened_.warnings.push_back(std::move(warning));
        root->warnings.clear();
        for (const KnownOutline& known : outlines_)
            citymodel::note_themes(root->themes, known.outline.head.themes);
        keep_outlines();
        opened_.root = std::move(*root);
        const CityPart& first = opened_.city.front();
        opened_.mapping = first.mapping;
        opened_.kind = first.file->head().kind;
        opened_.version = first.file->head().version;
        return std::move(opened_);
    }

  private:
    Result<TileGraft> grow(const std::vector<CityStretch>& stretches, const CityShowing& showing,
                           const std::string& uri) {
        std::vector<CityBox> bounds;
        for (std::size_t i = 0; i < opened_.city.size(); ++i) {
            std::optional<CityBox>& known = outlines_[i].outline.bounds;
            if (!known) {
                auto box = extent_of(opened_.city[i], showing);
                if (!box) return fail(box.error());
                known = *box;
                outlines_[i].is_new = options_.cache != nullptr && !opened_.city[i].stamp.empty();
            }
            bounds.push_back(*known);
        }
        return city_root_graft(opened_.city, bounds, stretches, showing, uri);
    }

    // What the file declares, and what the first of it is found to take; with a margin.
    Result<CityBox> extent_of(const CityPart& part, const CityShowing& showing) {
        CityBox box = part.file->head().extent;
        const auto stretches = part.file->stretches();
        if (!stretches.empty()) {
            const auto found = city_stretch_bounds(part, stretches.front(), showing, cancel_);
            if (!found && found.error().kind == ErrorKind::kCancelled) return fail(found.error());
            if (found) box.add(*found);
        }
        if (box.is_empty()) return box;
        const glm::dvec3 margin = (box.max - box.min) * kExtentMargin;
        return CityBox{box.min - margin, box.max + margin};
    }

    void keep_outlines() {
        for (std::size_t i = 0; i < outlines_.size(); ++i) {
            if (!outlines_[i].is_new) continue;
            const PartDocuments documents{options_.cache.get(), opened_.city[i]};
            documents.store(city_outline_key(opened_.city[i]),
                            pack_city_outline(outlines_[i].outline));
        }
    }

    struct KnownOutline {
        CityOutline outline;
        bool is_new = false;  // To be kept.
    };
    const SourceOptions& options_;
    const CancelToken& cancel_;
    OpenedSource opened_;
    std::vector<KnownOutline> outlines_;  // One for each of the city's parts.
    std::optional<Error> first_error_;
};

// Ranges that an earlier visit found would mean something else in a file that was changed since.
OpenCityFile opening_of(const std::filesystem::path& path, const CityPart& part) {
    return [path, name = part.name, stamp = part.stamp,
            beside = part.side_files]() -> Result<std::shared_ptr<const citymodel::CityFile>> {
        auto bytes = open_city_bytes(path);
        if (!bytes) return fail(bytes.error());
        if (file_stamp(path) != stamp) {
            return fail(ErrorKind::kBadData, name + ": the file has changed since it was opened");
        }
        return content::open_city_file(std::move(*bytes), name, beside->reading());
    };
}

OpenCityFile opening_of(const std::shared_ptr<const CityArchive>& archive,
                        const std::string& name) {
    return [archive, name]() -> Result<std::shared_ptr<const citymodel::CityFile>> {
        auto bytes = archive->bytes_of(name);
        if (!bytes) return fail(bytes.error());
        return content::open_city_file(std::move(*bytes), name, read_beside_in(archive, name));
    };
}

void add_entries(CityOpener& opener, const std::shared_ptr<const CityArchive>& archive,
                 const CancelToken& cancel) {
    const std::string place =
        std::filesystem::absolute(archive->path()).lexically_normal().string();
    const std::string stamp = file_stamp(archive->path());
    for (const std::string& name : archive->city_names()) {
        if (cancel.cancelled()) break;
        CityPart part;
        part.name = name;
        part.identity = place;
        part.identity.append("!/").append(name);
        part.stamp = stamp;
        opener.add(std::move(part), opening_of(archive, name), archive->stored_bytes(name));
    }
}

}  // namespace

Result<OpenedSource> open_city(const CityOpening& opening, const SourceOptions& options,
                               const CancelToken& cancel) {
    CityOpener opener(options, cancel);
    for (const std::filesystem::path& path : opening.files) {
        if (cancel.cancelled()) break;
        CityPart part;
        part.name = path.lexically_relative(opening.folder).generic_string();
        part.identity = std::filesystem::absolute(path).lexically_normal().string();
        part.stamp = file_stamp(path);
        part.side_files = std::make_shared<SideFiles>(path);
        std::error_code code;
        const auto stored_bytes = std::filesystem::file_size(path, code);
        auto open = opening_of(path, part);
        opener.add(std::move(part), std::move(open), code ? 0 : stored_bytes);
    }
    const bool has_more =
        opening.has_more || (opening.archive != nullptr && opening.archive->has_more_cities());
    if (has_more) {
        opener.warn("there are more than " + std::to_string(limits::kCityFiles) +
                    " city files: the first of them by name are shown");
    }
    if (opening.archive != nullptr) add_entries(opener, opening.archive, cancel);
    return opener.finish(options.uri);
}

Result<OpenedSource> open_city(Bytes bytes, const CityAddress& address,
                               const SourceOptions& options, const CancelToken& cancel) {
    const std::string& uri = address.uri;
    CityOpener opener(options, cancel);
    CityPart part;
    part.name = part.identity = uri;
    part.stamp = address.stamp;
    const auto lack = std::make_shared<BesideLack>();
    part.lack = lack;
    const std::uint64_t stored_bytes = bytes.size();
    auto held = hold_city_bytes(std::move(bytes), uri);
    if (!held) return fail(held.error());
    opener.add(
        std::move(part),
        [held = *held, uri, beside = read_beside_on(address.source, uri, lack)] {
            return content::open_city_file(held, uri, beside);
        },
        stored_bytes);
    return opener.finish(uri);
}

}  // namespace belvedere::stream
