// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/tile_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "engine/content/limits.hpp"
#include "engine/core/descriptor.hpp"
#include "engine/core/hash.hpp"
#include "engine/stream/cache_folder.hpp"

namespace belvedere::stream {
namespace {

constexpr std::uint32_t kEntryMagic = 0x32454342;  // "BCE2"
constexpr std::uint64_t kDependencyBytes = 1ULL << 20;
constexpr std::uint64_t kBlocksLeast = 16;  // A block that takes more of the limit is not kept.

// In front of the block, so that one read fetches all of an ordinary entry, the block right into
// the memory it stays in. The dependencies follow it.
struct EntryHeader {
    std::uint32_t magic;
    std::uint32_t content_version;
    std::uint64_t check;     // TileCacheKey::check.
    std::uint64_t checksum;  // hash_64 of what follows, piece by piece.
    std::uint64_t block_bytes;
    std::uint64_t dependency_bytes;  // "uri\nstamp\n"...
    std::uint64_t reserved;
};
static_assert(sizeof(EntryHeader) == 48);

// Hashed in pieces that stay in the processor's second cache between reading and hashing.
constexpr std::size_t kHashedAtOnce = 512 * 1024;

std::uint64_t hash_pieces(ByteView bytes, std::uint64_t seed) {
    while (!bytes.empty()) {
        const ByteView piece = bytes.first(std::min(bytes.size(), kHashedAtOnce));
        seed = hash_64(piece, seed);
        bytes = bytes.subspan(piece.size());
    }
    return seed;
}

// Of an entry's body as it will lie in the file, cut into pieces from its start.
std::uint64_t checksum_of(ByteView block, ByteView dependencies, std::uint64_t seed) {
    const ByteView whole = block.first(block.size() / kHashedAtOnce * kHashedAtOnce);
    const ByteView rest = block.subspan(whole.size());
    Bytes tail(rest.size() + dependencies.size());
    std::ranges::copy(dependencies, std::ranges::copy(rest, tail.begin()).out);
    return hash_pieces(tail, hash_pieces(whole, seed));
}

// Fills the header and all of `body`; returns the checksum of the body, or nothing when the file
// is shorter or cannot be read.
std::optional<std::uint64_t> read_entry(int file, EntryHeader& header, Bytes& body,
                                        std::uint64_t seed) {
    std::size_t at = 0;
    std::size_t header_left = sizeof header;
    while (header_left > 0 || at < body.size()) {
        const std::size_t piece = std::min(body.size() - at, kHashedAtOnce);
        for (std::size_t done = 0; header_left + piece - done > 0;) {
            auto* header_end = reinterpret_cast<std::byte*>(&header + 1);
            const iovec parts[] = {{header_end - header_left, header_left},
                                   {body.data() + at + done, piece - done}};
            const ssize_t got = ::readv(file, parts, 2);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return std::nullopt;
            const auto length = static_cast<std::size_t>(got);
            const std::size_t of_header = std::min(length, header_left);
            header_left -= of_header;
            done += length - of_header;
        }
        if (piece > 0) seed = hash_64(ByteView(body).subspan(at, piece), seed);
        at += piece;
    }
    return seed;
}

// Nothing where an entry could not tell its dependencies apart: names are anybody's.
std::optional<std::string> packed(const std::vector<TileDependency>& dependencies) {
    std::string text;
    for (const TileDependency& dependency : dependencies) {
        const bool is_plain = dependency.uri.find('\n') == std::string::npos &&
                              dependency.stamp.find('\n') == std::string::npos;
        if (!is_plain) return std::nullopt;
        text += dependency.uri + "\n" + dependency.stamp + "\n";
    }
    if (text.size() > kDependencyBytes) return std::nullopt;
    return text;
}

bool are_current(std::string_view text, const StampOf& stamp_of) {
    while (!text.empty()) {
        const std::size_t uri_end = text.find('\n');
        const std::size_t stamp_end =
            uri_end == std::string_view::npos ? uri_end : text.find('\n', uri_end + 1);
        if (stamp_end == std::string_view::npos) return false;
        const std::string stamp(text.substr(uri_end + 1, stamp_end - uri_end - 1));
        if (stamp.empty() || stamp_of(std::string(text.substr(0, uri_end))) != stamp) return false;
        text.remove_prefix(stamp_end + 1);
    }
    return true;
}

Failure miss(const char* why) {
    return fail(ErrorKind::kNotFound, why);
}

}  // namespace

TileCacheKey tile_cache_key(const TileCacheKeyParts& parts) {
    std::string text = parts.uri + '\n' + parts.stamp + '\n' + parts.mapping + '\n' +
                       std::to_string(parts.up_axis) + '\n' +
                       std::to_string(content::kTileContentVersion) + '\n';
    text.append(reinterpret_cast<const char*>(parts.transform), 16 * sizeof(double));
    text += parts.feature_id_set;
    return {hash_64(as_bytes(text), 0), hash_64(as_bytes(text), 0x9E3779B97F4A7C15ULL)};
}

struct TileCache::State {
    std::unique_ptr<CacheFolder> files;
    std::uint64_t block_bytes_max = 0;

