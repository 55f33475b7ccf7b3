// SPDX-License-Identifier: Apache-2.0
#include "app/binding/city_binding.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/binding/reference.hpp"
#include "app/layers/device_kind.hpp"
#include "engine/core/clock.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/twin/name_pool.hpp"
#include "engine/twin/source_name.hpp"

namespace belvedere::binding {
namespace {

// Rays begin above all that is built.
constexpr double kAboveAll_m = 9'500.0;
constexpr std::size_t kStride = 64;  // The clock is asked after so many devices.
constexpr std::size_t kSearchRows = 2'000;
// Names that are looked for among attributes at once; what is beyond waits for those to be found.
constexpr std::size_t kUnknownMax = 100'000;

std::string key_of(std::string_view source, std::string_view id) {
    std::string key(source);
    key += '\n';
    key += id;
    return key;
}

// What the device says, as text; empty for what names nothing.
std::string reference_text(const twin::Reading& reading) {
    constexpr double kWholeMost = 9e15;  // All whole numbers below are exact.
    switch (reading.kind) {
        case twin::ValueKind::kText:
        case twin::ValueKind::kReference:
        case twin::ValueKind::kJson:
            return reading.text;
        case twin::ValueKind::kNumber:
            if (std::abs(reading.number) > kWholeMost) return {};
            return std::to_string(static_cast<std::int64_t>(reading.number));
        default:
            return {};
    }
}

bool is_over(double end_s) {
    return system_clock().steady_seconds() >= end_s;
}

}  // namespace

void CityBinding::start_over(const Sources& sources) {
    said_ = sources.said;
    said_of_.clear();
    for (std::size_t i = 0; i < said_.all().size(); ++i) {
        const project::DeviceName& device = said_.all()[i].device;
        said_of_.emplace(key_of(device.source, device.id), i);
    }
    shown_sources_.clear();
    for (const live::LiveFeed& feed : sources.live.feeds())
        shown_sources_.push_back(feed.source);
    change_ = sources.live.store().changes().next();
    next_entity_ = 0;
}

bool CityBinding::is_reference(const twin::TwinStore& store, twin::NameId name) {
    if (name.value >= reference_names_.size())
        reference_names_.resize(store.names().size(), std::int8_t{-1});
    std::int8_t& known = reference_names_[name.value];
    if (known < 0)
        known = is_reference_property(twin::short_name(store.names().text(name))) ? 1 : 0;
    return known == 1;
}

FeatureId CityBinding::find_named(const city::Scene& scene, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (const FeatureId found = scene.find_feature(name); found.valid()) return found;
        const auto alias = aliases_.find(name);
        if (alias == aliases_.end()) continue;
        // Its number may be forgotten since.
        if (scene.name_of(alias->second).source.valid()) return alias->second;
        aliases_.erase(alias);
    }
    for (const std::string& name : names) {
        if (unknown_.size() < kUnknownMax) unknown_.insert(name);
    }
    return {};
}

Binding CityBinding::known_of(const Sources& sources, twin::EntityId device) {
    const twin::TwinStore& store = sources.live.store();
    const twin::EntityRecord& record = store.entities()[device];
    const SourceId source{record.source};
    if (record.is_deleted || std::ranges::find(shown_sources_, source) == shown_sources_.end())
        return {};
    constexpr Binding kNothing{BindingState::kNone, {}, {}};
    if (!said_of_.empty()) {
        const std::string& name = store.source(source).name;
        auto said = said_of_.find(key_of(name, record.id()));
        // What was said of the address means all sources there.
        if (said == said_of_.end())
            said = said_of_.find(key_of(twin::plain_source_name(name), record.id()));
        if (said != said_of_.end()) {
            const project::DeviceBinding& word = said_.all()[said->second];
            if (word.is_refused) return {BindingState::kRefused, {}, {}};
            const SourceId layer = sources.layer_of(word.layer);
            if (!layer.valid()) return {BindingState::kMissing, {}, {}};
            return {
                BindingState::kConfirmed, sources.scene.feature_named({layer, word.feature}), {}};
        }
    }
    for (twin::SeriesId id = record.first_series; id.valid(); id = store.series(id).next) {
        if (!is_reference(store, store.series(id).property)) continue;
        const auto reading = twin::latest_at(store, id);
        const std::vector<std::string> names =
            reading ? names_in_reference(reference_text(*reading)) : std::vector<std::string>();
        if (names.empty()) continue;
        const FeatureId found = find_named(sources.scene, names);
        if (found.valid()) return {BindingState::kNamed, found, id};
        return {BindingState::kMissing, {}, id};
    }
    return kNothing;
}

