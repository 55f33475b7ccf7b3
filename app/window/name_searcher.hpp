// SPDX-License-Identifier: Apache-2.0
// Looks through the files of city models for what was searched, while the window goes on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/convert/name_index.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::window {

// A layer whose source is a city model.
struct SearchedLayer {
    SourceId source;
    std::string uri, crs;
    geo::VerticalReference vertical = geo::VerticalReference::kEllipsoidal;
};

struct FoundInFile {
    SourceId source;
    convert::NameHit hit;
};

struct FilesSearched {
    std::string query;
    std::vector<FoundInFile> found;  // The best of each layer first, layers in their order.
    std::uint64_t total = 0;         // Also those beyond the limit.
    std::vector<std::string> problems;
};

// Main thread; one search at a time: a new one ends the one before. Threads of its own, which use
// only time that nobody else wants, because opening a model waits for a worker.
class NameSearcher {
  public:
    // An empty folder keeps no index. `wake` is called from a worker when there is an answer.
    NameSearcher(std::filesystem::path cache_folder, std::function<void()> wake);
    NameSearcher(const NameSearcher&) = delete;
    NameSearcher& operator=(const NameSearcher&) = delete;
    ~NameSearcher();

    void start(const std::string& query, std::vector<SearchedLayer> layers);
    // The answer to the last start(), once.
    [[nodiscard]] std::optional<FilesSearched> take();

  private:
    struct Mail;
    std::filesystem::path cache_folder_;
    std::function<void()> wake_;
    std::shared_ptr<Mail> mail_;
    CancelToken cancel_;
    std::uint64_t number_ = 0;
    // Made with the first search. The reading workers must outlive the one that waits for them.
    std::unique_ptr<JobPool> reading_, waiting_;
};

}  // namespace belvedere::window
