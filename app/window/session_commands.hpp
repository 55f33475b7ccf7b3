// SPDX-License-Identifier: Apache-2.0
// The commands of a window, by area. Each function adds its area to the registry; the session must
// outlive the registry.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/command/command_registry.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// All of those below.
void add_all_commands(command::CommandRegistry& registry, Session& session);
void add_source_commands(command::CommandRegistry& registry, Session& session);
void add_view_commands(command::CommandRegistry& registry, Session& session);
void add_feature_commands(command::CommandRegistry& registry, Session& session);
void add_search_commands(command::CommandRegistry& registry, Session& session);
void add_object_commands(command::CommandRegistry& registry, Session& session);
void add_style_commands(command::CommandRegistry& registry, Session& session);
void add_time_commands(command::CommandRegistry& registry, Session& session);
void add_measure_commands(command::CommandRegistry& registry, Session& session);
void add_project_commands(command::CommandRegistry& registry, Session& session);
void add_live_commands(command::CommandRegistry& registry, Session& session);
void add_context_commands(command::CommandRegistry& registry, Session& session);
void add_description_commands(command::CommandRegistry& registry, Session& session);
void add_value_commands(command::CommandRegistry& registry, Session& session);
void add_device_commands(command::CommandRegistry& registry, Session& session);
void add_binding_commands(command::CommandRegistry& registry, Session& session);
void add_identity_commands(command::CommandRegistry& registry, Session& session);
void add_group_commands(command::CommandRegistry& registry, Session& session);
void add_chart_history_commands(command::CommandRegistry& registry, Session& session);
void add_chart_commands(command::CommandRegistry& registry, Session& session);
void add_order_commands(command::CommandRegistry& registry, Session& session);
void add_alarm_commands(command::CommandRegistry& registry, Session& session);
void add_layout_commands(command::CommandRegistry& registry, Session& session);
void add_settings_commands(command::CommandRegistry& registry, Session& session);
void add_program_commands(command::CommandRegistry& registry, Session& session);
void add_picture_commands(command::CommandRegistry& registry, Session& session);
void add_stage_commands(command::CommandRegistry& registry, Session& session);
void add_preference_commands(command::CommandRegistry& registry, Session& session);
void add_sight_commands(command::CommandRegistry& registry, Session& session);
void add_lens_commands(command::CommandRegistry& registry, Session& session);
void add_key_commands(command::CommandRegistry& registry, Session& session);
void add_input_commands(command::CommandRegistry& registry, Session& session);
void add_sound_commands(command::CommandRegistry& registry, Session& session);
void add_model_commands(command::CommandRegistry& registry, Session& session);
void add_part_commands(command::CommandRegistry& registry, Session& session);
void add_filter_commands(command::CommandRegistry& registry, Session& session);
void add_change_commands(command::CommandRegistry& registry, Session& session);
void add_place_commands(command::CommandRegistry& registry, Session& session);

// Opens a project file in place of all that is open.
[[nodiscard]] Result<void> open_project_file(Session& session, const std::string& typed);
// Time, zone and quality as the project has them: after undo, redo and opening.
void follow_project(Session& session);
// Puts a source or project first among those opened last.
void remember(Session& session, const std::string& uri);
// The project differs from its file; false without a file.
[[nodiscard]] bool has_unsaved_changes(const Session& session);

// Makes `next`, within its limits, what the person prefers from now on.
void prefer(Session& session, preferences::Preferences next);
// The same by an edit of what holds now.
void amend_preferences(Session& session,
                       const std::function<void(preferences::Preferences&)>& edit);
// The commands have these keys and else their own; what could not be given, because another command
// has the key.
[[nodiscard]] std::vector<std::string> apply_keys(command::CommandRegistry& registry,
                                                  const std::map<std::string, std::string>& keys);

// Selects them and nothing else; the last one is inspected. At most kSelectionMax.
void select_features(Session& session, std::vector<FeatureId> features);
// Flies to where they are; kDenied when none of them is loaded.
[[nodiscard]] Result<void> zoom_to_features(Session& session, std::span<const FeatureId> features);

// Makes `json` the style of the project and the scene (empty: none); kBadData when it cannot be
// read.
// Patterns on what the style colours, as the person wants them.
void show_patterns(Session& session);
[[nodiscard]] Result<void> set_style(Session& session, const std::string& json,
                                     const std::string& title);
// Makes the scene follow the style that the project already names.
[[nodiscard]] Result<void> show_project_style(Session& session);

// What all of them write: id, title, sentence, key, action.
struct Entry {
    const char* id;
    const char* title;
    const char* help;
    const char* key = "";
    std::vector<command::Parameter> parameters = {};
    std::function<bool()> enabled = {};
    const char* second_key = "";
};
void add(command::CommandRegistry& registry, const Entry& entry,
         std::function<Result<void>(const command::Call&)> run);
// A required argument.
[[nodiscard]] command::Parameter needs(const char* name, command::ValueType type);
[[nodiscard]] command::Parameter may_have(const char* name, command::ValueType type);

}  // namespace belvedere::window
