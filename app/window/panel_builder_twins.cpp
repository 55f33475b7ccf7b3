// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: where devices belong, who they are elsewhere, and their messages as they came.
#include <algorithm>
#include <array>
#include <utility>

#include "app/devices/twin_text.hpp"
#include "app/panels/unit_text.hpp"
#include "app/window/identity_conflicts.hpp"
#include "app/window/identity_work.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/tint_legend.hpp"
#include "app/window/twin_work.hpp"
#include "app/words/words.hpp"
#include "engine/twin/name_pool.hpp"

namespace belvedere::window {
namespace {

using binding::BindingState;

constexpr std::size_t kRowsListed = 1'000;
constexpr std::size_t kFeatureDevicesListed = 50;
constexpr std::size_t kMessageShown_bytes = 4'000;
constexpr double kLinksPeriod_s = 1.0;

std::string property_of(const Session& session, const binding::Binding& binding) {
    if (!binding.said.valid()) return {};
    const twin::TwinStore& store = session.live.store();
    return std::string(twin::short_name(store.names().text(store.series(binding.said).property)));
}

std::string said_object(const Session& session, const binding::Binding& binding) {
    const auto reading =
        binding.said.valid() ? twin::latest_at(session.live.store(), binding.said) : std::nullopt;
    return reading ? devices::value_text(*reading, {}) : std::string();
}

// How it is known, for lists.
std::string how_text(const Session& session, const binding::Binding& binding) {
    switch (binding.state) {
        case BindingState::kNamed:
            return words::text({"binding.how_named", "the device says so ({property})"},
                               {{"property", property_of(session, binding)}});
        case BindingState::kMissing:
            if (!binding.said.valid())
                return words::text({"binding.how_closed", "its layer is not open"});
            return words::text(
                {"binding.how_missing", "no open layer is known to have it ({property})"},
                {{"property", property_of(session, binding)}});
        case BindingState::kConfirmed:
            return words::text({"binding.how_confirmed", "confirmed by a person"});
        case BindingState::kSuggested:
            return words::text({"binding.how_suggested", "stands on it"});
        case BindingState::kRefused:
            return words::text({"binding.how_refused", "a person said so"});
        case BindingState::kNone:
        case BindingState::kGone:
            break;
    }
    return words::text({"binding.how_none", "names none and stands on none that is loaded"});
}

std::string binding_sentence(const Session& session, const binding::Binding& binding) {
    const std::string how = how_text(session, binding);
    switch (binding.state) {
        case BindingState::kNamed:
        case BindingState::kConfirmed:
            return words::text({"binding.belongs", "Belongs to {object}: {how}."},
                               {{"object", feature_text(session, binding.feature)}, {"how", how}});
        case BindingState::kSuggested:
            return words::text({"binding.may_belong", "May belong to {object}: {how}."},
                               {{"object", feature_text(session, binding.feature)}, {"how", how}});
        case BindingState::kMissing:
            return words::text({"binding.is_missing", "Belongs to {object}: {how}."},
                               {{"object", said_object(session, binding)}, {"how", how}});
        case BindingState::kRefused:
            return words::text({"binding.is_refused", "Belongs to no object: {how}."},
                               {{"how", how}});
        case BindingState::kNone:
        case BindingState::kGone:
            break;
    }
    return words::text({"binding.is_alone", "Belongs to no object that is known: {how}."},
                       {{"how", how}});
}

std::string moment_text(const Session& session, std::int64_t us) {
    const CivilTime civil =
        civil_of({us + std::int64_t{session.time.zone.offset_s({us})} * 1'000'000});
    return words::locale().date_and_time(civil, text::Locale::DateStyle::kShort);
}

panels::IdentityRow mapping_row(const Session& session, std::size_t number,
                                const project::DeviceName& device) {
    const project::IdentityStatement& said = session.history.now().twins.identity.all()[number];
    const project::DeviceName& other = said.a == device ? said.b : said.a;
    panels::IdentityRow row;
    row.id = other.id;
    row.feed = other.source;
    constexpr std::array<std::pair<std::string_view, Message>, 4> kRelations = {
        {{"same_device", {"identity.same_device", "the same device"}},
         {"part_of", {"identity.part_of", "a part"}},
         {"successor_of", {"identity.successor_of", "a successor"}},
         {"observes", {"identity.observes", "what it observes"}}}};
    std::string relation;
    for (const auto& [name, message] : kRelations) {
        if (name == said.relation) relation = words::text(message);
    }
    std::string evidence = said.method;
    for (const std::string& each : said.evidence)
        evidence += (evidence.empty() ? "" : ", ") + each;
    row.sentence =
        words::text({"identity.said", "{relation}: {who} says so since {when} ({evidence})"},
                    {{"relation", relation},
                     {"who", said.asserted_by},
                     {"when", moment_text(session, said.established_us)},
                     {"evidence", evidence}});
    if (said.revoked_us != 0) {
        row.sentence = words::text({"identity.ended", "{said}; revoked by {who}, {when}"},
                                   {{"said", row.sentence},
                                    {"who", said.revoked_by},
                                    {"when", moment_text(session, said.revoked_us)}});
    } else {
        row.mapping = static_cast<std::int64_t>(number);
    }
    if (const auto shown = device_named(session, other)) row.device = shown->value;
    return row;
}

void fill_identity(const Session& session, twin::EntityId id, UtcTime now,
                   panels::IdentityCard& card) {
    const project::DeviceName device = device_name_of(session, id);
    card.scheme = scheme_of(device);
    const auto& said = session.history.now().twins.identity.all();
    for (std::size_t i = 0; i < said.size(); ++i) {
        if (said[i].a != device && said[i].b != device) continue;
        auto& rows = said[i].revoked_us == 0 ? card.mappings : card.revoked;
        rows.push_back(mapping_row(session, i, device));
    }
    const std::vector<project::DeviceName> same = same_devices(session, device, now);
    card.has_other = std::ranges::any_of(same, [&](const project::DeviceName& other) {
        return device_named(session, other).has_value();
    });
    for (const project::DeviceName& other : same) {
        const bool is_told = std::ranges::any_of(card.mappings, [&](const auto& row) {
            return row.id == other.id && row.feed == other.source;
        });
        if (is_told) continue;
        panels::IdentityRow row;
        row.id = other.id;
        row.feed = other.source;
        row.sentence = words::text({"identity.by_others", "the same device, by way of another"});
        if (const auto shown = device_named(session, other)) row.device = shown->value;
        card.mappings.push_back(std::move(row));
    }
    for (const project::DeviceName& other : alike_devices(session, id)) {
        if (std::ranges::find(same, other) != same.end()) continue;
        panels::IdentityRow row;
        row.id = other.id;
        row.feed = other.source;
        row.sentence = other.id == device.id
                           ? words::text({"identity.same_id", "has the same id; nobody said more"})
                           : words::text({"identity.named", "the device names it as the same"});
        if (const auto shown = device_named(session, other)) row.device = shown->value;
        row.can_establish = true;
        card.alike.push_back(std::move(row));
    }
    for (const IdentityConflict& conflict : session.twins.identity.conflicts) {
        if (conflict.a == id || conflict.b == id)
            card.conflicts.push_back(conflict_text(session, conflict));
    }
}

// Cut where a letter begins.
std::string shown_part(std::string_view text) {
    if (text.size() <= kMessageShown_bytes) return std::string(text);
    std::size_t end = kMessageShown_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

void fill_message(const Session& session, twin::EntityId id, UtcTime now,
                  panels::MessageCard& card) {
    const auto shown = raw_message_of(session, id);
    card.has_message = shown.has_value();
    if (!shown) return;
    const feed::RawMessage& message = shown->message;
    const std::string_view own =
        shown->is_about ? feed::object_about(message.text, session.live.store().entities()[id].id())
                        : std::string_view(message.text);
    card.text = shown_part(own);
    card.facts = words::text({"message.facts", "{age}, {size}"},
                             {{"age", devices::age_text(message.received_at, now)},
                              {"size", panels::bytes_text(message.bytes)}});
    if (!message.topic.empty()) {
        card.facts = words::text({"message.on_topic", "{facts}, on {topic}"},
                                 {{"facts", card.facts}, {"topic", message.topic}});
    }
    if (!shown->is_about) {
        card.facts = words::text({"message.not_about",
                                  "{facts}. No kept message names the device: the newest of its "
                                  "feed"},
                                 {{"facts", card.facts}});
    }
    if (message.is_cut) {
        card.facts = words::text({"message.is_cut", "{facts}. Only its beginning is kept"},
                                 {{"facts", card.facts}});
    }
    if (message.text.find("(withheld)") != std::string::npos) {
        card.facts =
            words::text({"message.withheld", "{facts}. Personal values were dropped at the door"},
                        {{"facts", card.facts}});
    }
}

panels::LinkRow link_row(const Session& session, twin::EntityId device) {
    const binding::Binding binding = session.twins.binding.of(device);
    panels::LinkRow row;
    row.device = devices::device_name(session.live.store(), device);
    row.object = binding.feature.valid() ? feature_text(session, binding.feature)
                                         : said_object(session, binding);
    row.how = how_text(session, binding);
    row.device_number = device.value;
    return row;
}

// Feeds in the order of the rows.
void fill_withheld(const Session& session, std::vector<panels::FeedRow>& rows) {
    const auto feeds = session.live.feeds();
    for (std::size_t i = 0; i < rows.size() && i < feeds.size(); ++i) {
        rows[i].withheld_names.clear();
        if (!feeds[i].source.valid()) continue;
        for (const auto& [name, count] :
             session.live.store().ledger(feeds[i].source).withheld_names)
            rows[i].withheld_names.emplace_back(name, count);
    }
}

void add_device_rows(const Session& session, BindingState state,
                     std::vector<panels::LinkRow>& rows) {
    const std::size_t room = kRowsListed - std::min(kRowsListed, rows.size());
    for (const twin::EntityId device : session.twins.binding.devices_in(state, room))
        rows.push_back(link_row(session, device));
}

}  // namespace

void PanelBuilder::fill_twins() {
    const panels::LayoutState& layout = state_.layout;
    const UtcTime now = system_clock().utc_now();
    fill_tint_legend(session_, state_.overlay.devices);
    if (layout.right_open && layout.right_tab == "device" && session_.device.valid()) {
        // Its message is searched in megabytes of text: once a second is often enough.
        const TwinCardOf of{session_.device, session_.inspected, session_.twins.binding.revision(),
                            &session_.history.now()};
        if (of != twin_card_of_ || now_s_ - twin_card_s_ >= kLinksPeriod_s ||
            now_s_ < twin_card_s_) {
            twin_card_of_ = of;
            twin_card_s_ = now_s_;
            twin_card_ = {};
            fill_twin_card(twin_card_, now);
            twin_trust_ = trust_text(session_, session_.device);
        }
        state_.device.twin = twin_card_;
        state_.device.trust = twin_trust_;
    }
    panels::LinksState& links = state_.devices.links;
    links.tint = session_.history.now().twins.tint;
    links.property = session_.history.now().live_property;
    links.of_feature.clear();
    if (layout.right_open && layout.right_tab == "inspector" && session_.inspected.valid()) {
        const twin::TwinStore& store = session_.live.store();
        for (const twin::EntityId device : session_.twins.binding.devices_of(session_.inspected)) {
            if (links.of_feature.size() >= kFeatureDevicesListed) break;
            panels::FeatureDevice row{devices::device_name(store, device), {}, device.value};
            const auto series = links.property.empty()
                                    ? std::nullopt
                                    : twin::find_series(store, device, links.property);
            const auto reading = series ? twin::latest_at(store, *series) : std::nullopt;
            row.value = reading ? devices::value_text(*reading, store.units().unit(reading->unit))
                                : devices::kind_text(store, device);
            links.of_feature.push_back(std::move(row));
        }
    }
    if (layout.bottom_open && layout.bottom_tab == "bindings") fill_links(links);
    if (layout.bottom_open && layout.bottom_tab == "feeds") {
        fill_withheld(session_, state_.feeds.feeds);
    }
}

void PanelBuilder::fill_twin_card(panels::TwinCard& card, UtcTime now) const {
    const twin::EntityId device = session_.device;
    const binding::Binding binding = session_.twins.binding.of(device);
    card.binding.sentence = binding_sentence(session_, binding);
    card.binding.can_show = binding.feature.valid();
    card.binding.can_confirm = binding.state == BindingState::kSuggested;
    card.binding.can_refuse = card.binding.can_confirm || binding.state == BindingState::kNamed;
    card.binding.can_clear = binding.state == BindingState::kConfirmed ||
                             binding.state == BindingState::kRefused ||
                             (binding.state == BindingState::kMissing && !binding.said.valid());
    const bool has_object = session_.inspected.valid() && session_.inspected != binding.feature &&
                            !layer_of_feature(session_, session_.inspected).empty();
    if (has_object) card.binding.object = feature_text(session_, session_.inspected);
    fill_identity(session_, device, now, card.identity);
    const Proof& proof = session_.twins.proof;
    card.identity.can_fetch_signer =
        proof.lacks_document && !session_.twins.identity.documents.is_asked(proof.signer);
    fill_message(session_, device, now, card.message);
}

void PanelBuilder::fill_links(panels::LinksState& links) {
    const std::string& list = session_.twins.list;
    if (list == links_list_ && now_s_ - links_read_s_ < kLinksPeriod_s && now_s_ >= links_read_s_)
        return;
    links_read_s_ = now_s_;
    links_list_ = list;
    links.list = list;
    const auto& counts = session_.twins.binding.counts();
    const auto of = [&](BindingState state) { return counts[static_cast<std::size_t>(state)]; };
    // "Without object" are those that nothing is known of.
    std::vector<FeatureId> alone;
    for (const city::PlacedFeature& placed :
         session_.scene.placed_features(session_.motion.pose().eye)) {
        if (placed.kind == city::FeatureKind::kBuilding &&
            session_.twins.binding.devices_of(placed.feature).empty())
            alone.push_back(placed.feature);
    }
    links.counts = {of(BindingState::kNamed) + of(BindingState::kConfirmed),
                    of(BindingState::kSuggested),
                    of(BindingState::kMissing),
                    of(BindingState::kNone),
                    alone.size(),
                    of(BindingState::kRefused),
                    session_.twins.identity.conflicts.size()};
    links.rows.clear();
    if (list == "bound") {
        add_device_rows(session_, BindingState::kConfirmed, links.rows);
        add_device_rows(session_, BindingState::kNamed, links.rows);
    }
    if (list == "suggested") add_device_rows(session_, BindingState::kSuggested, links.rows);
    if (list == "missing") add_device_rows(session_, BindingState::kMissing, links.rows);
    if (list == "twins_alone") add_device_rows(session_, BindingState::kNone, links.rows);
    if (list == "refused") add_device_rows(session_, BindingState::kRefused, links.rows);
    if (list == "objects_alone") {
        for (const FeatureId feature : alone) {
            if (links.rows.size() >= kRowsListed) break;
            panels::LinkRow row;
            row.object = feature_text(session_, feature);
            row.how = words::text({"bindings.no_device", "no device is known to belong to it"});
            row.feature = feature.value;
            links.rows.push_back(std::move(row));
        }
    }
    if (list != "conflicts") return;
    for (const IdentityConflict& conflict : session_.twins.identity.conflicts) {
        panels::LinkRow row;
        row.device = devices::device_name(session_.live.store(), conflict.a);
        row.how = conflict_text(session_, conflict);
        row.device_number = conflict.a.value;
        links.rows.push_back(std::move(row));
    }
}

}  // namespace belvedere::window
