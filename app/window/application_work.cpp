// SPDX-License-Identifier: Apache-2.0
// Application: work that workers do for the window: the demo city, the cache on the disk, files.
#include <filesystem>
#include <mutex>
#include <span>
#include <utility>

#include "app/window/application_state.hpp"
#include "app/window/model_commands.hpp"
#include "app/window/search_commands.hpp"
#include "app/words/words.hpp"
#include "engine/access/atk_backend.hpp"
#include "engine/access/tree_json.hpp"
#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"

namespace belvedere::window {
namespace {

namespace fs = std::filesystem;

// Files a cache may hold before counting gives up; 4 GiB of tiles are some ten thousand.
constexpr std::size_t kCacheFilesMax = 10'000'000;

// Bytes of the cache's files. Cleared ones are gone at once; a program that reads one of them has
// it open. What cannot be removed is counted.
std::uint64_t bytes_in(const fs::path& folder, CacheWork work) {
    std::uint64_t bytes = 0;
    std::size_t files = 0;
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(
        folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator() && files < kCacheFilesMax;
         entry.increment(error)) {
        std::error_code problem;
        if (entry->is_symlink(problem) || !entry->is_regular_file(problem)) continue;
        ++files;
        const std::uint64_t size = entry->file_size(problem);
        if (problem) continue;
        const bool is_gone = work == CacheWork::kClear && fs::remove(entry->path(), problem);
        if (!is_gone) bytes += size;
    }
    return bytes;
}

}  // namespace

void Application::start_demo(const CancelToken& cancel) {
    if (!options.make_demo) {
        session.start_problem.message = {"problem.no_demo", "this build has no demo city"};
        session.changed = true;
        return;
    }
    {
        const std::lock_guard lock(mailbox->mutex);
        mailbox->demo_fraction = 0.0;
    }
    Activity making;
    making.what.message = {"start.making_demo", "Making the demo city…"};
    making.cancel = [cancel] { cancel.cancel(); };
    demo_activity = begin_activity(session, std::move(making));
    jobs.submit([make = options.make_demo, mailbox = mailbox, cancel] {
        auto made = make(
            [&mailbox](double fraction) {
                {
                    const std::lock_guard lock(mailbox->mutex);
                    mailbox->demo_fraction = fraction;
                }
                platform::Window::wake();
            },
            cancel);
        {
            const std::lock_guard lock(mailbox->mutex);
            mailbox->demo = std::move(made);
        }
        platform::Window::wake();
    });
}

void Application::take_demo(Result<std::string> demo) {
    // Cancelled too late to stop it: it is not wanted all the same.
    if (find_activity(session, demo_activity) == nullptr) return;
    end_activity(session, demo_activity);
    if (demo) {
        const bool first = session.history.now().layers.empty();
        commands.emit("source.open",
                      {{"uri", *demo}, {"name", words::text({"source.demo_name", "Demo city"})}});
        if (!options.demo_feed.empty()) {
            commands.emit("feed.connect", {{"url", options.demo_feed}});
        }
        if (first && options.demo_view && !options.view) start_view = options.demo_view;
    } else if (demo.error().kind != ErrorKind::kCancelled) {
        session.start_problem = {Message{"problem.demo", "The demo city cannot be made: {cause}"},
                                 {{"cause", demo.error().message}}};
        notify(session, panels::NoticeKind::kError, words::say(session.start_problem));
    }
}

std::filesystem::path Application::cache_folder() const {
    if (options.scene.cache_folder == "off") return {};
    return options.scene.cache_folder.empty() ? folders::cache() / "tiles"
                                              : fs::path(options.scene.cache_folder);
}

std::filesystem::path Application::values_folder() const {
    if (options.scene.cache_folder == "off") return {};
    return options.scene.cache_folder.empty() ? folders::cache() / "values"
                                              : fs::path(options.scene.cache_folder) / "values";
}

void Application::take_found_in_files() {
    if (auto answer = searcher.take()) take_files_searched(session, std::move(*answer));
    follow_awaited(session);
}

std::uint64_t Application::start_model_work(ModelTask task) {
    const CancelToken cancel;
    Activity reading;
    reading.what = task.what;
    reading.cancel = [cancel] { cancel.cancel(); };
    const std::uint64_t activity = begin_activity(session, std::move(reading));
    model_activities.emplace(model_worker.start(std::move(task.work), cancel), activity);
    return activity;
}

void Application::take_model_work() {
    const auto [number, fraction] = model_worker.progress();
    const auto under_way = model_activities.find(number);
    if (under_way != model_activities.end()) {
        Activity* activity = find_activity(session, under_way->second);
        if (activity != nullptr && activity->fraction != fraction) {
            activity->fraction = fraction;
            session.changed = true;
        }
    }
    for (const ModelWorker::Ended& task : model_worker.take()) {
        const auto found = model_activities.find(task.number);
        if (found == model_activities.end()) continue;
        // Cancelled too late to stop it: it is not wanted all the same; it says so itself.
        end_activity(session, found->second);
        model_activities.erase(found);
        if (task.then) task.then();
        session.changed = true;
    }
    follow_models(session);
}

void Application::work_on_cache(CacheWork work) {
    session.cache_bytes.reset();
    jobs.submit([folder = cache_folder(), values = values_folder(), work, mailbox = mailbox] {
        std::uint64_t bytes = folder.empty() ? 0 : bytes_in(folder, work);
        // Below the other where a folder was chosen: then it is counted there.
        if (!values.empty() && values.parent_path() != folder) bytes += bytes_in(values, work);
        {
            const std::lock_guard lock(mailbox->mutex);
            mailbox->cache_bytes = bytes;
        }
        platform::Window::wake();
    });
}

Result<void> Application::dump_accessible_tree(const std::string& path) const {
    const std::string json = Assistive::dump(frame, window_facts(), assistive.news());
    return write_file_atomic(path, std::as_bytes(std::span(json)));
}

void Application::dump_soon(const std::string& path) {
    Activity writing;
    writing.what = {Message{"activity.csv", "Saving {path}…"}, {{"path", path}}};
    const std::uint64_t activity = begin_activity(session, std::move(writing));
    jobs.submit(
        [make = ui::accessible_tree_maker(frame.shared_nodes(), window_facts(), &assistive.news()),
         path, activity, mailbox = mailbox] {
            const std::string json = access::to_json(*make());
            auto written = write_file_atomic(path, std::as_bytes(std::span(json)));
            {
                const std::lock_guard lock(mailbox->mutex);
                mailbox->dumps.emplace_back(activity, std::move(written));
            }
            platform::Window::wake();
        });
}

}  // namespace belvedere::window
