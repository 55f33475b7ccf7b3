// SPDX-License-Identifier: Apache-2.0
#include "app/layers/device_symbols.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/layers/age_fade.hpp"
#include "engine/core/prefetch.hpp"
#include "engine/twin/twin_query.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::layers {
namespace {

constexpr std::uint32_t kNoDevice = 0xFFFFFFFF;
constexpr double kPassPeriod_s = 1.0;
// The clock is asked after so many devices.
constexpr std::size_t kStride = 128;
constexpr std::size_t kChangesAhead = 32;
constexpr std::uint8_t kPlainSixteenths = 16;
constexpr std::uint8_t kQuietSixteenths = 11;  // Of what every street has dozens of.
constexpr std::uint8_t kValuelessSixteenths = 8;

bool is_quiet(DeviceKind kind) {
    return kind == DeviceKind::kLight || kind == DeviceKind::kParking || kind == DeviceKind::kMeter;
}

// Ends a loop once its time is over; looks at the clock now and then.
class Turn {
  public:
    explicit Turn(double seconds_max) : end_s_(system_clock().steady_seconds() + seconds_max) {}
    bool is_over() {
        if (++steps_ % kStride != 0) return false;
        return system_clock().steady_seconds() >= end_s_;
    }

  private:
    double end_s_;
    std::size_t steps_ = 0;
};

geo::Geodetic place_at_height(const twin::Position& position) {
    const auto height = static_cast<double>(position.height_m);
    return {position.longitude_deg, position.latitude_deg, std::isfinite(height) ? height : 0.0};
}

}  // namespace

SignFill fill_of(twin::TwinState state) {
    switch (state) {
        case twin::TwinState::kLive:
            return SignFill::kSolid;
        case twin::TwinState::kStale:
            return SignFill::kHollow;
        case twin::TwinState::kLost:
            return SignFill::kCrossed;
        case twin::TwinState::kSimulated:
            return SignFill::kStriped;
        case twin::TwinState::kReplayed:
            return SignFill::kDoubled;
        case twin::TwinState::kDisputed:
            return SignFill::kSplit;
    }
    return SignFill::kCrossed;
}

void DeviceSymbols::start_over(const live::LiveCity& live, const DeviceLook& look) {
    const bool is_other_property = look.property != look_.property;
    look_ = look;
    shown_sources_.clear();
    for (const live::LiveFeed& feed : live.feeds())
        shown_sources_.push_back(feed.source);
    if (is_other_property) {
        wanted_names_.clear();
        has_range_ = false;
        scale_ = {};
        unit_ = {};
    }
    change_ = live.store().changes().next();
    next_entity_ = 0;
}

void DeviceSymbols::drop_forgotten(const twin::TwinStore& store) {
    for (std::uint32_t i = 0; i < devices_.size(); ++i) {
        Device& device = devices_[i];
        if (!device.entity.valid() || !store.entities()[device.entity].is_forgotten) continue;
        if (device.is_shown) --shown_;
        index_of_entity_[device.entity.value] = kNoDevice;
        device = {};
        look_at(i, now_);
        free_.push_back(i);
    }
}

bool DeviceSymbols::is_wanted_name(const twin::TwinStore& store, twin::NameId name) {
    if (name.value >= wanted_names_.size()) {
        wanted_names_.resize(store.names().size(), std::int8_t{-1});
    }
    std::int8_t& known = wanted_names_[name.value];
    if (known < 0) {
        const std::string_view text = store.names().text(name);
        known = text == look_.property || twin::short_name(text) == look_.property ? 1 : 0;
    }
    return known == 1;
}

void DeviceSymbols::widen_scale(double number) {
    if (has_range_ && number >= low_ && number <= high_) return;
    low_ = has_range_ ? std::min(low_, number) : number;
    high_ = has_range_ ? std::max(high_, number) : number;
    has_range_ = true;
    const ValueScale wider = scale_over(low_, high_);
    if (wider == scale_) return;
    scale_ = wider;
    pass_begin_s_ = -1e9;  // All change their colours.
    judged_ = 0;
}

