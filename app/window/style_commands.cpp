// SPDX-License-Identifier: Apache-2.0
// Commands that colour the city.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <utility>

#include "app/window/attribute_style.hpp"
#include "app/window/feature_table_text.hpp"
#include "app/window/palettes.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/core/file.hpp"
#include "engine/expression/tile_style.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

constexpr std::uint64_t kStyleBytesMax = 4U << 20;

std::uint32_t packed(const glm::vec4& color) {
    const auto channel = [](float value) {
        return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255.0F));
    };
    return channel(color.w) << 24 | channel(color.z) << 16 | channel(color.y) << 8 |
           channel(color.x);
}

// What a person can do something about is said in the person's language.
words::Sentence problem_of(const Error& error, const AttributeStyleRequest& request) {
    if (error.kind == ErrorKind::kBadData) {
        return {Message{"style.no_value", "no loaded feature has a value of {attribute}"},
                {{"attribute", request.attribute}}};
    }
    return {.technical = error.message};
}

Result<void> by_attribute(Session& session, const Call& call) {
    AttributeStyleRequest request;
    request.attribute = call.text("attribute");
    request.palette = call.text("palette");
    request.classes = static_cast<int>(std::clamp<std::int64_t>(
        call.integer("classes", request.classes), kClassesMin, kClassesMax));
    std::vector<std::string> values;
    session.scene.for_each_feature([&](FeatureId feature, const glm::dvec3&) {
        values.emplace_back();
        for (city::FeatureAttribute& attribute : session.scene.describe(feature).attributes) {
            if (attribute.name == request.attribute) values.back() = std::move(attribute.value);
        }
    });
    auto made = style_by_attribute(request, values);
    if (!made) {
        session.style.problem = problem_of(made.error(), request);
        return {};
    }
    auto applied = set_style(session, made->json, request.attribute);
    if (applied) session.style.legend = std::move(made->legend);
    return applied;
}

Result<void> load(Session& session, const Call& call) {
    const std::string path = call.text("path");
    const auto bytes = read_file(path, kStyleBytesMax);
    if (!bytes) return fail(bytes.error());
    const std::string text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    return set_style(session, text, project::short_name(path));
}

Result<void> set_legend_title(Session& session, const Call& call) {
    project::Project next = session.history.now();
    if (next.style_json.empty()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_style", "the city has its own colours: no legend"}));
    }
    const std::string text = call.text("text");
    const std::string language = call.text("language");
    if (text.empty()) {
        next.style_titles.erase(language);
    } else {
        next.style_titles[language] = text;
    }
    apply_project(session, std::move(next),
                  words::text({"step.legend_title", "Title of the legend"}), call.id + language);
    return {};
}

// Colours for what surfaces are, in groups that people know; the first type of a group names it in
// styles.
struct SurfaceGroup {
    Message meaning;
    std::size_t color;  // Of category_colors().
    std::vector<const char*> types;
};

const std::vector<SurfaceGroup>& surface_groups() {
    static const std::vector<SurfaceGroup> kGroups = {
        {{"surfaces.roof", "roof"}, 5, {"RoofSurface"}},
        {{"surfaces.wall", "wall"}, 6, {"WallSurface", "InteriorWallSurface"}},
        {{"surfaces.ground", "ground and floor"},
         7,
         {"GroundSurface", "FloorSurface", "OuterFloorSurface", "CeilingSurface",
          "OuterCeilingSurface"}},
        {{"surfaces.closure", "closure"}, 0, {"ClosureSurface"}},
        {{"surfaces.window", "window"}, 1, {"Window", "WindowSurface"}},
        {{"surfaces.door", "door"}, 4, {"Door", "DoorSurface"}},
        {{"surfaces.road", "road and traffic"},
         3,
         {"TrafficArea", "AuxiliaryTrafficArea", "TrafficSpace", "Road", "Square", "Railway",
          "Track"}},
        {{"surfaces.plants", "plants"}, 2, {"PlantCover", "SolitaryVegetationObject"}},
        {{"surfaces.water", "water"},
         8,
         {"WaterSurface", "WaterGroundSurface", "WaterClosureSurface", "WaterBody"}}};
    return kGroups;
}

std::uint32_t packed(access::Color8 color) {
    return 0xFF000000U | std::uint32_t{color.b} << 16 | std::uint32_t{color.g} << 8 | color.r;
}

std::string condition_of(const SurfaceGroup& group) {
    std::string condition;
    for (const char* type : group.types) {
        if (!condition.empty()) condition += " || ";
        condition += std::string("String(${feature['type']}) === '") + type + "'";
    }
    return condition;
}

AttributeStyle surface_style() {
    AttributeStyle style;
    std::string conditions;
    const auto add = [&](const std::string& condition, access::Color8 color,
                         const Message& meaning) {
        char text[32];
        std::snprintf(text, sizeof text, "color('#%02x%02x%02x')", unsigned{color.r},
                      unsigned{color.g}, unsigned{color.b});
        if (!conditions.empty()) conditions += ",";
        conditions += "[\"" + condition + "\",\"" + text + "\"]";
        style.legend.push_back({packed(color), {}, meaning});
    };
    for (const SurfaceGroup& group : surface_groups())
        add(condition_of(group), category_colors()[group.color], group.meaning);
    add("true", kOtherColor, {"surfaces.other", "other surfaces"});
    style.json = "{\"color\":{\"conditions\":[" + conditions + "]}}";
    return style;
}

