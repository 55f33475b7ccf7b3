// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/source_walk.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <limits>
#include <thread>
#include <unordered_set>
#include <utility>

#include "engine/core/bounded_queue.hpp"
#include "engine/net/http_client.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/tile_loader.hpp"
#include "engine/stream/tile_tree.hpp"

namespace belvedere::stream {
namespace {

constexpr std::size_t kAtOnce = 8;              // Blocks of at most 256 MiB each.
constexpr std::size_t kStretchesAtOnce = 2;     // Of a city model, each perhaps 200 MiB in memory.
constexpr std::chrono::microseconds kNap{100};  // Between looks at the workers' results.

struct WalkResult {
    TileId tile;
    Result<LoadedTile> loaded;
};

class Walk {
  public:
    Walk(JobPool& jobs, const WalkOptions& options,
         const std::function<void(const WalkedTile&)>& visit)
        : jobs_(jobs), options_(options), visit_(visit) {}

    Result<WalkSummary> run() {
        if (auto opened = open(); !opened) return fail(opened.error());
        while (in_flight_ > 0 || !waiting_.empty()) {
            if (options_.cancel.cancelled()) return cancelled();
            while (in_flight_ < kAtOnce && !waiting_.empty()) {
                begin(waiting_.front());
                waiting_.pop_front();
            }
            auto result = results_->try_pop();
            if (!result) {
                std::this_thread::sleep_for(kNap);
                continue;
            }
            --in_flight_;
            take(result->tile, std::move(result->loaded));
        }
        summary_.tiles = tree_.size();
        summary_.metadata = metadata_.take();
        return std::move(summary_);
    }

  private:
    static Failure cancelled() { return fail(ErrorKind::kCancelled, "the walk was cancelled"); }

    Result<void> open() {
        HttpFactory http = options_.http;
        if (options_.offline) {
            http = nullptr;
        } else if (!http) {
            http = [] { return std::make_shared<net::HttpClient>(); };
        }
        auto opened = std::make_shared<BoundedQueue<Result<OpenedPair>>>(
            std::numeric_limits<std::uint64_t>::max());
        open_source(jobs_, options_.source, http, options_.cancel,
                    [opened](Result<OpenedPair> pair) {
                        static_cast<void>(opened->try_push(std::move(pair), 0));
                    });
        auto pair = opened->try_pop();
        for (; !pair; pair = opened->try_pop()) {
            if (options_.cancel.cancelled()) return cancelled();
            std::this_thread::sleep_for(kNap);
        }
        if (!*pair) return fail(std::move(pair->error()));
        bytes_ = std::move((*pair)->source.bytes);
        return take_root(std::move((*pair)->opened));
    }

    // A city model is counted from its files: its tiles repeat objects, and leave out levels.
    Result<void> survey(const std::vector<CityPart>& parts) {
        summary_.city = CitySurvey{};
        for (std::uint32_t i = 0; i < parts.size(); ++i) {
            for (const auto& stretch : parts[i].file->stretches())
                stretches_.emplace_back(i, stretch);
        }
        auto results = std::make_shared<BoundedQueue<Result<StretchSurvey>>>(
            std::numeric_limits<std::uint64_t>::max());
        std::size_t next = 0, done = 0;
        while (done < stretches_.size()) {
            if (options_.cancel.cancelled()) return cancelled();
            for (; next < stretches_.size() && next - done < kStretchesAtOnce; ++next) {
                const auto& [part, stretch] = stretches_[next];
                jobs_.submit([results, part = parts[part], stretch = stretch,
                              cancel = options_.cancel] {
                    static_cast<void>(results->try_push(survey_stretch(part, stretch, cancel), 0));
                });
            }
            auto surveyed = results->try_pop();
            if (!surveyed) {
                std::this_thread::sleep_for(kNap);
                continue;
            }
            ++done;
            if (!*surveyed) {
                note_error(surveyed->error());
                continue;
            }
            summary_.city->add((*surveyed)->counts);
            ++summary_.contents;
            visit_({parts.front().name, tree_.nodes()[tree_.root().value], &(*surveyed)->content,
                    nullptr});
        }
        summary_.tiles = tree_.size();
        return {};
    }

