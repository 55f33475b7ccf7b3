// SPDX-License-Identifier: Apache-2.0
#include "app/project/project_json.hpp"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "app/project/allowed_contexts.hpp"

namespace belvedere::project {
namespace {

using Json = nlohmann::json;

constexpr int kFormatVersion = 1;
constexpr int kDepthMax = 16;

// What earlier versions kept with a layout and is a person's own now (app/preferences).
constexpr const char* kRetired[] = {"text_scale", "theme", "reduced_motion"};

// Reads members of one object; the first fault is kept and later reads do nothing.
class ObjectReader {
  public:
    ObjectReader(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
        if (!object.is_object()) fault_ = path_ + " is not an object";
    }

    void text(const char* key, std::string& into) {
        const Json* value = member(key, &Json::is_string, "a text");
        if (value == nullptr) return;
        const auto& read = value->get_ref<const std::string&>();
        if (read.size() > kTextBytesMax) fault_ = path_ + "." + key + " is too long";
        if (fault_.empty()) into = read;
    }
    void flag(const char* key, bool& into) {
        const Json* value = member(key, &Json::is_boolean, "true or false");
        if (value != nullptr) into = value->get<bool>();
    }
    void number(const char* key, double& into, double low, double high) {
        const Json* value = member(key, &Json::is_number, "a number");
        if (value == nullptr) return;
        const double read = value->get<double>();
        if (!std::isfinite(read)) return;
        into = std::clamp(read, low, high);
    }
    void time(const char* key, std::int64_t& into) {
        const Json* value = member(key, &Json::is_number_integer, "an integer");
        if (value != nullptr) into = value->get<std::int64_t>();
    }
    const Json* object(const char* key) { return member(key, &Json::is_object, "an object"); }
    const Json* array(const char* key, std::size_t count_max) {
        const Json* value = member(key, &Json::is_array, "a list");
        if (value != nullptr && value->size() > count_max) {
            fault_ = path_ + "." + key + " has more than " + std::to_string(count_max) + " entries";
            return nullptr;
        }
        return value;
    }
    void texts(const char* key, LocalTexts& into) {
        const Json* value = object(key);
        if (value == nullptr) return;
        if (value->size() > kLocalTextsMax) fault_ = path_ + "." + key + " has too many languages";
        ObjectReader reader(*value, path_ + "." + key);
        for (const auto& [language, text] : value->items()) {
            if (fault_.empty()) reader.text(language.c_str(), into[language]);
        }
        if (fault_.empty()) fault_ = reader.fault();
    }
    void names(const char* key, FeatureNames& into) {
        const Json* value = array(key, kNamedFeaturesMax);
        if (value == nullptr) return;
        std::vector<std::string> all;
        for (const Json& name : *value) {
            if (!name.is_string()) fault_ = path_ + "." + key + " has what is no name";
            if (!fault_.empty()) return;
            all.push_back(name.get<std::string>());
        }
        into = FeatureNames(std::move(all));
    }
    [[nodiscard]] const std::string& fault() const { return fault_; }

  private:
    const Json* member(const char* key, bool (Json::*is_it)() const noexcept,
                       const char* expected) {
        if (!fault_.empty()) return nullptr;
        const auto found = object_.find(key);
        if (found == object_.end() || found->is_null()) return nullptr;
        if (!((*found).*is_it)()) {
            fault_ = path_ + "." + key + " is not " + expected;
            return nullptr;
        }
        return &*found;
    }

