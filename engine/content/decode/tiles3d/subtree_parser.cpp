// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <utility>

#include "engine/content/decode/gltf/feature_metadata.hpp"
#include "engine/content/decode/gzip.hpp"
#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/content/decode/tiles3d/property_table_json.hpp"
#include "engine/content/decode/tiles3d/subtree.hpp"
#include "engine/content/decode/tiles3d/subtree_buffers.hpp"
#include "engine/content/decode/warning_list.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::uint32_t kSubtreeMagic = 0x74627573;  // "subt"
constexpr std::uint32_t kSubtreeVersion = 1;
constexpr std::uint64_t kChunkAlignment = 8;
constexpr std::size_t kContentsMax = 256;  // Contents of one implicit tile.

// The two chunks of a subtree; a JSON subtree has no binary one.
struct Chunks {
    ByteView json;
    ByteView binary;
};

Result<Chunks> read_chunks(ByteView bytes, WarningList& warnings) {
    ByteReader reader(bytes);
    if (bytes.size() < sizeof(kSubtreeMagic) ||
        load_unaligned<std::uint32_t>(bytes.data()) != kSubtreeMagic) {
        return Chunks{bytes, {}};
    }
    (void)reader.read<std::uint32_t>();
    const auto version = reader.read<std::uint32_t>();
    const auto json_length = reader.read<std::uint64_t>();
    const auto binary_length = reader.read<std::uint64_t>();
    if (!reader.failed() && version != kSubtreeVersion) {
        return fail(ErrorKind::kUnsupported, "subtree version " + std::to_string(version));
    }
    Chunks chunks;
    chunks.json = reader.take(json_length);
    chunks.binary = reader.take(binary_length);
    if (reader.failed()) return fail(ErrorKind::kBadData, "ends before its chunks do");
    if (json_length % kChunkAlignment != 0 || binary_length % kChunkAlignment != 0) {
        warnings.add("chunk lengths are not multiples of 8");
    }
    return chunks;
}

std::uint64_t count_of(const Availability& availability, std::uint64_t nodes) {
    if (availability.bits.empty()) return availability.constant ? nodes : 0;
    return availability.rank(nodes);
}

Result<Availability> read_availability(const JsonValue& json, std::uint64_t nodes,
                                       SubtreeBuffers& buffers) {
    if (!json.present()) return fail(ErrorKind::kBadData, "is missing");
    if (!json.is_object()) return fail(ErrorKind::kBadData, "is no object");
    Availability availability;
    JsonValue stream = json["bitstream"];
    // 3DTILES_implicit_tiling called it bufferView.
    if (!stream.present()) stream = json["bufferView"];
    if (!stream.present()) {
        const auto constant = json["constant"].unsigned_integer();
        if (!constant || *constant > 1) {
            return fail(ErrorKind::kBadData, "has neither a bit stream nor a constant of 0 or 1");
        }
        availability.constant = *constant == 1;
        availability.available = count_of(availability, nodes);
        return availability;
    }
    const auto index = stream.unsigned_integer();
    if (!index) return fail(ErrorKind::kBadData, "has a bit stream that is no index");
    const auto view = buffers.view(*index);
    if (!view) return fail(view.error());
    const std::uint64_t bytes = (nodes + 7) / 8;
    if (view->size() < bytes) {
        return fail(ErrorKind::kBadData, "has " + std::to_string(view->size()) +
                                             " bytes of bits instead of " + std::to_string(bytes));
    }
    const ByteView part = view->first(static_cast<std::size_t>(bytes));
    availability.bits.assign(part.begin(), part.end());
    if (nodes % 8 != 0) availability.bits.back() &= std::byte((1U << nodes % 8) - 1U);
    availability.available = count_of(availability, nodes);
    return availability;
}

}  // namespace

class SubtreeParser {
  public:
    SubtreeParser(const JsonValue& root, const ImplicitTiling& tiling, SubtreeBuffers& buffers,
                  WarningList& warnings)
        : root_(root), tiling_(tiling), buffers_(buffers), warnings_(warnings) {}

    Result<Subtree> parse(const std::string& schema_json) {
        subtree_.scheme_ = tiling_.scheme;
        subtree_.levels_ = tiling_.subtree_levels;
        nodes_ = tiles_in_levels(tiling_.scheme, tiling_.subtree_levels);
        if (auto read = read_tiles(); !read) return fail(read.error());
        read_contents();
        if (auto read = read_child_subtrees(); !read) return fail(read.error());
        read_metadata(schema_json);
        subtree_.warnings_ = warnings_.take();
        return std::move(subtree_);
    }

  private:
    Result<void> read_tiles() {
        auto read = read_availability(root_["tileAvailability"], nodes_, buffers_);
        if (!read) return fail_in("tile availability", read.error());
        note_oddities(root_["tileAvailability"], *read, "tile availability");
        subtree_.tiles_ = std::move(*read);
        check_parents();
        return {};
    }

