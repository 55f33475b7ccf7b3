// SPDX-License-Identifier: Apache-2.0
// LiveDesk: what a person has open of the living city: a list of devices, a chart, alarms. Plain
// data beside the board and the list; the rules of what goes together stand in the commands.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "app/devices/device_list.hpp"
#include "app/devices/loaded_past.hpp"
#include "app/project/twin_chart.hpp"
#include "app/words/words.hpp"
#include "engine/feed/device_order.hpp"
#include "engine/indicator/alarm_board.hpp"
#include "engine/twin/twin_query.hpp"
#include "engine/twin/unit_changes.hpp"

namespace belvedere::window {

// A rule being made of a device's value.
struct DraftedAlarm {
    std::uint64_t number = 0;  // 0: none is being made.
    twin::EntityId device;
    twin::SeriesId series;  // None of a silence.
    words::Sentence problem;
};

// An order being made of a device's value.
struct DraftedOrder {
    std::uint64_t number = 0;  // 0: none is being made.
    twin::EntityId device;
    twin::SeriesId series;
    std::string problem;  // Why it was not sent, in the person's language.
};

// What was loaded of the past of a value in the chart.
struct ChartedPast {
    project::ChartedSeries of;
    devices::LoadedPast past;
    std::uint64_t activity = 0;  // That loads more of it, and may have ended; 0: none did.
};

// What was told of a feed whose values come in another unit than before.
struct UnitNews {
    twin::SeriesId last;      // Of which nothing was known.
    bool is_untold = false;   // It waits
    std::int64_t due_us = 0;  // until then.
    std::string text;         // Of the notice, which the next one takes the place of.
};

struct LiveDesk {
    explicit LiveDesk(const twin::TwinStore& store) : board(store), units(store) {}

    indicator::AlarmBoard board;
    std::vector<indicator::AlarmRule> rules;  // As the board has them,
    std::string rules_json;                   // and the project.
    std::uint64_t alarms_changed = 0;         // Rises with every raised, cleared, acknowledged one.
    std::int64_t chosen_alarm = 0;
    twin::UnitChanges units;                 // Of which nobody has taken note.
    std::uint64_t units_changed = 0;         // Rises with each that comes or is acknowledged.
    std::map<SourceId, UnitNews> unit_news;  // Of feeds that ever had any.
    DraftedAlarm draft;
    std::uint64_t drafts = 0;  // Made so far.
    std::string who;           // Who acknowledged or ordered last.

    feed::OrderDesk orders;  // Off until a person allows them: for this run alone.
    DraftedOrder order_draft;
    std::uint64_t orders_changed = 0;

    devices::DeviceQuery query;
    std::unique_ptr<devices::DeviceList> list;  // The window's; null: nothing is listed.
    bool takes_first = false;  // The first of the list is chosen as soon as it is there.
    std::string chosen_feed;   // Its URL.

    twin::EntityId told_group;  // The device that the group told last stands at; none: none was.

    bool follows_device = false;  // The view goes where the chosen device goes.
    std::optional<glm::dvec3> followed_at;

    // Of the project's chart, place by place; none where the device is not there now. See
    // sync_chart().
    std::vector<twin::SeriesId> charted;
    std::vector<project::ChartedSeries> charted_of;  // What they were made of.
    std::size_t chosen_series = 0;
    std::vector<ChartedPast> pasts;  // Of some of them; those of others are dropped.
    std::string last_export;
};

}  // namespace belvedere::window
