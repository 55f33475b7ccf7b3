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
#include "engine/stream/city_part.hpp"

namespace belvedere::window {

// A layer whose source is a city model: its files, as the window has them open, so that nothing is
// fetched for a search wherever they came from.
struct SearchedLayer {
    SourceId source;
    std::vector<stream::CityPart> parts;
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

// Main thread; one search at a time: a new one ends the one before. A thread of its own, which uses
// only time that nobody else wants.
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
    std::unique_ptr<JobPool> reading_;  // Made with the first search.
};

}  // namespace belvedere::window
