// SPDX-License-Identifier: Apache-2.0
// bench_city PATH CACHE all|far: a city model through streaming without a device, on two workers:
// opened, and every tile of it loaded, or only what is seen from afar (the first tile of each
// stretch). Milliseconds from the start to the open source, to the first triangles and to the last
// tile, and the most memory that the process had. A second run with the same cache folder is the
// second visit.
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/bounded_queue.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/stream/source_opening.hpp"
#include "engine/stream/tile_cache.hpp"
#include "engine/stream/tile_loader.hpp"
#include "engine/stream/tile_tree.hpp"

namespace {

using namespace belvedere;
using namespace belvedere::stream;

constexpr std::uint64_t kAny = ~std::uint64_t{0};
constexpr int kAtOnce = 4;

template <class Value>
Value wait_for(BoundedQueue<Value>& queue) {
    for (;;) {
        if (auto value = queue.try_pop()) return std::move(*value);
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
}

struct Loading {
    TileId tile;
    Result<LoadedTile> loaded;
};

// Loads what hangs below the root, breadth first.
class Loader {
  public:
    Loader(JobPool& jobs, OpenedPair pair, std::shared_ptr<TileCache> cache, bool is_far)
        : jobs_(jobs), pair_(std::move(pair)), cache_(std::move(cache)), is_far_(is_far) {
        auto root = tree_.attach(TileId{}, std::move(pair_.opened.root));
        if (root) waiting_.push_back(*root);
    }

    void run(const std::function<double()>& elapsed_ms) {
        int in_flight = 0;
        std::size_t next = 0;
        while (next < waiting_.size() || in_flight > 0) {
            while (next < waiting_.size() && in_flight < kAtOnce)
                in_flight += begin(waiting_[next++]) ? 1 : 0;
            if (in_flight == 0) continue;
            Loading one = wait_for(*results_);
            --in_flight;
            if (!one.loaded) {
                ++failed;
                std::fprintf(stderr, "%s\n", one.loaded.error().message.c_str());
                continue;
            }
            if (one.loaded->content) {
                ++tiles;
                from_cache += one.loaded->is_from_cache ? 1 : 0;
                triangles += one.loaded->content->header().triangle_count;
                if (first_ms == 0.0 && triangles > 0) first_ms = elapsed_ms();
            }
            if (!one.loaded->grafts.empty()) {
                (void)tree_.attach(one.tile, std::move(one.loaded->grafts));
            }
            follow(one.tile);
        }
    }

    int tiles = 0, from_cache = 0, failed = 0;
    std::uint64_t triangles = 0;
    double first_ms = 0.0;

  private:
    // False for a tile without anything to load, whose children then follow at once.
    bool begin(TileId tile) {
        const std::uint8_t flags = tree_.nodes()[tile.value].flags;
        const bool is_wanted = (flags & (tile_flags::kHasContent | tile_flags::kExpandable)) != 0;
        if (!is_wanted || tree_.request(tile).uris.empty()) {
            follow(tile);
            return false;
        }
        TileLoadRequest request;
        request.tile = tree_.request(tile);
        request.source = pair_.source.bytes;
        request.cache = cache_;
        request.order = static_cast<double>(tile.value);
        load_tile(jobs_, std::move(request), [results = results_, tile](Result<LoadedTile> loaded) {
            static_cast<void>(results->try_push({tile, std::move(loaded)}, 0));
        });
        return true;
    }
    void follow(TileId tile) {
        const TileNode& node = tree_.nodes()[tile.value];
        const bool is_shown = (node.flags & tile_flags::kHasContent) != 0;
        if (is_far_ && is_shown) return;
        for (std::uint32_t i = 0; i < node.child_count; ++i)
            waiting_.push_back(TileId{node.first_child.value + i});
    }

    JobPool& jobs_;
    OpenedPair pair_;
    std::shared_ptr<TileCache> cache_;
    bool is_far_;
    TileTree tree_;
    std::vector<TileId> waiting_;
    std::shared_ptr<BoundedQueue<Loading>> results_ = std::make_shared<BoundedQueue<Loading>>(kAny);
};

}  // namespace

int main(int count, char** arguments) {
    if (count < 4) {
        std::fprintf(stderr, "bench_city PATH CACHE all|far\n");
        return 2;
    }
    const double start = system_clock().steady_seconds();
    const auto elapsed_ms = [&] { return (system_clock().steady_seconds() - start) * 1e3; };
    JobPool jobs({2, WorkerScheduling::kNormal});
    SourceOptions options;
    options.uri = arguments[1];
    auto cache = TileCache::open(arguments[2], std::uint64_t{8} << 30);
    if (cache) options.cache = *cache;
    auto opened = std::make_shared<BoundedQueue<Result<OpenedPair>>>(kAny);
    open_source(jobs, options, {}, {}, [opened](Result<OpenedPair> pair) {
        static_cast<void>(opened->try_push(std::move(pair), 0));
    });
    auto pair = wait_for(*opened);
    if (!pair) {
        std::fprintf(stderr, "%s\n", pair.error().message.c_str());
        return 1;
    }
    const double open_ms = elapsed_ms();
    Loader loader(jobs, std::move(*pair), options.cache, std::string(arguments[3]) == "far");
    loader.run(elapsed_ms);
    const double all_ms = elapsed_ms();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "open %.0f ms, first triangles %.0f ms, complete %.0f ms; %d tiles (%d from the "
        "cache, %d failed), %llu triangles; at most %ld MiB\n",
        open_ms, loader.first_ms, all_ms, loader.tiles, loader.from_cache, loader.failed,
        static_cast<unsigned long long>(loader.triangles), usage.ru_maxrss / 1024);
    return loader.failed == 0 ? 0 : 1;
}
