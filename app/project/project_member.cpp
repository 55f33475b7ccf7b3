// SPDX-License-Identifier: Apache-2.0
// Texts beside a project's own members.
#include <nlohmann/json.hpp>

#include "app/project/project_json.hpp"

namespace belvedere::project {
namespace {

nlohmann::json members_of(const Project& project) {
    const std::string text = project.unknown_json.empty() ? "{}" : project.unknown_json;
    nlohmann::json all = nlohmann::json::parse(text, nullptr, false);
    return all.is_object() ? all : nlohmann::json::object();
}

}  // namespace

void put_member(Project& project, const std::string& key, const std::string& text) {
    nlohmann::json all = members_of(project);
    all.erase(key);
    if (!text.empty()) all[key] = text;
    project.unknown_json = all.empty()
                               ? std::string()
                               : all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string take_member(Project& project, const std::string& key) {
    const nlohmann::json all = members_of(project);
    const auto found = all.find(key);
    std::string text;
    if (found != all.end() && found->is_string()) text = found->get<std::string>();
    put_member(project, key, {});
    return text;
}

}  // namespace belvedere::project
