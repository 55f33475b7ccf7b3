// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/tile_reader.hpp"

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <glm/gtc/matrix_access.hpp>
#include <glm/gtc/type_ptr.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

#include "engine/content/decode/tiles3d/implicit_tiling.hpp"
#include "engine/content/decode/tiles3d/volume_reader.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::size_t kMatrixNumbers = 16;
constexpr double kMatrixElementMax = 1e12;

// A tile whose children are being read.
struct OpenTile {
    std::uint32_t tile = kNone;
    std::vector<JsonValue> children;
    std::size_t next = 0;
};

std::optional<Refine> refine_of(std::string_view text) {
    if (text == "ADD" || text == "add") return Refine::kAdd;
    if (text == "REPLACE" || text == "replace") return Refine::kReplace;
    return std::nullopt;
}

class TileReader {
  public:
    TileReader(const GroupNames& groups, TilesetDocument& document, WarningList& warnings)
        : groups_(groups), document_(document), warnings_(warnings) {}

    Result<void> read(const JsonValue& root);

  private:
    Result<void> open(const JsonValue& json, std::uint32_t parent);
    Result<void> read_geometry(const JsonValue& json, TileRecord& tile);
    std::optional<geo::BoundingVolume> inherited_volume(const TileRecord& tile) const;
    void read_transform(const JsonValue& json, TileRecord& tile);
    void read_geometric_error(const JsonValue& json, TileRecord& tile);
    void read_refine(const JsonValue& json, TileRecord& tile);
    void read_request_volume(const JsonValue& json, TileRecord& tile);
    void read_metadata(const JsonValue& json, TileRecord& tile);
    void read_implicit_tiling(const JsonValue& json, TileRecord& tile);
    void read_contents(const JsonValue& json, TileRecord& tile);
    void read_content(const JsonValue& json);
    std::uint32_t read_group(const JsonValue& json);
    std::string path() const;
    void warn(const std::string& what) { warnings_.add(path() + ": " + what); }

    const GroupNames& groups_;
    TilesetDocument& document_;
    WarningList& warnings_;
    std::vector<OpenTile> stack_;
    std::optional<S2Cell> cell_;  // Of the tile being read.
};

// "root.children[2].children[0]": where a person finds the tile in the file.
std::string TileReader::path() const {
    std::string path = "root";
    for (const OpenTile& open : stack_) {
        path += ".children[" + std::to_string(open.next - 1) + "]";
    }
    return path;
}

Result<void> TileReader::read(const JsonValue& root) {
    if (auto opened = open(root, kNone); !opened) return fail_in("root", opened.error());
    while (!stack_.empty()) {
        OpenTile& top = stack_.back();
        if (top.next == top.children.size()) {
            document_.tiles[top.tile].subtree_end =
                static_cast<std::uint32_t>(document_.tiles.size());
            stack_.pop_back();
            continue;
        }
        const JsonValue child = top.children[top.next++];
        const std::uint32_t parent = top.tile;
        auto opened = open(child, parent);
        if (opened) continue;
        if (opened.error().kind == ErrorKind::kLimit) return fail(opened.error());
        warn(opened.error().message + "; the tile and those below it are left out");
    }
    return {};
}

Result<void> TileReader::open(const JsonValue& json, std::uint32_t parent) {
    if (!json.is_object()) return fail(ErrorKind::kBadData, "tile is no object");
    if (document_.tiles.size() >= limits::kTilesPerDocument) {
        return fail(ErrorKind::kLimit,
                    "more tiles than the limit of " + std::to_string(limits::kTilesPerDocument));
    }
    if (stack_.size() >= static_cast<std::size_t>(limits::kTileDepth)) {
        return fail(ErrorKind::kLimit, "tiles are nested deeper than the limit of " +
                                           std::to_string(limits::kTileDepth));
    }
    TileRecord tile;
    tile.parent = parent;
    if (auto read = read_geometry(json, tile); !read) return read;
    read_geometric_error(json["geometricError"], tile);
    read_refine(json["refine"], tile);
    read_request_volume(json["viewerRequestVolume"], tile);
    read_metadata(json, tile);
    read_contents(json, tile);
    read_implicit_tiling(json, tile);
    const JsonValue children = json["children"];
    if (children.present() && !children.is_array()) warn("children is no array");
    if (tile.implicit_tiling != kNone && children.present()) {
        warn("a tile with implicit tiling has children; they are left out");
    }
    const auto index = static_cast<std::uint32_t>(document_.tiles.size());
    tile.subtree_end = index + 1;
    document_.tiles.push_back(tile);
    stack_.push_back(
        {index, tile.implicit_tiling == kNone ? children.items() : std::vector<JsonValue>{}, 0});
    return {};
}

