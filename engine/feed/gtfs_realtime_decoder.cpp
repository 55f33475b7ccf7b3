// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/gtfs_realtime_decoder.hpp"

#include <string>

#include "engine/feed/limits.hpp"
#include "engine/feed/proto/gtfs_realtime.pb.h"

namespace belvedere::feed {
namespace {

using twin::Observation;
using twin::ObservationBatch;
using twin::ValueKind;

constexpr std::string_view kStatuses[] = {"incoming", "stopped", "in transit"};
constexpr std::string_view kOccupancies[] = {
    "empty", "many seats available",    "few seats available", "standing room only", "crushed",
    "full",  "not accepting passengers"};

std::string id_of(const gtfs::VehiclePosition& vehicle) {
    if (!vehicle.vehicle().id().empty()) return "vehicle:" + vehicle.vehicle().id();
    if (!vehicle.trip().trip_id().empty()) return "trip:" + vehicle.trip().trip_id();
    return {};
}

// Adds one vehicle's values.
class VehicleValues {
  public:
    VehicleValues(ObservationBatch& batch, std::uint64_t timestamp_s)
        : batch_(batch), timestamp_s_(timestamp_s) {}

    void number(std::string_view name, double value, std::string_view unit) {
        Observation one = start(name);
        one.unit = batch_.add_text(unit);
        one.kind = ValueKind::kNumber;
        one.number = value;
        batch_.add(one);
    }
    void word(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        Observation one = start(name);
        one.kind = ValueKind::kText;
        one.text = batch_.add_text(value);
        batch_.add(one);
    }
    void place(const gtfs::Position& position) {
        Observation one = start("location");
        one.kind = ValueKind::kPosition;
        one.position.longitude_deg = static_cast<double>(position.longitude());
        one.position.latitude_deg = static_cast<double>(position.latitude());
        batch_.add(one);
    }

  private:
    Observation start(std::string_view name) {
        Observation one;
        one.property = batch_.add_text(name);
        constexpr std::uint64_t kSecondsMost = 9'000'000'000'000ULL;  // In microseconds it fits.
        if (timestamp_s_ == 0 || timestamp_s_ > kSecondsMost) {
            one.quality.set(twin::Quality::kTimeAssumed);
        } else {
            one.observed_at.microseconds = static_cast<std::int64_t>(timestamp_s_) * 1'000'000;
        }
        return one;
    }

    ObservationBatch& batch_;
    std::uint64_t timestamp_s_;
};

void add_vehicle(const gtfs::VehiclePosition& vehicle, std::uint64_t feed_timestamp_s,
                 ObservationBatch& batch) {
    const bool has_time = vehicle.timestamp() != 0;
    VehicleValues values(batch, has_time ? vehicle.timestamp() : feed_timestamp_s);
    const bool has_place = vehicle.position().has_longitude() && vehicle.position().has_latitude();
    if (has_place) {
        const gtfs::Position& position = vehicle.position();
        values.place(position);
        if (position.has_speed())
            values.number("speed", static_cast<double>(position.speed()), "MTS");
        if (position.has_bearing())
            values.number("heading", static_cast<double>(position.bearing()), "DD");
        if (position.has_odometer()) values.number("odometer", position.odometer(), "MTR");
    }
    values.word("label", vehicle.vehicle().label());
    values.word("trip", vehicle.trip().trip_id());
    values.word("route", vehicle.trip().route_id());
    values.word("stop", vehicle.stop_id());
    const auto word_of = [](auto words, std::int64_t index) {
        const bool is_known = index >= 0 && index < static_cast<std::int64_t>(words.size());
        return is_known ? words[static_cast<std::size_t>(index)] : std::string_view();
    };
    if (vehicle.has_current_status())
        values.word("status", word_of(std::span(kStatuses), vehicle.current_status()));
    if (vehicle.has_occupancy_status())
        values.word("occupancyStatus",
                    word_of(std::span(kOccupancies), vehicle.occupancy_status()));
    if (vehicle.has_occupancy_percentage())
        values.number("occupancy", vehicle.occupancy_percentage(), "P1");
}

}  // namespace

void GtfsRealtimeDecoder::decode(ByteView payload, const MessageInfo& info,
                                 ObservationBatch& batch) {
    batch.received_at = info.received_at;
    gtfs::FeedMessage message;
    const bool is_read = payload.size() <= limits::kPayloadBytes &&
                         message.ParseFromArray(payload.data(), static_cast<int>(payload.size()));
    if (!is_read || !message.has_header())
        return batch.reject("no GTFS-Realtime feed message", as_text(payload));
    constexpr int kDifferential = 1;
    batch.is_partial = batch.is_partial || message.header().incrementality() == kDifferential;
    for (const gtfs::FeedEntity& entity : message.entity()) {
        if (batch.is_full()) return batch.reject("more than a batch can hold", entity.id());
        if (!entity.has_vehicle()) continue;
        const std::string id = id_of(entity.vehicle());
        if (id.empty()) {
            batch.reject("a vehicle without an id or a trip", entity.id());
            continue;
        }
        batch.begin_update(id, "Vehicle").deletes_entity = entity.is_deleted();
        add_vehicle(entity.vehicle(), message.header().timestamp(), batch);
    }
}

}  // namespace belvedere::feed
