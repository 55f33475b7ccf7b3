// SPDX-License-Identifier: Apache-2.0
// Commands that colour the city.
#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "app/window/attribute_style.hpp"
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

}  // namespace

Result<void> show_project_style(Session& session) {
    session.changed = true;
    session.style = {};
    const std::string& json = session.history.now().style_json;
    if (json.empty()) {
        session.scene.set_style(nullptr);
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
    add(registry, {"style.clear", "Remove the style", "Back to the city's own colours."},
        [&](const Call&) { return set_style(session, {}, {}); });
}

}  // namespace belvedere::window
