// SPDX-License-Identifier: Apache-2.0
// Composite: 3D Tiles 1.0, section "Composite".
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/decode/tiles3d/decode_tile.hpp"
#include "engine/content/limits.hpp"
#include "engine/content/merge_content.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::uint64_t kCompositeHeader = 16;
constexpr std::uint64_t kInnerHeader = 12;

// An inner tile that is no composite itself.
struct InnerTile {
    ByteView bytes;
    std::string fault;  // Why the composite that should hold it could not be read; else empty.
};

class CompositeReader {
  public:
    // Appends the inner tiles in order; composites inside are opened, not recursed into.
    Result<std::vector<InnerTile>> read(ByteView bytes);

  private:
    struct OpenComposite {
        ByteReader reader;
        std::uint32_t left = 0;
    };
    Result<void> open(ByteView bytes);
    Result<void> take_next();

    std::vector<OpenComposite> open_;
    std::vector<InnerTile> tiles_;
};

Result<void> CompositeReader::open(ByteView bytes) {
    ByteReader reader(bytes);
    (void)reader.read<std::uint32_t>();
    const auto version = reader.read<std::uint32_t>();
    const auto byte_length = reader.read<std::uint32_t>();
    const auto count = reader.read<std::uint32_t>();
    if (reader.failed()) return fail(ErrorKind::kBadData, "composite ends within its header");
    if (version != 1) {
        return fail(ErrorKind::kUnsupported, "composite version " + std::to_string(version));
    }
    if (byte_length > bytes.size() || byte_length < kCompositeHeader) {
        return fail(ErrorKind::kBadData, "composite is shorter than it says");
    }
    if (count > limits::kCompositeTiles) {
        return fail(ErrorKind::kLimit, "composite of " + std::to_string(count) + " tiles");
    }
    if (open_.size() >= static_cast<std::size_t>(limits::kCompositeDepth)) {
        return fail(ErrorKind::kLimit, "composites are nested too deep");
    }
    open_.push_back({ByteReader(bytes.first(byte_length).subspan(kCompositeHeader)), count});
    return {};
}

Result<void> CompositeReader::take_next() {
    OpenComposite& top = open_.back();
    --top.left;
    ByteReader header = top.reader;
    const auto magic = header.read<std::uint32_t>();
    (void)header.read<std::uint32_t>();
    const auto byte_length = header.read<std::uint32_t>();
    if (header.failed() || byte_length < kInnerHeader || byte_length > top.reader.remaining()) {
        return fail(ErrorKind::kBadData, "an inner tile ends after its composite");
    }
    if (tiles_.size() >= limits::kCompositeTiles) {
        return fail(ErrorKind::kLimit, "composite holds more tiles than the limit");
    }
    const ByteView tile = top.reader.take(byte_length);
    constexpr std::uint32_t composite_magic = 0x74706D63;  // "cmpt"
    if (magic == composite_magic) return open(tile);
    tiles_.push_back({tile, {}});
    return {};
}

Result<std::vector<InnerTile>> CompositeReader::read(ByteView bytes) {
    if (auto opened = open(bytes); !opened) return fail(opened.error());
    while (!open_.empty()) {
        if (open_.back().left == 0) {
            open_.pop_back();
            continue;
        }
        const std::size_t depth = open_.size();
        auto taken = take_next();
        if (taken) continue;
        // What follows a broken length cannot be found; what surrounds its composite can.
        tiles_.push_back({{}, taken.error().message});
        if (open_.size() == depth && taken.error().kind == ErrorKind::kBadData) open_.pop_back();
        if (tiles_.size() > limits::kCompositeTiles) break;
    }
    return std::move(tiles_);
}

}  // namespace

Result<TileContent> decode_cmpt(ByteView bytes, const DecodeContext& context) {
    const auto tiles = CompositeReader().read(bytes);
    if (!tiles) return fail_in(context.name, tiles.error());
    std::vector<TileContent> contents;
    std::vector<std::string> warnings;
    std::optional<Error> first_error;
    for (std::size_t i = 0; i < tiles->size(); ++i) {
        if (context.cancel.cancelled()) return fail(ErrorKind::kCancelled, context.name);
        const InnerTile& tile = (*tiles)[i];
        DecodeContext inner = context;
        inner.name = context.name + "[" + std::to_string(i) + "]";
        auto decoded =
            tile.fault.empty()
                ? decode_content(tile.bytes, inner)
                : Result<TileContent>(fail(ErrorKind::kBadData, inner.name + ": " + tile.fault));
        if (decoded) {
            contents.push_back(std::move(*decoded));
            continue;
        }
        warnings.push_back(decoded.error().message + "; this part is left out");
        if (!first_error) first_error = decoded.error();
    }
    if (contents.empty() && first_error) return fail(*first_error);
    auto merged = merge_contents(contents, warnings);
    if (!merged) return fail_in(context.name, merged.error());
    return merged;
}

}  // namespace belvedere::content::tiles3d
