// SPDX-License-Identifier: Apache-2.0
#include "app/window/twin_work.hpp"

#include <algorithm>
#include <utility>

#include "app/panels/unit_text.hpp"
#include "app/window/device_look.hpp"
#include "app/window/identity_work.hpp"
#include "app/words/words.hpp"
#include "engine/twin/source_name.hpp"

namespace belvedere::window {
namespace {

// How often the chosen device's own binding is looked at beside what follows by itself.
constexpr double kLookPeriod_s = 1.0;

// Places are looked at only where somebody sees what comes of it.
binding::Suggests wants_suggestions(const Session& session) {
    const project::Project& now = session.history.now();
    const bool is_listed = now.layout.bottom_open && now.layout.bottom_tab == "bindings";
    return now.twins.tint == "place" || is_listed ? binding::Suggests::kYes
                                                  : binding::Suggests::kNo;
}

void look_at_chosen(Session& session, double now_s) {
    TwinDesk& desk = session.twins;
    const bool is_other = desk.looked_at != session.device;
    if (!session.device.valid() || (!is_other && now_s - desk.looked_s < kLookPeriod_s)) return;
    desk.looked_at = session.device;
    desk.looked_s = now_s;
    const std::uint64_t before = desk.binding.revision();
    desk.binding.look_at(binding_sources(session, binding::Suggests::kYes), session.device);
    session.changed = session.changed || desk.binding.revision() != before;
}

bool advance_tint(Session& session, const layers::DeviceLook& look, UtcTime now,
                  double seconds_max) {
    layers::FeatureTint& tint = session.twins.tint;
    const project::Project& project = session.history.now();
    const bool is_on = !project.twins.tint.empty() && !look.property.empty();
    bool has_more = false;
    if (!is_on || session.devices == nullptr) {
        tint.clear();
    } else {
        const double now_s = system_clock().steady_seconds();
        const binding::CityBinding& bound = session.twins.binding;
        const auto with =
            project.twins.tint == "place" ? binding::Suggests::kYes : binding::Suggests::kNo;
        if (tint.is_due(bound.revision(), look, now_s))
            tint.begin(bound.pairs(with), bound.revision(), look, now_s);
        has_more = tint.advance({session.live, *session.devices, look, now}, seconds_max);
    }
    if (!tint.take_changed()) return has_more;
    std::unordered_map<FeatureId, render::Color> colors;
    for (const auto& [feature, tinted] : tint.features())
        colors.emplace(
            feature, render::Color{tinted.color.r, tinted.color.g, tinted.color.b, tinted.color.a});
    session.scene.set_value_tints(std::move(colors));
    session.changed = true;
    return has_more;
}

}  // namespace

binding::CityBinding::Sources binding_sources(Session& session, binding::Suggests suggests) {
    const auto layer_of = [&session](const std::string& uri) {
        const auto& layers = session.history.now().layers;
        const auto found = std::ranges::find(layers, uri, &project::Layer::uri);
        const auto at = static_cast<std::size_t>(found - layers.begin());
        return at < session.sources.size() ? session.sources[at] : SourceId{};
    };
    return {session.live, session.scene, session.history.now().twins.bindings, layer_of, suggests};
}

bool advance_twins(Session& session, const layers::DeviceLook& look, UtcTime now,
                   double seconds_max) {
    const std::uint64_t before = session.twins.binding.revision();
    bool has_more = session.twins.binding.update(
        binding_sources(session, wants_suggestions(session)), seconds_max);
    look_at_chosen(session, system_clock().steady_seconds());
    const project::Layout& layout = session.history.now().layout;
    const bool is_listed = layout.bottom_open && layout.bottom_tab == "bindings";
    if (is_listed && session.twins.binding.revision() != before) session.changed = true;
    has_more = advance_tint(session, look, now, seconds_max) || has_more;
    return advance_identity(session, now, seconds_max) || has_more;
}

project::DeviceName device_name_of(const Session& session, twin::EntityId device) {
    const twin::TwinStore& store = session.live.store();
    const twin::EntityRecord& record = store.entities()[device];
    return {store.source(SourceId{record.source}).name, std::string(record.id())};
}

std::optional<twin::EntityId> device_named(const Session& session,
                                           const project::DeviceName& name) {
    const auto found_where = [&](const auto& is_meant) -> std::optional<twin::EntityId> {
        for (const live::LiveFeed& feed : session.live.feeds()) {
            if (!feed.source.valid() || !is_meant(feed.name)) continue;
            const auto found = session.live.store().entities().find(feed.source, name.id);
            if (found) return found;
        }
        return std::nullopt;
    };
    const auto exact = found_where([&](const std::string& own) { return own == name.source; });
    if (exact) return exact;
    return found_where(
        [&](const std::string& own) { return twin::means_source(name.source, own); });
}

std::string layer_of_feature(const Session& session, FeatureId feature) {
    const SourceId source = session.scene.name_of(feature).source;
    const auto found = std::ranges::find(session.sources, source);
    const auto at = static_cast<std::size_t>(found - session.sources.begin());
    const auto& layers = session.history.now().layers;
    return source.valid() && at < layers.size() ? layers[at].uri : std::string();
}

std::string feature_text(const Session& session, FeatureId feature) {
    return session.scene.name_of(feature).id;
}

std::string tint_text(const Session& session) {
    const layers::FeatureTint& tint = session.twins.tint;
    const std::string& kind = session.history.now().twins.tint;
    if (kind.empty() || session.history.now().live_property.empty()) return {};
    const std::size_t all = tint.features().size();
    constexpr words::PluralMessage kColoured{
        "tint.coloured", "{n} building in the colour of its devices' highest value",
        "{n} buildings in the colour of their devices' highest value"};
    std::string text = words::plural(kColoured, all, {{"n", panels::count_text(all)}});
    if (const std::size_t old = tint.old_count(); old > 0) {
        text = words::text({"tint.with_old", "{text}; {n} faded because old"},
                           {{"text", text}, {"n", panels::count_text(old)}});
    }
    if (kind != "place") return text;
    return words::text({"tint.with_place", "{text}; by place too, which nobody confirmed"},
                       {{"text", text}});
}

}  // namespace belvedere::window