void CityBinding::set(twin::EntityId device, const Binding& next) {
    Binding& before = bindings_[device.value];
    if (before == next) return;
    if (before.is_bound()) {
        const auto of = by_feature_.find(before.feature);
        std::erase(of->second, device);
        if (of->second.empty()) by_feature_.erase(of);
    }
    if (next.is_bound()) by_feature_[next.feature].push_back(device);
    --counts_[static_cast<std::size_t>(before.state)];
    ++counts_[static_cast<std::size_t>(next.state)];
    before = next;
    ++revision_;
}

void CityBinding::refresh(const Sources& sources, twin::EntityId device) {
    while (bindings_.size() <= device.value) {
        bindings_.emplace_back();
        ++counts_[static_cast<std::size_t>(BindingState::kGone)];
    }
    const Binding known = known_of(sources, device);
    const Binding& before = bindings_[device.value];
    // What was suggested stays so until the place is looked at again.
    if (known.state == BindingState::kNone && before.state == BindingState::kSuggested) {
        moved_.push_back(device);
        return;
    }
    if (known.state == BindingState::kNone && before.state != BindingState::kNone)
        moved_.push_back(device);
    set(device, known);
}

void CityBinding::follow_changes(const Sources& sources) {
    const twin::TwinStore& store = sources.live.store();
    const twin::Changes changes = store.changes().since(change_);
    const bool same_sources =
        std::ranges::equal(sources.live.feeds(), shown_sources_, {}, &live::LiveFeed::source);
    if (!same_sources || !changes.is_complete || !said_.is_same(sources.said))
        return start_over(sources);
    change_ = changes.next;
    for (const twin::Change& change : changes.changes) {
        if (change.entity.value >= next_entity_) continue;
        if (change.kind == twin::ChangeKind::kLateValue || change.kind == twin::ChangeKind::kUnit)
            continue;
        const bool is_value = change.kind == twin::ChangeKind::kValue && change.series.valid();
        if (is_value) {
            const bool is_place = change.series == store.entities()[change.entity].position_series;
            if (is_place) moved_.push_back(change.entity);
            if (!is_reference(store, store.series(change.series).property)) continue;
        }
        refresh(sources, change.entity);
    }
}

bool CityBinding::suggest(const Sources& sources, twin::EntityId device) {
    if (device.value >= bindings_.size()) return false;
    const Binding& before = bindings_[device.value];
    if (before.state != BindingState::kNone && before.state != BindingState::kSuggested)
        return false;
    const twin::TwinStore& store = sources.live.store();
    const twin::EntityRecord& record = store.entities()[device];
    const std::string_view type =
        record.type.valid() ? store.names().text(record.type) : std::string_view();
    const auto position = twin::position_of(store, device);
    const bool is_shown =
        std::ranges::find(shown_sources_, SourceId{record.source}) != shown_sources_.end();
    Binding next{BindingState::kNone, {}, {}};
    const bool may_stand = position && is_shown && !record.is_deleted &&
                           layers::kind_of_type(type) != layers::DeviceKind::kVehicle;
    if (may_stand) {
        const glm::dvec3 above =
            geo::to_ecef({position->longitude_deg, position->latitude_deg, kAboveAll_m});
        const auto hit = sources.scene.intersect({above, -geo::ellipsoid_up(above)});
        const auto object = hit ? sources.scene.object_at(*hit) : std::nullopt;
        if (object && object->kind == city::FeatureKind::kBuilding)
            next = {BindingState::kSuggested, object->feature, {}};
    }
    set(device, next);
    return may_stand;
}