// City models are then drawn surface by surface, which one step undoes with the colours.
Result<void> by_surface(Session& session) {
    project::Project next = session.history.now();
    bool has_any = false;
    for (const city::LayerState& state : session.scene.layers()) {
        if (!state.is_city_model) continue;
        const auto at = std::find(session.sources.begin(), session.sources.end(), state.source);
        if (at == session.sources.end()) continue;
        has_any = true;
        next.layers[static_cast<std::size_t>(at - session.sources.begin())].feature_id_set =
            "surface";
    }
    if (!has_any) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_surfaces",
                                 "no city model is open whose surfaces could be coloured"}));
    }
    AttributeStyle style = surface_style();
    const std::string title = words::text({"surfaces.title", "Surface type"});
    if (next.style_json != style.json) next.style_titles.clear();
    next.style_json = style.json;
    apply_project(session, std::move(next),
                  words::text({"step.style", "Style by {name}"}, {{"name", title}}));
    auto shown = show_project_style(session);
    if (!shown) return shown;
    session.style.title = title;
    session.style.legend = std::move(style.legend);
    return {};
}

// What city models call the use of a building: the first that loaded features have.
Result<void> by_use(Session& session) {
    constexpr std::size_t kSample = 400;
    const std::vector<std::string> names = attribute_names(session.scene, kSample);
    for (const char* name : {"function", "usage", "class", "bldg:function", "bldg:usage"}) {
        if (std::find(names.begin(), names.end(), name) == names.end()) continue;
        return by_attribute(
            session, {"style.by_attribute",
                      {{"attribute", std::string(name)}, {"palette", palette_names().front()}}});
    }
    return fail(ErrorKind::kDenied,
                words::text({"problem.no_function",
                             "no loaded object has a function, a usage or a class"}));
}

}  // namespace

void show_patterns(Session& session) {
    std::vector<std::uint32_t> colors;
    if (session.style.is_shown && session.person.preferences.patterns) {
        for (const panels::LegendEntry& entry : session.style.legend)
            colors.push_back(entry.rgba);
    }
    session.scene.set_patterns(std::move(colors));
}

Result<void> show_project_style(Session& session) {
    session.changed = true;
    session.style = {};
    const std::string& json = session.history.now().style_json;
    if (json.empty()) {
        session.scene.set_style(nullptr);
        show_patterns(session);
        return {};
    }
    auto style = expression::TileStyle::parse(json);
    if (!style) {
        session.style.problem = {.technical = style.error().message};
        return fail(style.error());
    }
    for (const expression::LegendEntry& entry : style->legend()) {
        panels::LegendEntry shown{packed(entry.color), entry.label};
        if (entry.is_otherwise) shown.message = {"legend.otherwise", "everything else"};
        session.style.legend.push_back(std::move(shown));
    }
    for (const std::string& warning : style->warnings()) {
        notify(session, panels::NoticeKind::kWarning, warning);
    }
    session.style.is_shown = true;
    session.scene.set_style(std::make_shared<const expression::TileStyle>(std::move(*style)));
    show_patterns(session);
    return {};
}

Result<void> set_style(Session& session, const std::string& json, const std::string& title) {
    if (!json.empty()) {
        // A style that cannot be read must not become the project's.
        if (auto read = expression::TileStyle::parse(json); !read) {
            session.style.problem = {.technical = read.error().message};
            session.changed = true;
            return fail(read.error());
        }
    }
    project::Project next = session.history.now();
    if (next.style_json != json) next.style_titles.clear();  // They were of another legend.
    next.style_json = json;
    apply_project(session, std::move(next),
                  json.empty() ? words::text({"step.remove_style", "Remove style"})
                               : words::text({"step.style", "Style by {name}"}, {{"name", title}}));
    auto shown = show_project_style(session);
    if (shown && !json.empty()) session.style.title = title;
    return shown;
}

void add_style_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"style.by_attribute",
         "Colour by attribute",
         "Gives each value or class a colour.",
         "",
         {needs("attribute", ValueType::kText), needs("palette", ValueType::kText),
          may_have("classes", ValueType::kInteger)}},
        [&](const Call& call) { return by_attribute(session, call); });
    add(registry,
        {"style.load",
         "Load a style",
         "Reads a 3D Tiles style file.",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return load(session, call); });
    add(registry,
        {"style.set_title",
         "Title of the legend in a language",
         "What the legend is called for the audience.",
         "",
         {needs("text", ValueType::kText), may_have("language", ValueType::kText)}},
        [&](const Call& call) { return set_legend_title(session, call); });
    add(registry,
        {"style.by_surface_type", "Colour by surface type",
         "Gives roofs, walls, grounds, windows, doors, roads and water of city models their own "
         "colours.",
         "Shift+T"},
        [&](const Call&) { return by_surface(session); });
    add(registry,
        {"style.by_use", "Colour by function",
         "Colours objects by their function, their usage or their class."},
        [&](const Call&) { return by_use(session); });
    add(registry, {"style.clear", "Remove the style", "Back to the city's own colours."},
        [&](const Call&) { return set_style(session, {}, {}); });
}

}  // namespace belvedere::window
