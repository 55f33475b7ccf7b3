// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: what panels show of the program itself: its commands, and what the person prefers.
#include <algorithm>
#include <cmath>
#include <ctime>
#include <set>

#include "app/about/about.hpp"
#include "app/command/command_text.hpp"
#include "app/window/audience_words.hpp"
#include "app/window/device_buttons.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/sight.hpp"
#include "app/words/device_text.hpp"
#include "app/words/key_text.hpp"
#include "app/words/words.hpp"
#include "engine/core/folders.hpp"

namespace belvedere::window {
namespace {

// The presenter's own time of day, which is the machine's.
std::string local_clock_text() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    CivilTime civil;
    civil.hour = local.tm_hour;
    civil.minute = local.tm_min;
    civil.second = local.tm_sec;
    return words::locale().time_of_day(civil, text::Locale::TimeStyle::kSeconds);
}

// As a time of day that began with presenting.
std::string elapsed_text(double seconds) {
    constexpr int kDay_s = 86'400;
    const int whole = static_cast<int>(std::clamp(seconds, 0.0, kDay_s - 1.0));
    CivilTime civil;
    civil.hour = whole / 3600;
    civil.minute = whole / 60 % 60;
    civil.second = whole % 60;
    return words::locale().time_of_day(civil, text::Locale::TimeStyle::kSeconds);
}

}  // namespace

void PanelBuilder::fill_commands() {
    state_.commands.clear();
    for (const command::Command& command : registry_.all()) {
        const bool needs_arguments =
            std::any_of(command.parameters.begin(), command.parameters.end(),
                        [](const auto& p) { return p.presence == command::Presence::kRequired; });
        state_.commands.push_back({command.id, words::text(command.title),
                                   words::text(command.help),
                                   words::key_text(registry_.key_of(command.id)),
                                   command::CommandRegistry::is_enabled(command), needs_arguments,
                                   command::argument_form(command)});
    }
}

void PanelBuilder::fill_accessibility() {
    const Person& person = session_.person;
    panels::AccessibilityState& page = state_.accessibility;
    page.is_shown = person.shows_page;
    page.is_offered = person.is_offered;
    page.chosen = person.preferences;
    page.language = words::language();
    page.languages = person.languages;
    page.theme = preferences::appearance_of(person.preferences, person.desktop).theme;
    page.waits_for_key = person.waits_for_key;
    page.key_problem = words::say(person.key_problem);
    page.profile_outcome = words::say(person.profile_outcome);
    page.can_go_back = person.before.has_value();
    panels::SightState& sight = state_.sight;
    sight.vision = access::kColorVisionNames[static_cast<std::size_t>(session_.simulated.vision)];
    sight.severity = session_.simulated.severity;
    sight.sign = sight_sign(session_.simulated);
    state_.lens.is_on = session_.lens.is_on;
    state_.lens.follows = kLensFollowsNames[static_cast<std::size_t>(session_.lens.follows)];
    fill_buttons();
}

void PanelBuilder::fill_buttons() {
    auto& buttons = state_.accessibility.buttons;
    buttons.clear();
    const preferences::Preferences& wish = session_.person.preferences;
    std::set<std::string> names;
    for (const ButtonCommand& each : default_buttons())
        names.emplace(each.button);
    for (const auto& [button, id] : wish.buttons)
        names.insert(button);
    for (const std::string& name : names) {
        const auto button = input::parse_device_button(name);
        const command::Command* does = button ? registry_.find(command_of(*button, wish)) : nullptr;
        if (does == nullptr) continue;
        buttons.push_back({name, words::button_text(*button), words::text(does->title)});
    }
}

void PanelBuilder::fill_layouts() {
    state_.layouts.clear();
    if (!session_.shows_layouts) return;
    const project::Layout& now = session_.history.now().layout;
    const auto is_current = [&](const project::Layout& layout) {
        return project::arranged_as(now, layout) == now;
    };
    for (const project::BuiltInLayout& built_in : project::built_in_layouts()) {
        const std::string key =
            words::key_text(registry_.key_of("layout." + std::string(built_in.id)));
        state_.layouts.push_back(
            {words::text(built_in.name), key, true, is_current(built_in.layout)});
    }
    for (const project::NamedLayout& own : session_.person.preferences.layouts)
        state_.layouts.push_back({own.name, {}, false, is_current(own.layout)});
}

void PanelBuilder::fill_settings() {
    state_.overlay.cancel_key = words::key_text(registry_.key_of("activity.cancel"));
    state_.settings.is_shown = session_.shows_settings;
    state_.settings.cache_bytes = session_.cache_bytes;
    if (session_.shows_settings) state_.settings.cache_folder = session_.services.cache_folder();
    panels::AboutState& page = state_.about;
    page.is_shown = session_.shows_about;
    if (!page.is_shown) return;
    page.version = about::version();
    page.standards.clear();
    for (const about::Standard& standard : about::standards())
        page.standards.push_back({std::string(standard.name), words::text(standard.extent)});
    if (!page.libraries.empty()) return;  // They never change.
    for (const about::Library& library : about::libraries())
        page.libraries.push_back({library.name + " " + library.version, library.licence});
}

