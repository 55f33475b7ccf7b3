// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/fault_injector.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/generator/random.hpp"

namespace belvedere::generator {
namespace {

// Messages in the old unit before a device goes over to the new one.
constexpr std::uint32_t kBeforeUnitChange = 2;

struct UnitChange {
    std::string_view from, to;
    double factor, offset;
};
constexpr auto kUnitChanges = std::to_array<UnitChange>({
    {"CEL", "FAH", 1.8, 32.0},
    {"GQ", "GP", 1e-3, 0.0},
    {"KMH", "MTS", 1.0 / 3.6, 0.0},
    {"MTR", "CMT", 100.0, 0.0},
    {"C62", "P1", 100.0, 0.0},
    {"KWH", "WHR", 1000.0, 0.0},
});

const UnitChange* change_of(std::string_view unit) {
    const auto found = std::ranges::find(kUnitChanges, unit, &UnitChange::from);
    return found == kUnitChanges.end() ? nullptr : &*found;
}

bool is_number(const SimulatedValue& value) {
    return std::holds_alternative<double>(value.value);
}

}  // namespace

FaultInjector::FaultInjector(const SimulatedCityOptions& city, const FaultRates& rates)
    : rates_(rates), city_(city), seed_(mix_bits(city.seed ^ 0xFA17ULL)), made_until_(city.start) {
    senders_.resize(city_.devices().size());
    for (std::uint32_t i = 0; i < senders_.size(); ++i)
        senders_[i].fault = fault_of(i);
}

FaultInjector::Fault FaultInjector::fault_of(std::uint32_t device) const {
    double draw = Random(seed_, device).unit();
    const std::pair<double, Fault> shares[] = {{rates_.duplicate, Fault::kDuplicate},
                                               {rates_.reorder, Fault::kReorder},
                                               {rates_.skew, Fault::kSkew},
                                               {rates_.no_number, Fault::kNoNumber},
                                               {rates_.unit_change, Fault::kUnitChange}};
    for (const auto& [share, fault] : shares) {
        if (draw < share) return fault;
        draw -= share;
    }
    return Fault::kNone;
}

bool FaultInjector::is_earlier(const UnderWay& a, const UnderWay& b) {
    if (a.arrives_at != b.arrives_at) return a.arrives_at > b.arrives_at;
    return a.order > b.order;
}

void FaultInjector::send(SimulatedTurn turn, double delay_s, bool is_second) {
    const UtcTime arrives{turn.time.microseconds + std::llround(delay_s * 1e6)};
    under_way_.push_back({arrives, order_++, turn, is_second});
    std::ranges::push_heap(under_way_, is_earlier);
}

void FaultInjector::make_one() {
    const SimulatedTurn turn = city_.next();
    made_until_ = turn.time;
    ++counts_.made;
    Random random(seed_, turn.device, static_cast<std::uint64_t>(turn.time.microseconds));
    if (random.chance(rates_.loss)) {
        ++counts_.lost;
        return;
    }
    const Fault fault = senders_[turn.device].fault;
    const double delay_s = random.between(1e-3, rates_.delay_most_s);
    send(turn, fault == Fault::kReorder ? delay_s : 0.0, false);
    if (fault == Fault::kDuplicate) send(turn, delay_s, true);
}

bool FaultInjector::next(Delivery& delivery) {
    // What is made later arrives later than it was made.
    while (!is_stopped_ && (under_way_.empty() || under_way_.front().arrives_at >= made_until_)) {
        make_one();
    }
    if (under_way_.empty()) return false;
    std::ranges::pop_heap(under_way_, is_earlier);
    const UnderWay message = under_way_.back();
    under_way_.pop_back();
    delivery = deliver(message);
    return true;
}

Delivery FaultInjector::deliver(const UnderWay& message) {
    const SimulatedDevice& device = city_.devices()[message.turn.device];
    Sender& sender = senders_[message.turn.device];
    const UtcTime time = message.turn.time;
    const SimulatedReading truth = reading_at(device, time);
    SimulatedReading told = truth;
    spoil(sender, told);
    UtcTime observed_at = time;
    if (sender.fault == Fault::kSkew) observed_at.microseconds += std::llround(rates_.skew_s * 1e6);
    ++counts_.delivered;
    ++sender.arrived;
    if (message.is_second) {
        ++counts_.duplicates;
    } else if (time < sender.newest) {
        ++counts_.overtaken;
    }
    sender.newest = std::max(sender.newest, time);
    // The place is a value, too.
    if (sender.fault == Fault::kSkew) counts_.skewed += told.values.size() + 1;
    note(device, truth, told, time);
    return {device_topic(device), ngsi_ld_message(device, told, observed_at), message.arrives_at};
}

void FaultInjector::spoil(Sender& sender, SimulatedReading& told) {
    if (sender.fault == Fault::kNoNumber) {
        const auto first = std::ranges::find_if(told.values, is_number);
        if (first == told.values.end()) return;
        first->value = std::string_view("NaN");
        first->unit = {};
        ++counts_.no_numbers;
    }
    if (sender.fault != Fault::kUnitChange || sender.arrived < kBeforeUnitChange) return;
    for (SimulatedValue& value : told.values) {
        const UnitChange* change = is_number(value) ? change_of(value.unit) : nullptr;
        if (change == nullptr) continue;
        value.value = std::get<double>(value.value) * change->factor + change->offset;
        value.unit = change->to;
        if (!sender.has_new_unit) ++counts_.unit_changes;
        sender.has_new_unit = true;
        return;
    }
}

void FaultInjector::note(const SimulatedDevice& device, const SimulatedReading& truth,
                         const SimulatedReading& told, UtcTime observed_at) {
    auto& properties = known_[device_id(device)];
    const auto keep = [&](std::string_view name, KnownValue value) {
        KnownValue& known = properties[std::string(name)];
        if (observed_at >= known.observed_at) known = std::move(value);
    };
    keep("location", {observed_at, truth.longitude_deg});
    for (std::size_t i = 0; i < truth.values.size(); ++i) {
        const SimulatedValue& value = truth.values[i];
        if (is_number(value) && !is_number(told.values[i])) continue;  // It said no number.
        KnownValue known;
        known.observed_at = observed_at;
        known.unit = std::string(value.unit);
        known.is_number = is_number(value);
        if (known.is_number) {
            known.number = std::get<double>(value.value);
        } else {
            known.word = std::string(std::get<std::string_view>(value.value));
        }
        keep(value.property, known);
    }
}

}  // namespace belvedere::generator
