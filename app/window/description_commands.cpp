// SPDX-License-Identifier: Apache-2.0
// Commands on what devices are described as: files of Thing Descriptions.
#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// Whether it can be read is found out by a worker, and told.
Result<void> describe_by_file(Session& session, const Call& call) {
    std::error_code error;
    const std::string path =
        std::filesystem::absolute(call.text("path"), error).lexically_normal().string();
    if (error || call.text("path").empty()) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.description_path", "{path} is no path of a file"},
                                {{"path", call.text("path")}}));
    }
    project::Project next = session.history.now();
    if (std::ranges::find(next.twins.descriptions, path) != next.twins.descriptions.end())
        return {};
    if (next.twins.descriptions.size() >= project::kDescriptionsMax) {
        return fail(
            ErrorKind::kLimit,
            words::text({"problem.descriptions_max", "no more than {n} files can describe devices"},
                        {{"n", std::to_string(project::kDescriptionsMax)}}));
    }
    next.twins.descriptions.push_back(path);
    apply_project(session, std::move(next),
                  words::text({"step.describe", "Describe devices by {path}"}, {{"path", path}}));
    return {};
}

Result<void> forget_description(Session& session, const Call& call) {
    const std::string path = call.text("path");
    project::Project next = session.history.now();
    if (std::erase(next.twins.descriptions, path) == 0) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_description", "{path} describes no devices"},
                                {{"path", path}}));
    }
    apply_project(session, std::move(next),
                  words::text({"step.forget_description", "No longer describe devices by {path}"},
                              {{"path", path}}));
    return {};
}

}  // namespace

void add_description_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"feed.describe",
         "Describe devices by a file",
         "Takes names, units, ranges and addresses of devices from a file of W3C Thing "
         "Descriptions.",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return describe_by_file(session, call); });
    add(registry,
        {"feed.forget_description",
         "No longer describe devices by a file",
         "Takes a file out of those that describe devices.",
         "",
         {needs("path", ValueType::kText)},
         [&session] { return !session.history.now().twins.descriptions.empty(); }},
        [&](const Call& call) { return forget_description(session, call); });
}

}  // namespace belvedere::window
