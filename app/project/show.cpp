// SPDX-License-Identifier: Apache-2.0
#include "app/project/show.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/core/file.hpp"
#include "engine/core/time_text.hpp"

namespace belvedere::project {
namespace {

using Json = nlohmann::json;

constexpr int kShowVersion = 1;
constexpr int kShowDepthMax = 16;
constexpr std::size_t kLanguagesMax = 2;  // More than two nobody reads at once.
constexpr std::size_t kTextsMax = 64;     // Languages of one text.

Failure fault(const std::string& where, const char* what) {
    return fail(ErrorKind::kBadData, where + what);
}

// One text, or one for each language.
Result<void> read_local_text(const Json& view, const char* key, const std::string& where,
                             std::string& plain, LocalTexts& local) {
    const auto found = view.find(key);
    if (found == view.end()) return {};
    if (found->is_string()) {
        plain = found->get<std::string>();
        return {};
    }
    if (!found->is_object() || found->size() > kTextsMax) {
        return fault(where + "." + key, " is no text and no texts by language");
    }
    for (const auto& [language, text] : found->items()) {
        if (!text.is_string()) {
            std::string place = where;
            place.append(".").append(key).append(".").append(language);
            return fault(place, " is not a text");
        }
        local[language] = text.get<std::string>();
        if (plain.empty()) plain = local[language];
    }
    return {};
}

Result<View> read_camera(const Json& view, const std::string& where) {
    const auto camera = view.find("camera");
    constexpr std::size_t kNumbers = 5;
    if (camera == view.end() || !camera->is_array() || camera->size() != kNumbers) {
        return fault(where, ".camera is not [longitude, latitude, height, heading, pitch]");
    }
    std::array<double, kNumbers> numbers{};
    for (std::size_t i = 0; i < kNumbers; ++i) {
        if (!(*camera)[i].is_number()) return fault(where, ".camera holds what is no number");
        numbers[i] = (*camera)[i].get<double>();
        if (!std::isfinite(numbers[i])) return fault(where, ".camera holds what is no number");
    }
    const bool is_place = std::abs(numbers[0]) <= 360.0 && std::abs(numbers[1]) <= 90.0 &&
                          std::abs(numbers[2]) <= 1e9 && std::abs(numbers[3]) <= 360.0 &&
                          std::abs(numbers[4]) <= 90.0;
    if (!is_place) return fault(where, ".camera lies outside the world");
    return View{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]};
}

Result<ShowView> read_show_view(const Json& json, const std::string& where) {
    if (!json.is_object()) return fault(where, " is not an object");
    ShowView view;
    auto camera = read_camera(json, where);
    if (!camera) return fail(camera.error());
    view.bookmark.view = *camera;
    std::string caption;
    if (auto read = read_local_text(json, "name", where, view.bookmark.name, view.bookmark.names);
        !read)
        return fail(read.error());
    if (auto read = read_local_text(json, "caption", where, caption, view.bookmark.captions); !read)
        return fail(read.error());
    if (view.bookmark.captions.empty() && !caption.empty()) view.bookmark.captions[""] = caption;
    LocalTexts ignored;
    if (auto read = read_local_text(json, "note", where, view.bookmark.note, ignored); !read)
        return fail(read.error());
    if (const auto dwell = json.find("dwell_s"); dwell != json.end()) {
        if (!dwell->is_number()) return fault(where, ".dwell_s is not a number");
        view.dwell_s = std::clamp(dwell->get<double>(), kDwellMin_s, kDwellMax_s);
    }
    const auto time = json.find("time");
    if (time == json.end()) return view;
    if (!time->is_string()) return fault(where, ".time is not a text");
    const auto parsed = parse_time(time->get_ref<const std::string&>(), TimeZone());
    if (!parsed) return fail_in(where + ".time", parsed.error());
    view.time_us = parsed->microseconds;
    return view;
}

Result<void> read_head(const Json& document, Show& show) {
    const auto languages = document.find("languages");
    if (languages != document.end()) {
        if (!languages->is_array() || languages->size() > kLanguagesMax)
            return fault("languages", " is not a list of one or two");
        for (const Json& language : *languages) {
            if (!language.is_string()) return fault("languages", " holds what is no text");
            show.languages.push_back(language.get<std::string>());
        }
    }
    const auto minutes = document.find("minutes");
    if (minutes != document.end()) {
        if (!minutes->is_number()) return fault("minutes", " is not a number");
        show.minutes = std::max(0.0, minutes->get<double>());
    }
    const auto then = document.find("then");
    if (then == document.end()) return {};
    if (*then != "stay" && *then != "quit") return fault("then", " is stay or quit");
    show.then = *then == "quit" ? AfterShow::kQuit : AfterShow::kStay;
    return {};
}

}  // namespace

Result<Show> show_from_json(std::string_view text) {
    if (text.size() > kShowBytesMax) return fail(ErrorKind::kLimit, "the show is too large");
    bool too_deep = false;
    const auto limit_depth = [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > kShowDepthMax;
        return !too_deep;
    };
    const Json document = Json::parse(text.begin(), text.end(), limit_depth, false);
    if (too_deep) return fail(ErrorKind::kLimit, "the show is nested too deep");
    if (document.is_discarded() || !document.is_object()) {
        return fail(ErrorKind::kBadData, "not a JSON object");
    }
    const auto version = document.find("belvedere_show");
    if (version == document.end() || !version->is_number_integer()) {
        return fail(ErrorKind::kBadData, "not a Belvedere show");
    }
    if (version->get<std::int64_t>() > kShowVersion) {
        return fail(ErrorKind::kUnsupported, "the show was written for a later version");
    }
    Show show;
    if (auto head = read_head(document, show); !head) return fail(head.error());
    const auto views = document.find("views");
    if (views == document.end() || !views->is_array() || views->empty()) {
        return fault("views", " is not a list with views");
    }
    if (views->size() > kShowViewsMax)
        return fail(ErrorKind::kLimit, "the show has too many views");
    for (std::size_t i = 0; i < views->size(); ++i) {
        auto view = read_show_view((*views)[i], "views[" + std::to_string(i) + "]");
        if (!view) return fail(view.error());
        show.views.push_back(std::move(*view));
    }
    return show;
}

Result<Show> load_show(const std::filesystem::path& path) {
    const auto bytes = read_file(path, kShowBytesMax);
    if (!bytes) return fail(bytes.error());
    auto show = show_from_json(as_text(*bytes));
    if (!show) return fail_in(path.string(), show.error());
    return show;
}

}  // namespace belvedere::project