// More of the city is known: what was missing may be there now.
bool CityBinding::retry_missing(const Sources& sources, double end_s) {
    const std::size_t numbered = sources.scene.features_numbered();
    const std::size_t layers = sources.scene.layers().size();
    if (numbered != numbered_ || layers != layers_) {
        numbered_ = numbered;
        layers_ = layers;
        suggests_again_ = true;
        if (counts_[static_cast<std::size_t>(BindingState::kMissing)] > 0) {
            // Those of the attributes are looked for once ids were.
            unknown_.clear();
            search_.reset();
            for (const twin::EntityId device : devices_in(BindingState::kMissing, bindings_.size()))
                refresh(sources, device);
        }
    }
    if (unknown_.empty()) return false;
    if (!search_) search_ = sources.scene.begin_id_search(unknown_);
    while (!sources.scene.advance_id_search(*search_, kSearchRows)) {
        if (is_over(end_s)) return true;
    }
    aliases_.merge(search_->found);
    const bool found_any = std::ranges::any_of(
        unknown_, [this](const std::string& name) { return aliases_.contains(name); });
    search_.reset();
    unknown_.clear();
    if (!found_any) return false;
    for (const twin::EntityId device : devices_in(BindingState::kMissing, bindings_.size()))
        refresh(sources, device);
    // They would be looked for at once again; the rest waits for more of the city.
    unknown_.clear();
    return false;
}

bool CityBinding::suggest_more(const Sources& sources, double end_s) {
    if (sources.suggests == Suggests::kNo) {
        moved_.clear();
        suggest_next_ = 0;
        return false;
    }
    if (sources.scene.ground() == city::Ground::kModel) return false;
    if (suggests_again_ && sources.scene.complete()) {
        suggests_again_ = false;
        suggest_next_ = 0;
    }
    while (!moved_.empty()) {
        const twin::EntityId device = moved_.back();
        moved_.pop_back();
        if (suggest(sources, device) && is_over(end_s)) return true;
    }
    for (; suggest_next_ < bindings_.size(); ++suggest_next_) {
        const bool was_dear = suggest(sources, twin::EntityId{suggest_next_});
        if ((was_dear || suggest_next_ % kStride == 0) && is_over(end_s)) {
            ++suggest_next_;
            return true;
        }
    }
    return false;
}

void CityBinding::keep_names(city::Scene& scene) {
    if (kept_ == revision_) return;
    kept_ = revision_;
    std::vector<FeatureId> kept;
    kept.reserve(by_feature_.size());
    for (const auto& [feature, devices] : by_feature_)
        kept.push_back(feature);
    scene.keep_names(std::move(kept));
}

bool CityBinding::update(const Sources& sources, double seconds_max) {
    const double end_s = system_clock().steady_seconds() + seconds_max;
    follow_changes(sources);
    const auto entities = static_cast<std::uint32_t>(sources.live.store().entities().size());
    while (next_entity_ < entities) {
        refresh(sources, twin::EntityId{next_entity_++});
        if (next_entity_ % kStride == 0 && is_over(end_s)) return true;
    }
    bool has_more = retry_missing(sources, end_s);
    has_more = suggest_more(sources, end_s) || has_more;
    keep_names(sources.scene);
    return has_more;
}

void CityBinding::look_at(const Sources& sources, twin::EntityId device) {
    if (!device.valid() || device.value >= sources.live.store().entities().size()) return;
    refresh(sources, device);
    if (sources.scene.ground() != city::Ground::kModel) (void)suggest(sources, device);
}

Binding CityBinding::of(twin::EntityId device) const {
    return device.value < bindings_.size() ? bindings_[device.value] : Binding();
}

std::span<const twin::EntityId> CityBinding::devices_of(FeatureId feature) const {
    const auto found = by_feature_.find(feature);
    if (found == by_feature_.end()) return {};
    return found->second;
}

std::vector<twin::EntityId> CityBinding::devices_in(BindingState state,
                                                    std::size_t count_max) const {
    std::vector<twin::EntityId> devices;
    for (std::uint32_t i = 0; i < bindings_.size() && devices.size() < count_max; ++i) {
        if (bindings_[i].state == state) devices.push_back(twin::EntityId{i});
    }
    return devices;
}

std::vector<std::pair<FeatureId, twin::EntityId>> CityBinding::pairs(Suggests with) const {
    std::vector<std::pair<FeatureId, twin::EntityId>> pairs;
    for (std::uint32_t i = 0; i < bindings_.size(); ++i) {
        const bool is_suggested = bindings_[i].state == BindingState::kSuggested;
        if (bindings_[i].is_bound() || (is_suggested && with == Suggests::kYes))
            pairs.emplace_back(bindings_[i].feature, twin::EntityId{i});
    }
    return pairs;
}

}  // namespace belvedere::binding
