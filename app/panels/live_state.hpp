// SPDX-License-Identifier: Apache-2.0
// What the panels of the living city show: feeds, devices, one device, charts, alarms. Plain
// values, as in panel_state.hpp; texts of values are in the person's language already.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/panels/twins_state.hpp"

namespace belvedere::panels {

enum class FeedPhase { kConnecting, kConnected, kWaiting, kFailed, kEnded, kPaused };

struct FeedRow {
    std::string name, url;
    FeedPhase phase = FeedPhase::kConnecting;
    std::string sentence;           // Why it waits or failed, or what is to be known of it.
    bool is_note = false;           // The sentence is only to be known.
    std::string kind;               // "live", "simulated", "replayed".
    double rate_per_s = 0.0;        // Updates.
    std::optional<double> delay_s;  // From the device to here, at its fastest.
    double taken_in_p99_s = 0.0;    // From arrival here to the store.
    std::string last;               // When something came last: "3 s ago"; empty: never.
    std::uint64_t recalled = 0;     // Devices that an earlier run knew,
    std::string recalled_of;        // and when that was: "2 hours ago".
    std::uint64_t connections = 0, bytes = 0;
    std::uint64_t received = 0, applied = 0, duplicate = 0, late = 0, rejected = 0, dropped = 0;
    std::uint64_t withheld = 0, repaired = 0;
    std::uint64_t absent = 0;            // Devices that the source listed no longer.
    std::uint64_t unit_changes = 0;      // Values in another unit than the one before.
    std::uint64_t units_unaccepted = 0;  // Series whose unit changed, which nobody has accepted.
    std::vector<std::pair<std::string, std::uint64_t>> reasons;  // Why rejected, how often.
    // Personal properties that were dropped at the door, how often.
    std::vector<std::pair<std::string, std::uint64_t>> withheld_names;
    std::vector<std::pair<std::string, std::string>> samples;  // Reason, what came.
};

// A JSON-LD context that messages name and that is not at hand.
struct ContextRow {
    std::string told;  // What it is and why, in words.
    std::string host;  // What would have to be allowed; empty: nothing, it is.
    bool is_failed = false;
};

struct FeedsState {
    std::vector<FeedRow> feeds;
    std::size_t chosen = 0;
    std::vector<std::string> contexts;  // From where contexts may be fetched.
    std::vector<ContextRow> missed_contexts;
    std::vector<std::string> descriptions;  // Files that describe devices.
};

// A line of the list: a device, or the heading of a group.
struct DeviceRow {
    std::string name, value, state, age;
    bool is_heading = false;
    bool is_chosen = false;
    bool is_alarmed = false;
};

struct DevicesState {
    std::uint64_t total = 0, found = 0;
    std::size_t lines = 0;
    // One line, asked for only while the frame is drawn and only where it is seen.
    std::function<DeviceRow(std::size_t)> line;
    bool is_sorting = false;
    // What is asked for, as commands have it; empty: all.
    std::string text, kind, state, source, property, sort, group;
    bool is_descending = false;
    std::vector<std::string> kinds, sources, properties;
    LinksState links;
    // On the map: whose values are shown, and in which of the ways.
    std::string map_property, map_display;
    std::vector<std::pair<std::string, std::string>> displays;  // As commands have it, in words.
    std::string map_told;                                       // What is laid over the city.
    bool is_grouped = false;     // Those that overlap are one symbol.
    bool is_among_some = false;  // Only the devices of one group are listed.
};

// One value of the device.
struct ValueRow {
    std::string property;  // As people read it.
    std::string name;      // As commands have it.
    std::string value, age;
    std::vector<std::string> quality;  // What has to be said of it.
    bool is_unit_new = false;          // Its unit changed, and nobody has accepted it.
    std::vector<float> recent;         // Oldest first; fewer than two: nothing to draw.
    bool is_number = false;            // An alarm can be set on it,
    bool can_chart = false;            // it can be drawn,
    bool is_charted = false;           // and is.
    std::optional<double> number;
    std::string described_as, range;  // By a Thing Description: its title, what it can be,
    std::vector<std::string> forms;   // and where it can be asked.
    std::string unit, unit_code;      // Of `number`: as people read it; as commands have it.
    bool is_orderable = false;        // Of a kind that can be ordered;
    bool can_order = false;           // and orders are allowed and taken.
};

// An order to the device, in words.
struct OrderRow {
    std::string what;
    bool is_problem = false;
};
// An order that is being made: what would change.
struct OrderDialogState {
    bool is_shown = false;
    std::uint64_t number = 0;  // Another number is another draft: fields begin anew.
    std::string device_name, device, feed, property, value, unit;
    bool is_truth = false;  // It is true or false.
    std::string who, problem;
};

struct DeviceCardState {
    bool has_device = false;
    std::string name, id, kind, source, state, age, place;
    std::string described_as, description;  // By a Thing Description; empty: by none.
    bool is_gone = false;                   // Its source says that it no longer exists.
    bool has_place = false;
    bool is_followed = false;
    std::vector<ValueRow> values;
    std::string trust;  // How far it is believed to be who it says.
    TwinCard twin;
    std::vector<std::string> alarms;  // Open ones, in words.
    bool orders_are_allowed = false;
    std::string no_orders;         // Why nothing can be ordered; empty: it can.
    std::vector<OrderRow> orders;  // The newest first.
    OrderDialogState order;
};

struct ChartPoint {
    double at_s = 0.0;   // Seconds since 1970, UTC.
    double value = 0.0;  // NaN: a gap begins.
    // As devices::CurvePoint has them.
    std::uint32_t readings = 1;
    double mean = value;
};
struct ChartSeries {
    std::string name, device, property;  // Of device its id.
    std::string unit;                    // As people read it.
    std::vector<ChartPoint> points;
    std::vector<std::string> categories;
    std::size_t readings = 0, left_out = 0;
    std::size_t loaded = 0;                  // Of the readings: from the history of the source,
    double loaded_until_s = 0.0;             // which reaches until then.
    bool is_loading = false;                 // More of it is being asked for,
    std::optional<double> loading_fraction;  // and so much has come; nothing: nobody knows.
    bool is_missing = false;                 // Its device is not there now.
};
struct ChartMark {
    double at_s = 0.0;
    std::string text;
};
struct ChartState {
    std::vector<ChartSeries> series;
    std::vector<ChartMark> marks;
    std::size_t chosen = 0;
    double from_s = 0.0, to_s = 0.0, window_s = 3600.0;
    double zone_offset_s = 0.0;
    std::string zone;
    bool is_band = false;  // Values of one unit as what lies between lowest and highest.
    bool shows_table = false;
    bool is_span = false;     // A part of the time is shown, and not what is up to now.
    std::string last_export;  // Path of the file written last.
};

struct AlarmRow {
    std::int64_t number = 0;
    std::string name, device, what, severity;   // `severity` as commands have it.
    std::string state;                          // "raised", "acknowledged", "cleared".
    std::string raised, acknowledged, cleared;  // When, in words; empty: not.
    std::string acknowledged_by, note;
    bool is_open = true;
};

struct AlarmRuleRow {
    std::string id, name, what, severity;
    bool is_on = true;
    std::size_t open = 0;
};

// A rule that is being made: from a value in two steps.
struct AlarmDraft {
    bool is_shown = false;
    std::uint64_t number = 0;  // Another number is another draft: fields begin anew.
    std::string device, device_name, kind, property, unit, unit_code;
    std::string value;  // As it is now.
    double limit = 0.0;
    std::string problem;
};

struct AlarmsState {
    std::vector<AlarmRow> alarms;  // Open ones first, the newest first.
    std::vector<AlarmRuleRow> rules;
    AlarmDraft draft;
    std::size_t open = 0, unacknowledged = 0;
    std::uint64_t suppressed = 0;
    std::int64_t chosen = 0;  // The alarm whose details are shown.
    std::string who;          // By whom alarms were acknowledged last.
};

}  // namespace belvedere::panels