    // Two levels: 256 folders keep each small.
    [[nodiscard]] std::string file_of(const TileCacheKey& key) const {
        const std::string name = hexadecimal(key.hash);
        return files->path().string() + '/' + name.substr(0, 2) + '/' + name + ".tile";
    }
};

TileCache::TileCache(std::unique_ptr<State> state) : state_(std::move(state)) {}
TileCache::~TileCache() = default;

Result<std::shared_ptr<TileCache>> TileCache::open(const std::filesystem::path& folder,
                                                   std::uint64_t bytes_max) {
    auto files = CacheFolder::open({folder, ".tile", "tile cache", bytes_max});
    if (!files) return fail(files.error());
    auto state = std::make_unique<State>();
    state->files = std::move(*files);
    state->block_bytes_max = bytes_max / kBlocksLeast;
    return std::shared_ptr<TileCache>(new TileCache(std::move(state)));
}

std::uint64_t TileCache::bytes() const {
    return state_->files->bytes();
}

namespace {

// What an entry holds: blocks carry the version of their records.
constexpr std::uint32_t kDocumentVersion = 0x80000001;

// The entry's first part, checked; kNotFound (absent, stale, damaged).
Result<Bytes> load_entry(const std::string& path, const TileCacheKey& key, std::uint32_t version,
                         const StampOf& stamp_of) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return miss("not cached");
    struct stat status {};
    const auto damaged = [&](const char* why) {
        ::unlink(path.c_str());
        return miss(why);
    };
    if (::fstat(file.get(), &status) != 0) return miss("not cached");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size < sizeof(EntryHeader) || size > sizeof(EntryHeader) + content::limits::kDecodedBytes +
                                                 content::limits::kImageBytes + kDependencyBytes) {
        return damaged("cut off, or not an entry");
    }
    EntryHeader header{};
    Bytes block(static_cast<std::size_t>(size - sizeof header));
    const auto checksum = read_entry(file.get(), header, block, key.check);
    if (!checksum) return miss("cannot be read");
    const bool is_ours = header.magic == kEntryMagic && header.content_version == version;
    if (!is_ours || header.dependency_bytes > kDependencyBytes ||
        header.block_bytes > block.size() ||
        block.size() - header.block_bytes != header.dependency_bytes) {
        return damaged("not an entry of this version");
    }
    if (header.check != key.check) return miss("another tile's name is the same");
    if (*checksum != header.checksum) return damaged("damaged");
    const ByteView dependencies = ByteView(block).subspan(header.block_bytes);
    if (!are_current(as_text(dependencies), stamp_of)) return damaged("stale");
    block.resize(header.block_bytes);
    return block;
}

void store_entry(CacheFolder& files, const std::string& path, const TileCacheKey& key,
                 std::uint32_t version, ByteView block, const std::string& dependencies) {
    EntryHeader header{};
    header.magic = kEntryMagic;
    header.content_version = version;
    header.check = key.check;
    header.checksum = checksum_of(block, as_bytes(dependencies), key.check);
    header.block_bytes = block.size();
    header.dependency_bytes = dependencies.size();
    const auto head = std::bit_cast<std::array<std::byte, sizeof header>>(header);
    const std::array<ByteView, 3> pieces{head, block, as_bytes(dependencies)};
    files.write(path, pieces);
}

// A document of the same key is another file than the tile.
TileCacheKey document_key(const TileCacheKey& key) {
    return {~key.hash, key.check};
}

}  // namespace

Result<content::TileContent> TileCache::load(const TileCacheKey& key,
                                             const StampOf& stamp_of) const {
    const std::string path = state_->file_of(key);
    auto block = load_entry(path, key, content::kTileContentVersion, stamp_of);
    if (!block) return fail(block.error());
    auto content = content::TileContent::adopt_verified(std::move(*block));
    if (!content) {
        ::unlink(path.c_str());
        return miss("damaged");
    }
    state_->files->note_use(path);
    return std::move(*content);
}

void TileCache::store(const TileCacheKey& key, const content::TileContent& content,
                      const std::vector<TileDependency>& dependencies) {
    const auto text = packed(dependencies);
    const ByteView block = content.bytes();
    if (!text || block.size() > state_->block_bytes_max) return;
    store_entry(*state_->files, state_->file_of(key), key, content::kTileContentVersion, block,
                *text);
}

Result<Bytes> TileCache::load_document(const TileCacheKey& key, const StampOf& stamp_of) const {
    const TileCacheKey own = document_key(key);
    const std::string path = state_->file_of(own);
    auto document = load_entry(path, own, kDocumentVersion, stamp_of);
    if (document) state_->files->note_use(path);
    return document;
}

void TileCache::store_document(const TileCacheKey& key, ByteView document,
                               const std::vector<TileDependency>& dependencies) {
    const TileCacheKey own = document_key(key);
    const auto text = packed(dependencies);
    if (!text || document.size() > state_->block_bytes_max) return;
    store_entry(*state_->files, state_->file_of(own), own, kDocumentVersion, document, *text);
}

}  // namespace belvedere::stream
