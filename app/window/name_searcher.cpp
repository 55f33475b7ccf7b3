// SPDX-License-Identifier: Apache-2.0
#include "app/window/name_searcher.hpp"

#include <map>
#include <utility>

#include "app/convert/open_city_model.hpp"
#include "engine/stream/tile_cache.hpp"

namespace belvedere::window {
namespace {

constexpr std::size_t kHitsOfLayer = 200;
constexpr std::uint64_t kNameCacheBytes = 4ULL << 30;

FilesSearched search_layers(const std::string& query, const std::vector<SearchedLayer>& layers,
                            stream::TileCache* cache, const CancelToken& cancel) {
    FilesSearched all;
    all.query = query;
    for (const SearchedLayer& layer : layers) {
        if (cancel.cancelled()) break;
        convert::CityModel model;
        model.parts = layer.parts;
        auto found = convert::find_names(
            model, {query, kHitsOfLayer}, cache, [](double) {}, cancel);
        if (!found) {
            all.problems.push_back(found.error().message);
            continue;
        }
        all.total += found->found;
        for (convert::NameHit& hit : found->hits)
            all.found.push_back({layer.source, std::move(hit)});
    }
    return all;
}

}  // namespace

struct NameSearcher::Mail {
    std::mutex mutex;
    std::uint64_t number = 0;  // Of the search whose answer is wanted.
    std::optional<FilesSearched> answer;
};

NameSearcher::NameSearcher(std::filesystem::path cache_folder, std::function<void()> wake)
    : cache_folder_(std::move(cache_folder)),
      wake_(std::move(wake)),
      mail_(std::make_shared<Mail>()) {}

NameSearcher::~NameSearcher() {
    cancel_.cancel();
}

void NameSearcher::start(const std::string& query, std::vector<SearchedLayer> layers) {
    cancel_.cancel();
    cancel_ = CancelToken();
    {
        const std::lock_guard lock(mail_->mutex);
        mail_->number = ++number_;
        mail_->answer.reset();
    }
    if (layers.empty()) return;
    if (!reading_) {
        reading_ = std::make_unique<JobPool>(
            JobPoolOptions{.threads = 1, .scheduling = WorkerScheduling::kIdle});
    }
    reading_->submit([query, layers = std::move(layers), mail = mail_, folder = cache_folder_,
                      cancel = cancel_, number = number_, wake = wake_] {
        std::shared_ptr<stream::TileCache> cache;
        if (!folder.empty()) {
            auto opened = stream::TileCache::open(folder, kNameCacheBytes);
            if (opened) cache = std::move(*opened);
        }
        FilesSearched answer = search_layers(query, layers, cache.get(), cancel);
        {
            const std::lock_guard lock(mail->mutex);
            if (mail->number != number) return;
            mail->answer = std::move(answer);
        }
        wake();
    });
}

std::optional<FilesSearched> NameSearcher::take() {
    const std::lock_guard lock(mail_->mutex);
    return std::exchange(mail_->answer, std::nullopt);
}

}  // namespace belvedere::window