    // Tiles whose parent is not available cannot be reached.
    void check_parents() {
        if (subtree_.tiles_.bits.empty()) return;
        const std::uint64_t children = children_per_tile(tiling_.scheme);
        std::uint64_t orphans = 0;
        for (std::uint64_t node = 1; node < nodes_; ++node) {
            // Levels in Morton order lie as in a heap: node n has the parent (n - 1) / children.
            if (subtree_.tiles_.has(node) && !subtree_.tiles_.has((node - 1) / children)) ++orphans;
        }
        if (orphans > 0) {
            warnings_.add(std::to_string(orphans) +
                          " tiles are available below tiles that are not; they are left out");
        }
    }

    void read_contents() {
        JsonValue many = root_["extensions"]["3DTILES_multiple_contents"]["contentAvailability"];
        if (!many.present()) many = root_["contentAvailability"];
        std::vector<JsonValue> items = many.items();
        if (many.is_object()) items.push_back(many);
        if (many.present() && items.empty()) {
            warnings_.add("content availability is not an array of objects");
        }
        if (items.size() > kContentsMax) {
            warnings_.add("more than 256 content availabilities; the rest is left out");
            items.resize(kContentsMax);
        }
        for (const JsonValue& item : items) {
            auto read = read_availability(item, nodes_, buffers_);
            if (!read) {
                warnings_.add("content availability " + read.error().message +
                              "; none is available");
                subtree_.contents_.emplace_back();
                continue;
            }
            note_oddities(item, *read, "content availability");
            keep_where_tiles_are(*read);
            subtree_.contents_.push_back(std::move(*read));
        }
    }

    // Content of a tile that is not available is left out. A constant 1 means "where tiles are".
    void keep_where_tiles_are(Availability& contents) {
        if (contents.bits.empty()) {
            if (contents.constant) contents = subtree_.tiles_;
            return;
        }
        std::uint64_t without_tile = 0;
        for (std::uint64_t node = 0; node < nodes_; ++node) {
            if (!contents.has(node) || subtree_.tiles_.has(node)) continue;
            contents.bits[static_cast<std::size_t>(node / 8)] &=
                std::byte(~(1U << node % 8) & 255U);
            ++without_tile;
        }
        contents.available -= without_tile;
        if (without_tile > 0) {
            warnings_.add(std::to_string(without_tile) +
                          " contents are available in tiles that are not; they are left out");
        }
    }

    Result<void> read_child_subtrees() {
        const std::uint64_t count =
            tiles_in_levels(tiling_.scheme, tiling_.subtree_levels + 1) - nodes_;
        const JsonValue json = root_["childSubtreeAvailability"];
        auto read = read_availability(json, count, buffers_);
        if (!read) return fail_in("child subtree availability", read.error());
        note_oddities(json, *read, "child subtree availability");
        subtree_.child_subtrees_ = std::move(*read);
        return {};
    }

    void note_oddities(const JsonValue& json, const Availability& read, const std::string& what) {
        if (json["bitstream"].present() && json["constant"].present()) {
            warnings_.add(what + " has both a bit stream and a constant; the bit stream is used");
        }
        const JsonValue count = json["availableCount"];
        if (count.present() && count.unsigned_integer() != read.available) {
            warnings_.add(what + " says a wrong number of available elements; " +
                          std::to_string(read.available) + " are");
        }
    }

    void read_metadata(const std::string& schema_json) {
        for (const JsonValue& table : root_["propertyTables"].items()) {
            if (!table.is_object()) warnings_.add("a property table is no object");
        }
        const JsonValue own = root_["subtreeMetadata"];
        if (own.is_object()) subtree_.subtree_metadata_ = own.json();
        if (own.present() && !own.is_object()) warnings_.add("subtree metadata is no object");
        const JsonValue draft = root_["extensions"]["3DTILES_metadata"];
        if (!root_["tileMetadata"].present() && !root_["contentMetadata"].present() &&
            !draft.present()) {
            return;
        }
        if (schema_json.empty()) {
            warnings_.add("metadata of tiles is left out, because the tileset has no schema");
            return;
        }
        // What is wrong in the schema has been said where the tileset was read.
        WarningList said_before;
        const auto schema = MetadataSchema::parse(schema_json, said_before);
        if (!schema) {
            warnings_.add(schema.error().message);
            return;
        }
        if (draft.present()) {
            read_draft(*schema, draft);
        } else {
            read_tables(*schema);
        }
        read_semantics(*schema);
    }