void DeviceSymbols::include_range(double low, double high, twin::UnitId unit) {
    if (look_.property.empty() || (has_range_ && unit != unit_)) return;
    if (!has_range_) unit_ = unit;
    widen_scale(low);
    widen_scale(high);
}

void DeviceSymbols::refresh_value(const twin::TwinStore& store, const twin::EntityRecord& record,
                                  Device& device) {
    if (device.first_series != record.first_series) {
        device.first_series = record.first_series;
        device.value_series = {};
        for (twin::SeriesId id = record.first_series; id.valid() && !look_.property.empty();
             id = store.series(id).next) {
            // The list begins with the newest.
            if (device.value_series.valid() || !is_wanted_name(store, store.series(id).property))
                continue;
            device.value_series = id;
        }
    }
    device.has_value = false;
    device.observed_at = record.last_observed_at;
    device.fade_s = fade_s_of(record.period_s);
    if (!device.value_series.valid()) return;
    const twin::SeriesRecord& series = store.series(device.value_series);
    const twin::ValueKind kind = series.value.kind();
    if (kind != twin::ValueKind::kNumber && kind != twin::ValueKind::kBoolean) return;
    double number = series.value.number();
    if (!has_range_) unit_ = series.unit;
    if (series.unit != unit_) {
        const auto same =
            twin::convert(store.units().unit(series.unit), store.units().unit(unit_), number);
        if (!same) return;  // It measures something else: no colour would be true.
        number = *same;
    }
    device.number = number;
    device.has_value = true;
    device.observed_at = series.observed_at;
    widen_scale(number);
}

void DeviceSymbols::move(std::size_t index, const glm::dvec3& place) {
    if (!has_anchor_) anchor_ = place;
    has_anchor_ = true;
    devices_[index].place = place;
    const glm::vec3 relative(place - anchor_);
    Sign& symbol = symbols_[index];
    symbol.x_m = relative.x;
    symbol.y_m = relative.y;
    symbol.z_m = relative.z;
    changed_.push_back(static_cast<std::uint32_t>(index));
}

void DeviceSymbols::refresh(const live::LiveCity& live, twin::EntityId entity) {
    const twin::TwinStore& store = live.store();
    const twin::EntityRecord& record = store.entities()[entity];
    if (entity.value >= index_of_entity_.size()) {
        index_of_entity_.resize(store.entities().size(), kNoDevice);
    }
    std::uint32_t& index = index_of_entity_[entity.value];
    const bool is_wanted =
        !record.is_deleted && record.position_series.valid() &&
        std::ranges::find(shown_sources_, SourceId{record.source}) != shown_sources_.end();
    if (index == kNoDevice) {
        if (!is_wanted) return;
        if (free_.empty()) {
            free_.push_back(static_cast<std::uint32_t>(devices_.size()));
            devices_.emplace_back();
            symbols_.push_back({.color = {0, 0, 0, 0}});
        }
        index = free_.back();
        free_.pop_back();
        devices_[index] = {.entity = entity, .type = record.type};
    }
    Device& device = devices_[index];
    if (device.is_shown && !is_wanted) --shown_;
    if (!device.is_shown && is_wanted) ++shown_;
    device.is_shown = is_wanted;
    if (!is_wanted) return look_at(index, now_);
    if (device.type != record.type || !device.first_series.valid()) {
        device.type = record.type;
        const auto type =
            record.type.valid() ? store.names().text(record.type) : std::string_view();
        device.kind = kind_of_type(type);
    }
    const auto position = twin::position_of(store, entity);
    const bool has_moved = position && (device.placed_in == 0 ||
                                        position->longitude_deg != device.position.longitude_deg ||
                                        position->latitude_deg != device.position.latitude_deg);
    if (has_moved) {
        // Until the surface there is known it keeps the height that it had.
        const bool was_placed = device.placed_in != 0;
        const double height = was_placed ? geo::to_geodetic(device.place).height_m : 0.0;
        device.position = *position;
        geo::Geodetic there = place_at_height(*position);
        if (was_placed) there.height_m = height;
        device.placed_in = 0;
        has_unplaced_ = true;
        move(index, geo::to_ecef(there));
        place_next_ = std::min<std::size_t>(place_next_, index);
    }
    refresh_value(store, record, device);
    device.state = twin::state_of(store, entity, now_);
    look_at(index, now_);
}

