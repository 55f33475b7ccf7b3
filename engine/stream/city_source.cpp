// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_source.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/decode/city_kind.hpp"
#include "engine/stream/city_beside.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/city_makers.hpp"

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

    void add(std::shared_ptr<const citymodel::CityBytes> bytes, CityPart part,
             content::citygml::ReadBeside beside) {
        opened_.bytes_read += bytes->view().size();
        auto file = content::open_city_file(std::move(bytes), part.name, std::move(beside));
        if (!file) return refuse(file.error());
        part.file = std::move(*file);
        const citymodel::CityFileHead& head = part.file->head();
        for (const std::string& warning : head.warnings)
            opened_.warnings.push_back(part.name + ": " + warning);
        CityMapping chosen = choose_city_mapping(head, options_, part.name);
        if (!chosen.warning.empty()) opened_.warnings.push_back(chosen.warning);
        part.mapping = std::move(chosen.mapping);
        opened_.city.push_back(std::move(part));
    }
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
            for (const citymodel::FileRange& range : opened_.city[i].file->stretches())
                stretches.push_back({i, range});
        }
        const CityShowing showing{options_.lod_max, options_.cache};
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
        for (const CityPart& part : opened_.city) {
            auto box = extent_of(part);
            if (!box) return fail(box.error());
            bounds.push_back(*box);
        }
        return city_root_graft(opened_.city, bounds, stretches, showing, uri);
    }

    // What the file declares, and what the first of it is found to take; with a margin.
    Result<CityBox> extent_of(const CityPart& part) {
        CityBox box = part.file->head().extent;
        const auto stretches = part.file->stretches();
        if (!stretches.empty()) {
            const auto index = part.file->index(stretches.front(), cancel_);
            if (!index && index.error().kind == ErrorKind::kCancelled) return fail(index.error());
            for (std::size_t i = 0; index && i < index->members.size(); ++i)
                box.add(index->members[i].bounds);
        }
        if (box.is_empty()) return box;
        const glm::dvec3 margin = (box.max - box.min) * kExtentMargin;
        return CityBox{box.min - margin, box.max + margin};
    }

    const SourceOptions& options_;
    const CancelToken& cancel_;
    OpenedSource opened_;
    std::optional<Error> first_error_;
};

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
        auto bytes = open_city_bytes(path);
        if (bytes) {
            opener.add(std::move(*bytes), std::move(part), read_beside(path));
        } else {
            opener.refuse(bytes.error());
        }
    }
    return opener.finish(options.uri);
}

Result<OpenedSource> open_city(Bytes bytes, const std::string& uri, const std::string& stamp,
                               const SourceOptions& options, const CancelToken& cancel) {
    CityOpener opener(options, cancel);
    CityPart part;
    part.name = part.identity = uri;
    part.stamp = stamp;
    auto held = hold_city_bytes(std::move(bytes), uri);
    if (!held) return fail(held.error());
    opener.add(std::move(*held), std::move(part), {});
    return opener.finish(uri);
}

}  // namespace belvedere::stream
