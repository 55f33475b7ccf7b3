// SPDX-License-Identifier: Apache-2.0
// Long work on the files of city models (reports, comparisons, exports) while the window goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/convert/city_members.hpp"
#include "app/convert/open_city_model.hpp"
#include "app/words/words.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

// What the work has at hand. `jobs` are not those that it runs on.
struct ModelTools {
    JobPool& jobs;
    const convert::ConvertProgress& progress;
    const CancelToken& cancel;
    bool offline = false;  // The program was told to leave the network alone.
};
// Runs on a thread of its own and answers what is then to be done on the main thread.
using ModelWork = std::function<std::function<void()>(const ModelTools& tools)>;

struct ModelTask {
    words::Sentence what;  // As an activity says it: "Reading {name}…".
    ModelWork work;
};

// Main thread; tasks are done one after the other, by threads of idle priority, because opening a
// model waits for a worker. A destroyed worker cancels what is under way and waits for it.
class ModelWorker {
  public:
    // `wake` is called from a worker when something is to be taken.
    ModelWorker(bool offline, std::function<void()> wake);
    ModelWorker(const ModelWorker&) = delete;
    ModelWorker& operator=(const ModelWorker&) = delete;
    ~ModelWorker();

    // The number that progress and end are told by.
    std::uint64_t start(ModelWork work, CancelToken cancel);

    // What came of tasks since the last call, each once.
    struct Ended {
        std::uint64_t number = 0;
        std::function<void()> then;  // On the main thread, unless the task is no longer wanted.
    };
    [[nodiscard]] std::vector<Ended> take();
    // Fraction of the one under way; nothing new: the number is 0.
    [[nodiscard]] std::pair<std::uint64_t, double> progress() const;

  private:
    struct Mail;
    std::shared_ptr<Mail> mail_;
    std::map<std::uint64_t, CancelToken> cancels_;  // Of tasks that have not ended.
    bool offline_;
    std::uint64_t number_ = 0;
    // Made with the first task. The reading workers must outlive the one that waits for them.
    std::unique_ptr<JobPool> reading_, waiting_;
};

}  // namespace belvedere::window