// What changed lies anywhere in memory: the next few are fetched side by side.
void DeviceSymbols::read_ahead(const twin::TwinStore& store,
                               std::span<const twin::Change> changes) const {
    for (const twin::Change& change : changes) {
        if (change.entity.value < index_of_entity_.size())
            prefetch(&index_of_entity_[change.entity.value]);
        if (!change.entity.valid()) continue;
        prefetch_whole(store.entities()[change.entity]);
        if (change.series.valid()) prefetch_whole(store.series(change.series));
    }
    for (const twin::Change& change : changes) {
        if (change.entity.value >= index_of_entity_.size()) continue;
        const std::uint32_t index = index_of_entity_[change.entity.value];
        if (index == kNoDevice) continue;
        prefetch_whole(devices_[index]);
        prefetch_whole(symbols_[index]);
    }
}

// Most changes are a new value of a device that stands where it stood: little need be looked at.
void DeviceSymbols::follow(const live::LiveCity& live, const twin::Change& change,
                           twin::EntityId before) {
    if (change.kind == twin::ChangeKind::kLateValue) return;
    const twin::TwinStore& store = live.store();
    const twin::EntityRecord& record = store.entities()[change.entity];
    const std::uint32_t index = change.entity.value < index_of_entity_.size()
                                    ? index_of_entity_[change.entity.value]
                                    : kNoDevice;
    const bool is_value =
        change.kind == twin::ChangeKind::kValue && change.series != record.position_series;
    if (!is_value || index == kNoDevice || !devices_[index].is_shown ||
        devices_[index].first_series != record.first_series) {
        return refresh(live, change.entity);
    }
    Device& device = devices_[index];
    if (change.entity == before && change.series != device.value_series) return;
    refresh_value(store, record, device);
    device.state = twin::state_of(store, change.entity, now_);
    look_at(index, now_);
}

void DeviceSymbols::look_at(std::size_t index, UtcTime now) {
    const Device& device = devices_[index];
    Sign next = symbols_[index];
    next.shape = shape_of(device.kind);
    next.fill = fill_of(device.state);
    next.flags = device.entity == look_.chosen ? kSignChosen : std::uint8_t{0};
    const bool lacks_value = !look_.property.empty() && !device.has_value;
    next.size_sixteenths = next.flags != 0                                   ? kPlainSixteenths
                           : lacks_value                                     ? kValuelessSixteenths
                           : look_.property.empty() && is_quiet(device.kind) ? kQuietSixteenths
                                                                             : kPlainSixteenths;
    next.color = look_.property.empty() ? look_.kinds[static_cast<std::size_t>(device.kind)]
                 : device.has_value     ? look_.classes[scale_.class_of(device.number)]
                                        : look_.without;
    const double age_s =
        static_cast<double>(now.microseconds - device.observed_at.microseconds) * 1e-6;
    constexpr double kFadeSteps = 16.0;
    next.color = mixed(next.color, look_.faded, fade_share(age_s, device.fade_s, kFadeSteps));
    if (!device.is_shown) next.color.a = 0;
    if (next == symbols_[index]) return;
    symbols_[index] = next;
    changed_.push_back(static_cast<std::uint32_t>(index));
}

