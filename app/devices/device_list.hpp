// SPDX-License-Identifier: Apache-2.0
// DeviceList: which of up to millions of devices are asked for, and in what order, worked out
// beside the frame.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::devices {

enum class DeviceSort : std::uint8_t { kName, kKind, kState, kAge, kValue };
enum class DeviceGrouping : std::uint8_t { kNone, kKind, kState, kSource };
enum class SortOrder : std::uint8_t { kUp, kDown };

// What is asked for. Empty members ask for all.
struct DeviceQuery {
    std::string text;    // A part of the id or the kind, capitals or not.
    std::string kind;    // Short name of the type.
    std::string source;  // The source's name.
    std::optional<twin::TwinState> state;
    // Short name: only devices that have it, and its value is what kValue sorts by, in the base
    // unit of what it measures, so that two units of one quantity compare.
    std::string property;
    // Only these, sorted; null: of all. Another list is another question.
    std::shared_ptr<const std::vector<twin::EntityId>> among;
    DeviceSort sort = DeviceSort::kName;
    SortOrder order = SortOrder::kUp;
    DeviceGrouping grouping = DeviceGrouping::kNone;
    friend bool operator==(const DeviceQuery&, const DeviceQuery&) = default;
};

// A line of the list: a device, or the heading of a group.
struct DeviceLine {
    twin::EntityId entity;    // None: a heading.
    std::uint32_t group = 0;  // Of DeviceOrder::groups.
};
struct DeviceGroup {
    std::string name;  // Kind or source; of states the number of the state, as text.
    std::uint64_t count = 0;
};

// The answer, as of when it was collected. Plain data.
struct DeviceOrder {
    DeviceQuery query;
    std::vector<DeviceLine> lines;
    std::vector<DeviceGroup> groups;  // Empty without grouping.
    std::uint64_t found = 0, total = 0;
    std::vector<std::string> kinds;  // All there are, sorted.
};

// One device as it is sorted. Text lies in DeviceKeys.
struct DeviceKey {
    twin::EntityId entity;
    std::uint32_t id_offset = 0;
    std::uint16_t id_length = 0;
    std::uint16_t source = 0;
    std::uint32_t kind = 0;  // Of DeviceKeys::kinds.
    twin::TwinState state = twin::TwinState::kLost;
    bool has_value = false;
    UtcTime observed_at;
    double number = 0.0;
};
struct DeviceKeys {
    std::string ids;
    std::vector<DeviceKey> keys;
    std::vector<std::string> kinds;    // By number; "" is without one.
    std::vector<std::string> sources;  // By SourceId.
    std::uint64_t total = 0;
};
// Filters, sorts and groups. Pure; any thread. Equal ones stand in the order of their ids.
[[nodiscard]] DeviceOrder order_devices(const DeviceKeys& keys, const DeviceQuery& query);

// Collects keys from the store a slice a frame, and has a worker order them; the list before stays
// until the new one is there. Main thread. Memory: about 100 bytes a device while it is collected,
// 8 after. The list outlives what workers still do for it.
class DeviceList {
  public:
    static constexpr std::size_t kEntitiesAtOnce = 16'384;  // About 3 ms.
    static constexpr double kRefresh_s = 2.0;               // While values come in.

    // `wake` is called by the worker when an order is ready.
    DeviceList(JobPool& jobs, std::function<void()> wake);

    struct Moment {
        double steady_s = 0.0;
        UtcTime now;
    };
    // Works on. `shows` says whose devices are listed. True when order() is another.
    bool advance(const twin::TwinStore& store, const std::function<bool(SourceId)>& shows,
                 const Moment& moment);
    void ask(DeviceQuery query);
    [[nodiscard]] const DeviceQuery& query() const { return query_; }
    // What was found last; its query says for what.
    [[nodiscard]] const DeviceOrder& order() const { return *order_; }
    // The same, for whoever draws it later.
    [[nodiscard]] std::shared_ptr<const DeviceOrder> snapshot() const { return order_; }
    // Something newer is under way and advance() is wanted at once.
    [[nodiscard]] bool is_collecting() const { return keys_ != nullptr; }
    [[nodiscard]] bool is_sorting() const { return waits_for_ != 0; }

  private:
    struct Box;  // Where the worker leaves its answer.
    void begin(const twin::TwinStore& store);
    void collect(const twin::TwinStore& store, const std::function<bool(SourceId)>& shows,
                 UtcTime now);

    JobPool& jobs_;
    std::shared_ptr<Box> box_;
    std::shared_ptr<const DeviceOrder> order_ = std::make_shared<DeviceOrder>();
    DeviceQuery query_;
    std::shared_ptr<DeviceKeys> keys_;    // While they are collected.
    std::vector<std::uint32_t> kind_of_;  // Of keys_->kinds, by NameId; 0: not met yet.
    std::uint32_t next_entity_ = 0;
    std::uint64_t change_ = 0;  // Of the store's log, when collecting began.
    double begun_s_ = -1e9;
    bool is_asked_ = true;
    std::uint64_t asked_ = 0, waits_for_ = 0;
};

}  // namespace belvedere::devices