    Result<void> take_root(OpenedSource opened) {
        summary_.mapping = opened.mapping;
        summary_.is_height_estimated = opened.mapping && opened.mapping->is_height_estimated();
        for (const CityPart& part : opened.city) {
            summary_.is_height_estimated =
                summary_.is_height_estimated || part.mapping->is_height_estimated();
        }
        summary_.kind = std::move(opened.kind);
        summary_.version = std::move(opened.version);
        summary_.attribution = std::move(opened.attribution);
        summary_.document = std::move(opened.document);
        summary_.bytes_read = opened.bytes_read;
        summary_.documents = 1;
        for (const std::string& warning : opened.warnings) {
            warn(warning);
        }
        auto root = tree_.attach(TileId{}, std::move(opened.root));
        if (!root) return fail(root.error());
        summary_.bounds = tree_.nodes()[root->value].box;
        if (!opened.city.empty()) return survey(opened.city);
        if (opened.content) {
            show(*root, &*opened.content, nullptr);
        } else {
            queue_from(*root);
        }
        return {};
    }

    // All tiles of a graft that need loading.
    void queue_from(TileId root) {
        std::vector<TileId> open{root};
        while (!open.empty()) {
            const TileId tile = open.back();
            open.pop_back();
            const TileNode& node = tree_.nodes()[tile.value];
            metadata_.add(tree_.metadata(tile));
            summary_.depth = std::max(summary_.depth, node.depth);
            if ((node.flags & (tile_flags::kHasContent | tile_flags::kExpandable)) != 0) {
                waiting_.push_back(tile);
            }
            for (std::uint32_t i = 0; i < node.child_count; ++i) {
                open.push_back(TileId{node.first_child.value + i});
            }
        }
    }

    void begin(TileId tile) {
        TileLoadRequest request;
        request.tile = tree_.request(tile);
        request.tile.feature_id_set = options_.source.feature_id_set;
        request.source = bytes_;
        request.cache = options_.cache;
        request.cancel = options_.cancel;
        ++in_flight_;
        load_tile(jobs_, std::move(request), [queue = results_, tile](Result<LoadedTile> loaded) {
            static_cast<void>(queue->try_push(WalkResult{tile, std::move(loaded)}, 0));
        });
    }

    void take(TileId tile, Result<LoadedTile> loaded) {
        if (!loaded) {
            note_error(loaded.error());
            show(tile, nullptr, &loaded.error());
            return;
        }
        summary_.bytes_read += loaded->bytes_read;
        for (const std::string& warning : loaded->warnings) {
            warn(warning);
        }
        if (!loaded->grafts.empty()) attach(tile, std::move(loaded->grafts));
        if (loaded->content) show(tile, &*loaded->content, nullptr);
    }

    void attach(TileId tile, std::vector<TileGraft> grafts) {
        summary_.documents += grafts.size();
        if (grafts.front().is_document && tree_.documents() + grafts.size() > limits::kDocuments) {
            note_error({ErrorKind::kLimit,
                        "more than " + std::to_string(limits::kDocuments) + " tilesets"});
            return;
        }
        if (tree_.nodes()[tile.value].child_count > 0) {
            note_error({ErrorKind::kUnsupported,
                        tree_.name(tile) + ": a tileset in a tile that has children"});
            return;
        }
        const auto first = tree_.attach(tile, std::move(grafts));
        if (!first) {
            note_error(first.error());
            return;
        }
        const std::uint32_t count = tree_.nodes()[tile.value].child_count;
        for (std::uint32_t i = 0; i < count; ++i) {
            queue_from(TileId{tree_.nodes()[tile.value].first_child.value + i});
        }
    }

    void show(TileId tile, const content::TileContent* content, const Error* error) {
        if (content != nullptr) ++summary_.contents;
        visit_({tree_.name(tile), tree_.nodes()[tile.value], content, error});
    }

    void warn(const std::string& sentence) {
        if (said_.size() < limits::kErrorsKept && said_.insert(sentence).second) {
            summary_.warnings.push_back(sentence);
        }
    }

    void note_error(const Error& error) {
        ++summary_.errors_total;
        if (summary_.errors.size() < limits::kErrorsKept) summary_.errors.push_back(error);
    }

    JobPool& jobs_;
    const WalkOptions& options_;
    const std::function<void(const WalkedTile&)>& visit_;
    std::shared_ptr<BoundedQueue<WalkResult>> results_ =
        std::make_shared<BoundedQueue<WalkResult>>(std::numeric_limits<std::uint64_t>::max());
    std::shared_ptr<ByteSource> bytes_;
    std::vector<std::pair<std::uint32_t, content::citymodel::FileRange>> stretches_;
    TileTree tree_;
    MetadataTally metadata_;
    std::deque<TileId> waiting_;
    std::size_t in_flight_ = 0;
    std::unordered_set<std::string> said_;
    WalkSummary summary_;
};

}  // namespace

Result<WalkSummary> walk_source(JobPool& jobs, const WalkOptions& options,
                                const std::function<void(const WalkedTile&)>& visit) {
    return Walk(jobs, options, visit).run();
}

}  // namespace belvedere::stream