bool DeviceSymbols::update(const live::LiveCity& live, const DeviceLook& look, UtcTime now,
                           double seconds_max) {
    Turn turn(seconds_max);
    const twin::TwinStore& store = live.store();
    now_ = now;
    const twin::Changes changes = store.changes().since(change_);
    const bool same_sources =
        std::ranges::equal(live.feeds(), shown_sources_, {}, &live::LiveFeed::source);
    const bool forgot = std::ranges::find(changes.changes, twin::ChangeKind::kForgotten,
                                          &twin::Change::kind) != changes.changes.end();
    if (forgot || !changes.is_complete) drop_forgotten(store);
    if (!same_sources || look != look_ || !changes.is_complete) {
        if (look.property != look_.property) {
            for (Device& device : devices_)
                device.first_series = {};
        }
        start_over(live, look);
    } else {
        change_ = changes.next;
        twin::EntityId before;
        const std::span<const twin::Change> all(changes.changes);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i % kChangesAhead == 0)
                read_ahead(store, all.subspan(i, std::min(kChangesAhead, all.size() - i)));
            const twin::Change& change = all[i];
            if (change.entity.value >= next_entity_) continue;
            follow(live, change, before);
            before = change.entity;
        }
    }
    const auto entities = static_cast<std::uint32_t>(store.entities().size());
    while (next_entity_ < entities && !turn.is_over())
        refresh(live, twin::EntityId{next_entity_++});
    if (next_entity_ < entities) return true;
    followed_ = change_;
    const double now_s = system_clock().steady_seconds();
    if (judged_ >= devices_.size() && now_s - pass_begin_s_ >= kPassPeriod_s) {
        judged_ = 0;
        pass_begin_s_ = now_s;
    }
    for (; judged_ < devices_.size(); ++judged_) {
        if (turn.is_over()) return true;
        Device& device = devices_[judged_];
        if (!device.entity.valid()) continue;
        device.state = twin::state_of(store, device.entity, now);
        look_at(judged_, now);
    }
    return false;
}

bool DeviceSymbols::place(const Surface& surface, double seconds_max) {
    if (!has_unplaced_) return false;
    const double end_s = system_clock().steady_seconds() + seconds_max;
    const auto is_due = [this](const Device& device) {
        return device.is_shown && device.placed_in != surfaces_;
    };
    for (std::size_t seen = 0; seen < devices_.size(); ++seen) {
        if (place_next_ >= devices_.size()) place_next_ = 0;
        const std::size_t index = place_next_++;
        if (!is_due(devices_[index])) continue;
        const geo::Geodetic own = place_at_height(devices_[index].position);
        const auto found = surface(own);
        if (found || devices_[index].placed_in == 0)
            move(index, found ? *found : geo::to_ecef(own));
        devices_[index].placed_in = surfaces_;
        if (system_clock().steady_seconds() >= end_s) return true;
    }
    has_unplaced_ = false;
    return false;
}

void DeviceSymbols::place_again() {
    ++surfaces_;
    has_unplaced_ = true;
}

std::vector<std::uint32_t> DeviceSymbols::take_changed() {
    return std::exchange(changed_, {});
}

DeviceCounts DeviceSymbols::counts() const {
    DeviceCounts counts;
    for (const Device& device : devices_) {
        if (!device.is_shown) continue;
        ++counts.shown;
        counts.valued += device.has_value ? 1U : 0U;
        ++counts.by_state[static_cast<std::size_t>(device.state)];
        ++counts.by_kind[static_cast<std::size_t>(device.kind)];
    }
    return counts;
}

const Device* DeviceSymbols::find(twin::EntityId entity) const {
    if (entity.value >= index_of_entity_.size()) return nullptr;
    const std::uint32_t index = index_of_entity_[entity.value];
    if (index == kNoDevice || !devices_[index].is_shown) return nullptr;
    return &devices_[index];
}

}  // namespace belvedere::layers