Result<void> TileReader::read_geometry(const JsonValue& json, TileRecord& tile) {
    read_transform(json["transform"], tile);
    auto read = read_volume(json["boundingVolume"]);
    cell_.reset();
    if (read) {
        if (!read->warning.empty()) warn(read->warning);
        tile.volume = read->volume;
        cell_ = read->cell;
        return {};
    }
    const auto inherited = inherited_volume(tile);
    if (!inherited) return fail(read.error());
    warn(read.error().message + "; its parent's is used");
    tile.volume = *inherited;
    return {};
}

// The parent's volume holds all that its children draw, so it serves for a child that has none.
std::optional<geo::BoundingVolume> TileReader::inherited_volume(const TileRecord& tile) const {
    if (tile.parent == kNone) return std::nullopt;
    const geo::BoundingVolume& volume = document_.tiles[tile.parent].volume;
    if (tile.transform == kNone) return volume;
    const glm::dmat4 inverse = glm::inverse(document_.transforms[tile.transform]);
    const geo::BoundingVolume moved = geo::transformed(volume, inverse);
    return geo::is_valid(moved) ? std::optional(moved) : std::nullopt;
}

void TileReader::read_transform(const JsonValue& json, TileRecord& tile) {
    if (!json.present()) return;
    const auto numbers = json.numbers(kMatrixNumbers + 1);
    if (!numbers || numbers->size() != kMatrixNumbers) {
        warn("transform is not an array of 16 numbers and is ignored");
        return;
    }
    for (const double number : *numbers) {
        if (!std::isfinite(number) || std::abs(number) > kMatrixElementMax) {
            warn("transform has a number beyond 1e12 and is ignored");
            return;
        }
    }
    const glm::dmat4 matrix = glm::make_mat4(numbers->data());
    if (glm::row(matrix, 3) != glm::dvec4(0.0, 0.0, 0.0, 1.0)) {
        warn("transform is not affine and is ignored");
        return;
    }
    if (glm::determinant(glm::dmat3(matrix)) == 0.0) {
        warn("transform makes the tile flat");
    }
    if (matrix == glm::dmat4(1.0)) return;
    tile.transform = static_cast<std::uint32_t>(document_.transforms.size());
    document_.transforms.push_back(matrix);
}

void TileReader::read_geometric_error(const JsonValue& json, TileRecord& tile) {
    const auto number = json.number();
    if (number && *number >= 0.0 && std::isfinite(*number)) {
        tile.geometric_error = *number;
        return;
    }
    if (number) {
        warn("geometricError is negative and is taken as 0");
        return;
    }
    const char* fault =
        json.present() ? "geometricError is no number" : "geometricError is missing";
    if (tile.parent == kNone) {
        warn(std::string(fault) + "; the tileset's is used");
        tile.geometric_error = document_.geometric_error;
    } else {
        warn(std::string(fault) + "; half its parent's is used");
        tile.geometric_error = document_.tiles[tile.parent].geometric_error / 2.0;
    }
}

void TileReader::read_refine(const JsonValue& json, TileRecord& tile) {
    const bool is_root = tile.parent == kNone;
    tile.refine = is_root ? Refine::kReplace : document_.tiles[tile.parent].refine;
    if (!json.present()) {
        if (is_root) warn("refine is missing in the root; REPLACE is used");
        return;
    }
    const auto text = json.text();
    const auto refine = text ? refine_of(*text) : std::nullopt;
    if (!refine) {
        warn("refine is neither ADD nor REPLACE; " +
             std::string(tile.refine == Refine::kAdd ? "ADD" : "REPLACE") + " is used");
        return;
    }
    if (*text == "add" || *text == "replace") {
        warnings_.add("refine is written in lower case");
    }
    tile.refine = *refine;
    tile.has_refine = true;
}

void TileReader::read_request_volume(const JsonValue& json, TileRecord& tile) {
    if (!json.present()) return;
    const auto read = read_volume(json);
    if (!read) {
        warn("viewerRequestVolume: " + read.error().message + "; the tile shows from everywhere");
        return;
    }
    tile.viewer_request_volume =
        static_cast<std::uint32_t>(document_.viewer_request_volumes.size());
    document_.viewer_request_volumes.push_back(read->volume);
}

void TileReader::read_metadata(const JsonValue& json, TileRecord& tile) {
    JsonValue metadata = json["metadata"];
    if (!metadata.present()) metadata = json["extensions"]["3DTILES_metadata"];
    if (!metadata.present()) return;
    if (!metadata.is_object()) {
        warn("metadata is no object and is ignored");
        return;
    }
    tile.metadata = static_cast<std::uint32_t>(document_.tile_metadata_json.size());
    document_.tile_metadata_json.push_back(metadata.json());
}

