// SPDX-License-Identifier: Apache-2.0
#include "app/preferences/preferences_json.hpp"

#include <array>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "app/project/project_json.hpp"

namespace belvedere::project {

// How nlohmann::json writes a layout that has a name.
void to_json(nlohmann::json& value, const NamedLayout& named) {
    value = {{"name", named.name},
             {"layout", nlohmann::json::parse(layout_to_json(named.layout), nullptr, false)}};
}

}  // namespace belvedere::project

namespace belvedere::preferences {
namespace {

using Json = nlohmann::json;

constexpr int kFormatVersion = 1;
constexpr const char* kFormat = "belvedere_preferences";
constexpr std::size_t kTextBytesMax = 256;
constexpr int kDepthMax = 16;

// Hands each member with its name to the same visitor, for reading and for writing.
template <class P, class Visit>
void visit_members(P& p, Visit&& visit) {
    visit("language", p.language);
    visit("theme", p.theme);
    visit("text_scale", p.text_scale);
    visit("text_family", p.text_family);
    visit("letter_spacing_em", p.letter_spacing_em);
    visit("word_spacing_em", p.word_spacing_em);
    visit("line_height", p.line_height);
    visit("reduced_motion", p.reduced_motion);
    visit("color_correction", p.color_correction);
    visit("correction_strength", p.correction_strength);
    visit("patterns", p.patterns);
    visit("limits_flashes", p.limits_flashes);
    visit("lens_factor", p.lens_factor);
    visit("lens_size", p.lens_size);
    visit("target_px", p.target_px);
    visit("follows_theme", p.follows_theme);
    visit("follows_contrast", p.follows_contrast);
    visit("follows_text_scale", p.follows_text_scale);
    visit("follows_motion", p.follows_motion);
    visit("self_voice", p.self_voice);
    visit("captions", p.captions);
    visit("character_keys", p.character_keys);
    visit("keys", p.keys);
    visit("buttons", p.buttons);
    visit("view_buttons", p.view_buttons);
    visit("scan_is_on", p.scan.is_on);
    visit("scan_switches", p.scan.switches);
    visit("scan_dwell_s", p.scan.dwell_s);
    visit("scan_first_pause_s", p.scan.first_pause_s);
    visit("scan_rounds", p.scan.rounds);
    visit("scan_ignore_s", p.scan.ignore_s);
    visit("gamepad_dead_zone", p.gamepad.dead_zone);
    visit("gamepad_speed", p.gamepad.speed);
    visit("gamepad_inverts_look", p.gamepad.inverts_look);
    visit("puck_dead_zone", p.puck.dead_zone);
    visit("puck_speed", p.puck.speed);
    visit("puck_is_one_axis", p.puck.is_one_axis);
    visit("puck_inverted", p.puck.inverted);
    visit("sound_is_on", p.sound.is_on);
    visit("sound_volumes", p.sound.volumes);
    visit("sound_is_mono", p.sound.is_mono);
    visit("chart_s", p.sound.chart_s);
    visit("caption_size", p.caption.size);
    visit("caption_place", p.caption.place);
    visit("caption_ground", p.caption.ground);
    visit("accessibility_offered", p.accessibility_offered);
    visit("layouts", p.layouts);
    visit("quality", p.quality);
    visit("units", p.units);
    visit("memory_gib", p.memory_gib);
    visit("cache_gib", p.cache_gib);
    visit("offline", p.offline);
}

bool read(const Json& value, std::string& into) {
    if (!value.is_string() || value.get_ref<const std::string&>().size() > kTextBytesMax) {
        return false;
    }
    into = value.get<std::string>();
    return true;
}

bool read(const Json& value, bool& into) {
    if (!value.is_boolean()) return false;
    into = value.get<bool>();
    return true;
}

bool read(const Json& value, double& into) {
    if (!value.is_number()) return false;
    into = value.get<double>();
    return true;
}

bool read(const Json& value, int& into) {
    constexpr double kLargest = 1000.0;
    double number = 0.0;
    if (!read(value, number) || !(number >= 0.0 && number <= kLargest)) return false;
    into = static_cast<int>(number);
    return true;
}

bool read(const Json& value, std::map<std::string, std::string>& into) {
    if (!value.is_object() || value.size() > kKeysMax) return false;
    std::map<std::string, std::string> keys;
    for (const auto& [command, key] : value.items()) {
        if (command.size() > kTextBytesMax || !read(key, keys[command])) return false;
    }
    into = std::move(keys);
    return true;
}

bool read(const Json& value, std::vector<project::NamedLayout>& into) {
    if (!value.is_array() || value.size() > project::kLayoutsMax) return false;
    std::vector<project::NamedLayout> layouts;
    for (const Json& entry : value) {
        if (!entry.is_object() || !entry.contains("name") || !entry.contains("layout"))
            return false;
        const auto layout = project::layout_from_json(entry["layout"].dump());
        project::NamedLayout named;
        if (!layout || !read(entry["name"], named.name) || named.name.empty()) return false;
        named.layout = *layout;
        layouts.push_back(std::move(named));
    }
    into = std::move(layouts);
    return true;
}

// As many as there are, or nothing is read.
template <class T, std::size_t N>
bool read(const Json& value, std::array<T, N>& into) {
    if (!value.is_array() || value.size() != N) return false;
    std::array<T, N> values{};
    for (std::size_t i = 0; i < N; ++i) {
        if (!read(value[i], values[i])) return false;
    }
    into = values;
    return true;
}

}  // namespace

Result<Read> from_json(std::string_view json) {
    if (json.size() > kPreferencesBytesMax) return fail(ErrorKind::kLimit, "too long");
    // Reading does not recurse but writing does: what is kept must not be deep.
    bool is_deep = false;
    const auto watch = [&](int depth, Json::parse_event_t /*event*/, Json& /*value*/) {
        is_deep = is_deep || depth > kDepthMax;
        return depth <= kDepthMax;
    };
    Json document = Json::parse(json, watch, false);
    if (is_deep) return fail(ErrorKind::kLimit, "nested too deeply");
    if (document.is_discarded()) return fail(ErrorKind::kBadData, "not JSON");
    if (!document.is_object() || !document.contains(kFormat)) {
        return fail(ErrorKind::kBadData, std::string("no member ") + kFormat);
    }
    document.erase(kFormat);
    Read result;
    visit_members(result.preferences, [&](const char* name, auto& member) {
        const auto found = document.find(name);
        if (found == document.end()) return;
        if (!read(*found, member)) result.faults.emplace_back(name);
        document.erase(found);
    });
    result.preferences = within_limits(std::move(result.preferences));
    if (!document.empty()) result.preferences.unknown_json = document.dump();
    return result;
}

std::string to_json(const Preferences& preferences) {
    Json document = Json::parse(preferences.unknown_json.empty() ? "{}" : preferences.unknown_json,
                                nullptr, false);
    if (!document.is_object()) document = Json::object();
    document[kFormat] = kFormatVersion;
    visit_members(preferences,
                  [&](const char* name, const auto& member) { document[name] = member; });
    constexpr int kIndent = 2;
    return document.dump(kIndent, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace belvedere::preferences
