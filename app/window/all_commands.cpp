// SPDX-License-Identifier: Apache-2.0
// Every command of the window, so that tests and the program have the same.
#include "app/window/session_commands.hpp"

namespace belvedere::window {

void add_all_commands(command::CommandRegistry& registry, Session& session) {
    add_source_commands(registry, session);
    add_live_commands(registry, session);
    add_context_commands(registry, session);
    add_description_commands(registry, session);
    add_value_commands(registry, session);
    add_device_commands(registry, session);
    add_binding_commands(registry, session);
    add_identity_commands(registry, session);
    add_chart_commands(registry, session);
    add_group_commands(registry, session);
    add_alarm_commands(registry, session);
    add_order_commands(registry, session);
    add_view_commands(registry, session);
    add_feature_commands(registry, session);
    add_search_commands(registry, session);
    add_object_commands(registry, session);
    add_style_commands(registry, session);
    add_time_commands(registry, session);
    add_measure_commands(registry, session);
    add_project_commands(registry, session);
    add_layout_commands(registry, session);
    add_settings_commands(registry, session);
    add_picture_commands(registry, session);
    add_stage_commands(registry, session);
    add_program_commands(registry, session);
    add_preference_commands(registry, session);
    add_sight_commands(registry, session);
    add_lens_commands(registry, session);
    add_key_commands(registry, session);
    add_input_commands(registry, session);
    add_sound_commands(registry, session);
    add_model_commands(registry, session);
    add_part_commands(registry, session);
    add_filter_commands(registry, session);
    add_change_commands(registry, session);
    add_place_commands(registry, session);
}

}  // namespace belvedere::window