void PanelBuilder::fill_save() {
    const SaveDialog& dialog = session_.save;
    state_.save = {dialog.is_shown, session_.project_file, dialog.suggested,
                   words::say(dialog.problem), dialog.asks_before};
}

void PanelBuilder::fill_recent() {
    auto& rows = state_.start.recent;
    rows.clear();
    for (const std::string& source : session_.recent) {
        project::Layer named;
        named.uri = source;
        panels::RecentRow row{project::display_name(named), source, std::nullopt, {}};
        const auto& looks = session_.recent_looks;
        const auto look = std::find_if(looks.begin(), looks.end(),
                                       [&](const auto& each) { return each.source == source; });
        if (look != looks.end()) {
            row.image = look->image;
            // The day on the machine's own calendar: it is the person who looked.
            const std::time_t taken = look->taken.microseconds / 1'000'000;
            std::tm local{};
            localtime_r(&taken, &local);
            CivilTime civil;
            civil.year = local.tm_year + 1900;
            civil.month = local.tm_mon + 1;
            civil.day = local.tm_mday;
            row.seen = words::locale().date(civil, text::Locale::DateStyle::kMedium);
        }
        rows.push_back(std::move(row));
    }
}

void PanelBuilder::fill_screens() {
    const Stage& stage = session_.stage;
    panels::StageState& shown = state_.stage;
    shown.is_in_window = stage.plan.place == StagePlace::kWindow;
    shown.monitors.clear();
    for (std::size_t i = 0; i < stage.monitors.size(); ++i) {
        const platform::Monitor& monitor = stage.monitors[i];
        shown.monitors.push_back(
            {monitor.name,
             words::text({"stage.screen_size", "{width} × {height}"},
                         {{"width", std::to_string(monitor.width_px)},
                          {"height", std::to_string(monitor.height_px)}}),
             static_cast<std::int64_t>(i + 1),
             stage.plan.place == StagePlace::kScreen && stage.plan.monitor == i});
    }
}

void PanelBuilder::fill_stage(const FrameFacts& facts) {
    const Stage& stage = session_.stage;
    panels::StageState& shown = state_.stage;
    shown.is_on = stage.is_on;
    if (!stage.is_on) return;
    shown.is_alone = stage.plan.place == StagePlace::kDeskScreen;
    fill_screens();
    shown.problem = words::say(stage.problem);
    shown.views = stage_views(session_);
    shown.current = stage.current.value_or(shown.views);
    const auto name_at = [this](std::size_t index) {
        const project::Bookmark* view = stage_view(session_, index);
        return view == nullptr
                   ? std::string()
                   : local_text(view->names, std::string(words::language()), view->name);
    };
    shown.current_name = name_at(shown.current);
    shown.next_name = name_at(stage.current ? *stage.current + 1 : 0);
    const project::Bookmark* view = stage_view(session_, shown.current);
    shown.note = view == nullptr ? std::string() : view->note;
    shown.clock = local_clock_text();
    shown.elapsed = elapsed_text(facts.now_s - stage.begun_s);
    shown.is_frozen = stage.is_frozen;
    shown.has_pointer = stage.pointer.has_value();
    shown.blank = stage.blank == picture::Blank::kBlack   ? panels::BlankState::kBlack
                  : stage.blank == picture::Blank::kWhite ? panels::BlankState::kWhite
                                                          : panels::BlankState::kNone;
    shown.show.clear();
    if (!stage.show) return;
    const bool is_over = std::isinf(stage.show_next_s);
    shown.show = is_over ? words::text({"stage.show_over", "The show is over"})
                         : words::text({"stage.show_round", "A show, round {n}"},
                                       {{"n", std::to_string(stage.rounds + 1)}});
}

void PanelBuilder::fill_picture(const FrameFacts& facts) {
    const PictureState& picture = session_.picture;
    panels::PictureDialogState& shown = state_.picture;
    shown.is_shown = picture.shows_dialog;
    shown.window_width_px = facts.window_width_px;
    shown.window_height_px = facts.window_height_px;
    shown.width_px = picture.chosen.width_px;
    shown.height_px = picture.chosen.height_px;
    shown.has_panels = picture.chosen.content == PictureContent::kWithPanels;
    shown.has_attribution = picture.chosen.has_attribution;
    shown.has_scale_bar = picture.chosen.has_scale_bar;
    shown.path = picture.chosen.path;
    shown.folder = folders::pictures().string();
    shown.is_under_way = picture.stage != PictureStage::kIdle;
    shown.progress = picture.progress;
    shown.step = picture.stage == PictureStage::kLoading
                     ? Message{"picture.loading", "Loading what the picture shows"}
                 : picture.stage == PictureStage::kWriting
                     ? Message{"picture.writing", "Writing the picture"}
                     : Message{"picture.drawing", "Drawing the picture"};
}

}  // namespace belvedere::window