void TileReader::read_implicit_tiling(const JsonValue& json, TileRecord& tile) {
    JsonValue tiling = json["implicitTiling"];
    if (!tiling.present()) tiling = json["extensions"]["3DTILES_implicit_tiling"];
    if (!tiling.present()) return;
    ImplicitTiling read;
    const auto scheme = tiling["subdivisionScheme"].text();
    if (scheme == "OCTREE") {
        read.scheme = SubdivisionScheme::kOctree;
    } else if (scheme != "QUADTREE") {
        return warn("implicit tiling is neither QUADTREE nor OCTREE and is left out");
    }
    auto available = tiling["availableLevels"].unsigned_integer();
    // The extension for 1.0 first counted to the deepest level instead of the levels.
    if (!available) {
        const auto deepest = tiling["maximumLevel"].unsigned_integer();
        if (deepest && *deepest < limits::kImplicitLevels) available = *deepest + 1;
    }
    const auto subtree = tiling["subtreeLevels"].unsigned_integer();
    const auto uri = tiling["subtrees"]["uri"].text();
    if (!available || !subtree || *available == 0 || *subtree == 0 || !uri || uri->empty()) {
        return warn(
            "implicit tiling lacks valid availableLevels, subtreeLevels or subtrees.uri "
            "and is left out");
    }
    const std::uint32_t levels_max =
        read.scheme == SubdivisionScheme::kOctree ? limits::kOctreeLevels : limits::kImplicitLevels;
    if (*available > levels_max || *subtree > limits::kSubtreeLevels ||
        tiles_in_levels(read.scheme, static_cast<std::uint32_t>(*subtree)) >
            limits::kSubtreeNodes) {
        return warn("implicit tiling has more levels than the limits allow and is left out");
    }
    if (std::holds_alternative<geo::BoundingSphere>(tile.volume)) {
        return warn("a sphere cannot be subdivided; implicit tiling is left out");
    }
    read.available_levels = static_cast<std::uint32_t>(*available);
    read.subtree_levels = static_cast<std::uint32_t>(*subtree);
    read.subtree_uri = *uri;
    read.root_cell = cell_;
    tile.implicit_tiling = static_cast<std::uint32_t>(document_.implicit_tilings.size());
    document_.implicit_tilings.push_back(std::move(read));
}

void TileReader::read_contents(const JsonValue& json, TileRecord& tile) {
    tile.contents.first = static_cast<std::uint32_t>(document_.contents.size());
    const JsonValue one = json["content"];
    JsonValue many = json["contents"];
    if (!many.present()) {
        const JsonValue extension = json["extensions"]["3DTILES_multiple_contents"];
        many = extension["contents"].present() ? extension["contents"] : extension["content"];
        if (!many.present() && extension.is_array()) many = extension;
    }
    if (one.present() && many.present())
        warn("both content and contents are given; contents is used");
    if (many.present()) {
        if (!many.is_array()) warn("contents is no array and is left out");
        for (const JsonValue& item : many.items())
            read_content(item);
    } else if (one.present()) {
        read_content(one);
    }
    tile.contents.count =
        static_cast<std::uint32_t>(document_.contents.size()) - tile.contents.first;
}

void TileReader::read_content(const JsonValue& json) {
    if (!json.is_object()) return warn("content is no object and is left out");
    const JsonValue uri = json["uri"].present() ? json["uri"] : json["url"];
    const auto text = uri.text();
    if (!text || text->empty()) return warn("content has no uri and is left out");
    ContentRecord content;
    content.uri = *text;
    if (const JsonValue volume = json["boundingVolume"]; volume.present()) {
        const auto read = read_volume(volume);
        if (read) {
            content.volume = read->volume;
        } else {
            warn("content: " + read.error().message + "; the tile's volume is used");
        }
    }
    content.group = read_group(json);
    if (const JsonValue metadata = json["metadata"]; metadata.present()) {
        if (!metadata.is_object()) warn("content metadata is no object");
        content.metadata_json = metadata.json();
    }
    document_.contents.push_back(std::move(content));
}

std::uint32_t TileReader::read_group(const JsonValue& json) {
    JsonValue group = json["group"];
    if (!group.present()) group = json["extensions"]["3DTILES_metadata"]["group"];
    if (!group.present()) return kNone;
    if (const auto name = group.text()) {
        const auto found = groups_.find(*name);
        if (found != groups_.end()) return found->second;
    }
    const auto index = group.unsigned_integer();
    if (index && *index < document_.groups.size()) return static_cast<std::uint32_t>(*index);
    warn("content is in a group that does not exist");
    return kNone;
}

}  // namespace

Result<void> read_tiles(const JsonValue& root, const GroupNames& groups, TilesetDocument& document,
                        WarningList& warnings) {
    return TileReader(groups, document, warnings).read(root);
}

}  // namespace belvedere::content::tiles3d