    void read_tables(const MetadataSchema& schema) {
        if (root_["tileMetadata"].present()) {
            subtree_.tile_rows_ = read_rows(schema, root_["tileMetadata"],
                                            subtree_.tiles_.available, "tile metadata");
        }
        const std::vector<JsonValue> tables = root_["contentMetadata"].items();
        if (root_["contentMetadata"].present() && tables.empty()) {
            warnings_.add("content metadata is not an array of indices");
        }
        for (std::size_t i = 0; i < tables.size() && i < subtree_.contents_.size(); ++i) {
            subtree_.content_rows_.push_back(
                read_rows(schema, tables[i], subtree_.contents_[i].available, "content metadata"));
        }
        if (tables.size() > subtree_.contents_.size()) {
            warnings_.add("there is more content metadata than contents");
        }
    }

    // 3DTILES_metadata in a subtree: the extension is the one table of its tiles, in the words of
    // EXT_feature_metadata.
    void read_draft(const MetadataSchema& schema, const JsonValue& draft) {
        const std::string upgraded =
            gltf::upgrade_subtree_metadata(schema.root(), draft, subtree_.tiles_.available);
        const auto parsed = JsonDocument::parse(as_bytes(upgraded), limits::kJsonDepth);
        if (!parsed) return warnings_.add("3DTILES_metadata: " + parsed.error().message);
        subtree_.tile_rows_ = rows_of(parsed->root()["schema"], parsed->root()["table"],
                                      subtree_.tiles_.available, "tile metadata");
    }

    Subtree::MetadataRows read_rows(const MetadataSchema& schema, const JsonValue& index_json,
                                    std::uint64_t rows, const std::string& what) {
        const std::vector<JsonValue> tables = root_["propertyTables"].items();
        const auto index = index_json.unsigned_integer();
        if (!index || *index >= tables.size()) {
            warnings_.add(what + " names a property table that does not exist");
            return {};
        }
        return rows_of(schema.root(), tables[static_cast<std::size_t>(*index)], rows, what);
    }

    Subtree::MetadataRows rows_of(const JsonValue& schema, const JsonValue& table,
                                  std::uint64_t rows, const std::string& what) {
        const auto view = [this](std::uint64_t i) { return buffers_.view(i); };
        auto read = property_rows_json(schema, table, view, warnings_);
        if (!read) {
            warnings_.add(what + ": " + read.error().message);
            return {};
        }
        if (read->size() != rows) {
            warnings_.add(what + " has " + std::to_string(read->size()) + " rows for " +
                          std::to_string(rows) + " elements");
        }
        return {std::string(table["class"].text().value_or(std::string_view{})), std::move(*read)};
    }

    void read_semantics(const MetadataSchema& schema) {
        const Subtree::MetadataRows& tiles = subtree_.tile_rows_;
        if (tiles.rows.empty() || !schema.has_semantics(tiles.class_name)) return;
        std::string all = "[";
        for (const std::string& row : tiles.rows) {
            if (all.size() > 1) all += ',';
            all += row;
        }
        all += ']';
        const auto parsed = JsonDocument::parse(as_bytes(all), limits::kJsonDepth);
        if (!parsed) return warnings_.add("tile metadata: " + parsed.error().message);
        for (const JsonValue& row : parsed->root().items()) {
            subtree_.tile_semantics_.push_back(schema.semantics(tiles.class_name, row, warnings_));
        }
    }

    const JsonValue root_;
    const ImplicitTiling& tiling_;
    SubtreeBuffers& buffers_;
    WarningList& warnings_;
    std::uint64_t nodes_ = 0;
    Subtree subtree_;
};

Result<Subtree> parse_subtree(ByteView bytes, const ImplicitTiling& tiling,
                              ResourceReader* resources, const std::string& schema_json) {
    // Checked by the tileset's reader; a subtree needs them again to be safe on its own.
    if (tiling.subtree_levels == 0 || tiling.subtree_levels > limits::kSubtreeLevels ||
        tiles_in_levels(tiling.scheme, tiling.subtree_levels) > limits::kSubtreeNodes) {
        return fail(ErrorKind::kLimit, "subtrees of " + std::to_string(tiling.subtree_levels) +
                                           " levels are over the limit");
    }
    Bytes unwrapped;
    if (is_gzip(bytes)) {
        auto inflated = inflate_gzip(bytes, limits::kContentFileBytes);
        if (!inflated) return fail_in("subtree", inflated.error());
        unwrapped = std::move(*inflated);
        bytes = unwrapped;
    }
    WarningList warnings;
    const auto chunks = read_chunks(bytes, warnings);
    if (!chunks) return fail_in("subtree", chunks.error());
    const auto json = JsonDocument::parse(chunks->json, limits::kJsonDepth);
    if (!json) return fail_in("subtree", json.error());
    if (!json->root().is_object()) return fail(ErrorKind::kBadData, "subtree: no JSON object");
    SubtreeBuffers buffers(json->root(), chunks->binary, resources);
    auto subtree = SubtreeParser(json->root(), tiling, buffers, warnings).parse(schema_json);
    if (!subtree) return fail_in("subtree", subtree.error());
    return subtree;
}

}  // namespace belvedere::content::tiles3d