    const Json& object_;
    std::string path_;
    std::string fault_;
};

Json to_value(const View& view) {
    return {{"longitude_deg", view.longitude_deg},
            {"latitude_deg", view.latitude_deg},
            {"height_m", view.height_m},
            {"heading_deg", view.heading_deg},
            {"pitch_deg", view.pitch_deg}};
}

Json to_value(const Bookmark& bookmark) {
    Json value = {{"name", bookmark.name}, {"view", to_value(bookmark.view)}};
    if (!bookmark.note.empty()) value["note"] = bookmark.note;
    if (!bookmark.names.empty()) value["names"] = bookmark.names;
    if (!bookmark.captions.empty()) value["captions"] = bookmark.captions;
    return value;
}

Json to_value(const Layer& layer) {
    Json value = {{"uri", layer.uri},           {"crs", layer.crs},
                  {"vertical", layer.vertical}, {"feature_id_set", layer.feature_id_set},
                  {"lod", layer.lod},           {"name", layer.name},
                  {"group", layer.group},       {"opacity", layer.opacity},
                  {"visible", layer.visible}};
    if (!layer.hidden.empty()) value["hidden"] = layer.hidden.all();
    if (!layer.isolated.empty()) value["isolated"] = layer.isolated.all();
    if (!layer.hidden_types.empty()) value["hidden_types"] = layer.hidden_types.all();
    if (!layer.filter.empty()) value["filter"] = layer.filter;
    if (layer.raise_m != 0.0) value["raise_m"] = layer.raise_m;
    if (!layer.theme.empty()) value["theme"] = layer.theme;
    return value;
}

Json to_value(const Feed& feed) {
    return {{"url", feed.url}, {"paused", feed.paused}};
}

Json to_value(const Layout& layout) {
    return {{"left_open", layout.left_open},     {"right_open", layout.right_open},
            {"bottom_open", layout.bottom_open}, {"left_px", layout.left_px},
            {"right_px", layout.right_px},       {"bottom_px", layout.bottom_px},
            {"left_tab", layout.left_tab},       {"right_tab", layout.right_tab},
            {"bottom_tab", layout.bottom_tab},   {"coordinates", layout.coordinates}};
}

Json to_value(const Presenting& presenting) {
    return {{"is_on", presenting.is_on}, {"screen", presenting.screen},
            {"view", presenting.view},   {"is_frozen", presenting.is_frozen},
            {"blank", presenting.blank}, {"show_path", presenting.show_path}};
}

Json to_value(const Project& project) {
    Json document = {{"belvedere_project", kFormatVersion},
                     {"name", project.name},
                     {"style_json", project.style_json},
                     {"time_us", project.time_us},
                     {"time_zone", project.time_zone},
                     {"quality", project.quality},
                     {"layers", Json::array()},
                     {"bookmarks", Json::array()},
                     {"layout", to_value(project.layout)}};
    if (!project.feeds.empty()) document["feeds"] = Json::array();
    if (!project.contexts.empty()) document["contexts"] = project.contexts;
    if (!project.alarms_json.empty())
        document["alarms"] = Json::parse(project.alarms_json, nullptr, false);
    if (!project.live_property.empty()) document["live_property"] = project.live_property;
    if (!project.live_display.empty()) document["live_display"] = project.live_display;
    if (!project.style_titles.empty()) document["style_titles"] = project.style_titles;
    if (project.has_view) document["view"] = to_value(project.view);
    if (project.presenting.is_on) document["presenting"] = to_value(project.presenting);
    document.update(Json::parse(twin_links_to_json(project.twins), nullptr, false));
    return document;
}

std::string compact(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// What of `read` the program does not write itself, objects in objects too; empty: it writes all.
std::string unknown_of(Json read, const Json& known) {
    const auto reduce = [](auto& self, Json& value, const Json& written) -> void {
        for (const auto& [key, member] : written.items()) {
            const auto found = value.find(key);
            if (found == value.end()) continue;
            if (member.is_object() && found->is_object()) self(self, *found, member);
            if (!member.is_object() || found->empty()) value.erase(key);
        }
    };
    reduce(reduce, read, known);
    return read.empty() ? std::string() : compact(read);
}

// The value with what other versions know beside it.
Json with_unknown(Json value, const std::string& unknown_json) {
    if (unknown_json.empty()) return value;
    Json all = Json::parse(unknown_json, nullptr, false);
    if (!all.is_object()) return value;
    all.update(value, true);
    return all;
}

std::string read_view(const Json& value, const std::string& path, View& view) {
    ObjectReader reader(value, path);
    reader.number("longitude_deg", view.longitude_deg, -360.0, 360.0);
    reader.number("latitude_deg", view.latitude_deg, -90.0, 90.0);
    reader.number("height_m", view.height_m, -1e8, 1e9);
    reader.number("heading_deg", view.heading_deg, -360.0, 360.0);
    reader.number("pitch_deg", view.pitch_deg, -90.0, 90.0);
    return reader.fault();
}

std::string read_layer(const Json& value, const std::string& path, Layer& layer) {
    ObjectReader reader(value, path);
    reader.text("uri", layer.uri);
    reader.text("crs", layer.crs);
    reader.text("vertical", layer.vertical);
    reader.text("feature_id_set", layer.feature_id_set);
    reader.text("lod", layer.lod);
    reader.text("theme", layer.theme);
    reader.text("name", layer.name);
    reader.text("group", layer.group);
    reader.number("opacity", layer.opacity, 0.0, 1.0);
    reader.flag("visible", layer.visible);
    reader.names("hidden", layer.hidden);
    reader.names("isolated", layer.isolated);
    reader.names("hidden_types", layer.hidden_types);
    reader.text("filter", layer.filter);
    reader.number("raise_m", layer.raise_m, -kRaiseMax_m, kRaiseMax_m);
    if (!reader.fault().empty()) return reader.fault();
    if (layer.uri.empty()) return path + " has no uri";
    layer.unknown_json = unknown_of(value, to_value(layer));
    return {};
}

std::string read_feed(const Json& value, const std::string& path, Feed& feed) {
    ObjectReader reader(value, path);
    reader.text("url", feed.url);
    reader.flag("paused", feed.paused);
    if (!reader.fault().empty()) return reader.fault();
    if (feed.url.empty()) return path + " has no url";
    feed.unknown_json = unknown_of(value, to_value(feed));
    return {};
}

std::string read_bookmark(const Json& value, const std::string& path, Bookmark& bookmark) {
    ObjectReader reader(value, path);
    reader.text("name", bookmark.name);
    reader.text("note", bookmark.note);
    reader.texts("names", bookmark.names);
    reader.texts("captions", bookmark.captions);
    const Json* view = reader.object("view");
    if (!reader.fault().empty()) return reader.fault();
    if (view == nullptr) return path + " has no view";
    bookmark.unknown_json = unknown_of(value, to_value(bookmark));
    return read_view(*view, path + ".view", bookmark.view);
}

std::string read_presenting(const Json& value, Presenting& presenting) {
    ObjectReader reader(value, "presenting");
    reader.flag("is_on", presenting.is_on);
    reader.text("screen", presenting.screen);
    reader.time("view", presenting.view);
    reader.flag("is_frozen", presenting.is_frozen);
    reader.text("blank", presenting.blank);
    reader.text("show_path", presenting.show_path);
    return reader.fault();
}

std::string read_layout(const Json& value, Layout& layout) {
    ObjectReader reader(value, "layout");
    reader.flag("left_open", layout.left_open);
    reader.flag("right_open", layout.right_open);
    reader.flag("bottom_open", layout.bottom_open);
    reader.number("left_px", layout.left_px, 0.0, kDockMax_px);
    reader.number("right_px", layout.right_px, 0.0, kDockMax_px);
    reader.number("bottom_px", layout.bottom_px, 0.0, kDockMax_px);
    reader.text("left_tab", layout.left_tab);
    reader.text("right_tab", layout.right_tab);
    reader.text("bottom_tab", layout.bottom_tab);
    reader.text("coordinates", layout.coordinates);
    return reader.fault();
}

template <class Item, class Read>
std::string read_list(const Json* array, const std::string& name, std::vector<Item>& into,
                      Read read) {
    if (array == nullptr) return {};
    for (std::size_t i = 0; i < array->size(); ++i) {
        Item item;
        std::string fault = read((*array)[i], name + "[" + std::to_string(i) + "]", item);
        if (!fault.empty()) return fault;
        into.push_back(std::move(item));
    }
    return {};
}

std::string read_project(const Json& document, Project& project) {
    ObjectReader reader(document, "project");
    reader.text("name", project.name);
    reader.text("style_json", project.style_json);
    reader.texts("style_titles", project.style_titles);
    reader.time("time_us", project.time_us);
    reader.text("time_zone", project.time_zone);
    reader.text("quality", project.quality);
    reader.text("live_property", project.live_property);
    reader.text("live_display", project.live_display);
    const Json* alarms = reader.array("alarms", kAlarmRulesMax);
    if (alarms != nullptr && !alarms->empty()) project.alarms_json = compact(*alarms);
    const Json* layers = reader.array("layers", kLayersMax);
    const Json* feeds = reader.array("feeds", kFeedsMax);
    const Json* bookmarks = reader.array("bookmarks", kBookmarksMax);
    const Json* view = reader.object("view");
    const Json* layout = reader.object("layout");
    const Json* presenting = reader.object("presenting");
    if (!reader.fault().empty()) return reader.fault();
    std::string fault = read_list(layers, "layers", project.layers, read_layer);
    if (fault.empty()) fault = read_list(feeds, "feeds", project.feeds, read_feed);
    if (fault.empty())
        fault =
            read_allowed_contexts(compact(document.value("contexts", Json())), project.contexts);
    if (fault.empty()) fault = read_list(bookmarks, "bookmarks", project.bookmarks, read_bookmark);
    if (fault.empty() && view != nullptr) {
        project.has_view = true;
        fault = read_view(*view, "view", project.view);
    }
    if (fault.empty() && layout != nullptr) fault = read_layout(*layout, project.layout);
    if (fault.empty() && presenting != nullptr)
        fault = read_presenting(*presenting, project.presenting);
    if (fault.empty()) fault = read_twin_links(compact(document), project.twins);
    if (!fault.empty()) return fault;
    Json rest = document;
    for (const char* retired : kRetired) {
        if (layout != nullptr) rest["layout"].erase(retired);
    }
    project.unknown_json = unknown_of(std::move(rest), to_value(project));
    return {};
}

// The document, with limits on size and depth.
Result<Json> parse(std::string_view text) {
    if (text.size() > kProjectBytesMax) return fail(ErrorKind::kLimit, "the project is too large");
    bool too_deep = false;
    const auto limit_depth = [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > kDepthMax;
        return !too_deep;
    };
    Json document = Json::parse(text.begin(), text.end(), limit_depth, false);
    if (too_deep) return fail(ErrorKind::kLimit, "the project is nested too deep");
    if (document.is_discarded() || !document.is_object()) {
        return fail(ErrorKind::kBadData, "not a JSON object");
    }
    return document;
}

std::string as_text(const Json& document) {
    // Names typed by a person may hold broken UTF-8; a replacement character beats a lost project.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_json(const Project& project) {
    Json document = to_value(project);
    for (const Layer& layer : project.layers)
        document["layers"].push_back(with_unknown(to_value(layer), layer.unknown_json));
    for (const Feed& feed : project.feeds)
        document["feeds"].push_back(with_unknown(to_value(feed), feed.unknown_json));
    for (const Bookmark& bookmark : project.bookmarks) {
        document["bookmarks"].push_back(with_unknown(to_value(bookmark), bookmark.unknown_json));
    }
    return as_text(with_unknown(std::move(document), project.unknown_json));
}

Result<Project> from_json(std::string_view text) {
    const auto document = parse(text);
    if (!document) return fail(document.error());
    const auto version = document->find("belvedere_project");
    if (version == document->end() || !version->is_number_integer())
        return fail(ErrorKind::kBadData, "not a Belvedere project");
    if (version->get<std::int64_t>() > kFormatVersion)
        return fail(ErrorKind::kUnsupported, "the project was written by a later version");
    Project project;
    if (std::string fault = read_project(*document, project); !fault.empty())
        return fail(ErrorKind::kBadData, std::move(fault));
    return project;
}

std::string layout_to_json(const Layout& layout) {
    return as_text(to_value(layout));
}

Result<Layout> layout_from_json(std::string_view text) {
    const auto document = parse(text);
    if (!document) return fail(document.error());
    Layout layout;
    if (std::string fault = read_layout(*document, layout); !fault.empty())
        return fail(ErrorKind::kBadData, std::move(fault));
    return layout;
}

}  // namespace belvedere::project
