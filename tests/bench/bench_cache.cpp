// SPDX-License-Identifier: Apache-2.0
// bench_cache FOLDER [ROUNDS]: opens every glTF tile of a folder for the second time. Each round
// plainly reads every cached file and then loads the same tiles through the cache (key, stamp of
// the source file, read, checksum). CPU time of the thread, sums over all files; medians and spread
// over the rounds.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "engine/core/hash.hpp"
#include "engine/stream/file_source.hpp"
#include "engine/stream/tile_cache.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace belvedere;

constexpr std::uint64_t kCacheBytes = 8ULL << 30;
constexpr std::uint64_t kFileBytesMax = content::limits::kContentFileBytes * 4;

struct Tile {
    std::string uri;
    std::filesystem::path cached;
};

stream::TileCacheKey key_of(const stream::ByteSource& source, const std::string& uri) {
    static const double kIdentity[16] = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    return stream::tile_cache_key({uri, source.stamp(uri), "local", kIdentity, 1});
}

std::vector<Tile> fill(const std::filesystem::path& folder, const std::filesystem::path& cache_path,
                       const stream::ByteSource& source, stream::TileCache& cache) {
    std::vector<Tile> tiles;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".glb") continue;
        const auto uri = source.resolve("", entry.path().lexically_relative(folder).string());
        const auto file = read_file(entry.path(), kFileBytesMax);
        content::DecodeContext context;
        context.name = entry.path().string();
        context.mapping = geo::local_mapping();
        content::GltfContext gltf;
        gltf.content = &context;
        auto tile = file && uri ? content::decode_gltf(*file, gltf)
                                : Result<content::TileContent>(fail(ErrorKind::kNotFound, "gone"));
        if (!tile) continue;
        const auto key = key_of(source, *uri);
        cache.store(key, *tile, {});
        const std::string name = hexadecimal(key.hash);
        tiles.push_back({*uri, cache_path / name.substr(0, 2) / (name + ".tile")});
    }
    return tiles;
}

template <class Work>
double seconds(Work work) {
    const double start = thread_cpu_seconds();
    work();
    return thread_cpu_seconds() - start;
}

double quantile(std::vector<double>& values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

int run(const std::filesystem::path& folder, int rounds) {
    const test::TemporaryFolder cache_folder;
    const auto source = stream::open_folder_source(folder);
    const auto cache = stream::TileCache::open(cache_folder.path(), kCacheBytes);
    if (!source || !cache) {
        std::fprintf(stderr, "%s cannot be opened\n", folder.c_str());
        return 1;
    }
    const std::vector<Tile> tiles = fill(folder, cache_folder.path(), **source, **cache);
    std::vector<double> plain, cached, ratios;
    std::uint64_t bytes = 0, missing = 0;
    for (int round = -1; round < rounds; ++round) {  // The first one warms.
        bytes = 0;
        // One pass after the other: the second of two reads of one file would find it in the
        // processor's own cache.
        const double plain_s = seconds([&] {
            for (const Tile& tile : tiles) {
                const auto read = read_file(tile.cached, kFileBytesMax);
                bytes += read ? read->size() : 0;
            }
        });
        const double cached_s = seconds([&] {
            for (const Tile& tile : tiles) {
                const auto loaded = (*cache)->load(
                    key_of(**source, tile.uri),
                    [&source](const std::string& uri) { return (*source)->stamp(uri); });
                missing += loaded ? 0U : 1U;
            }
        });
        if (round < 0) continue;
        plain.push_back(plain_s * 1e3);
        cached.push_back(cached_s * 1e3);
        ratios.push_back(cached_s / plain_s);
    }
    if (tiles.empty() || bytes == 0 || missing > 0) {
        std::fprintf(stderr, "%zu tiles, %zu loads failed\n", tiles.size(), std::size_t{missing});
        return 1;
    }
    std::printf(
        "%s: %zu tiles, %zu B, %d rounds: read %.2f ms, open from cache %.2f ms, ratio %.2f "
        "(tenth %.2f, ninth tenth %.2f)\n",
        folder.filename().c_str(), tiles.size(), std::size_t{bytes}, rounds, quantile(plain, 0.5),
        quantile(cached, 0.5), quantile(ratios, 0.5), quantile(ratios, 0.1), quantile(ratios, 0.9));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_cache FOLDER [ROUNDS]\n");
        return 2;
    }
    return run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 30);
}
