// SPDX-License-Identifier: Apache-2.0
// DeviceGroups: devices whose symbols would cover one another on the screen, as one symbol each
// with their number and the worst that any of them has.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "app/layers/device_symbols.hpp"

namespace belvedere::layers {

// Two devices and more. Where each stands and how it fares is DeviceSymbols' business.
struct DeviceGroup {
    std::uint32_t stands_at = 0;         // The one of them in whose place it stands.
    std::vector<std::uint32_t> members;  // Places in DeviceSymbols::devices().
    twin::TwinState worst = twin::TwinState::kLive;
    std::size_t alarmed = 0;  // Of them with an open alarm.
    Sign sign;                // Round the same anchor as other symbols.
    friend bool operator==(const DeviceGroup&, const DeviceGroup&) = default;
};

// How a device's state counts beside others': of a group the highest is shown.
[[nodiscard]] int gravity_of(twin::TwinState state);

// From where, and when symbols cover one another.
struct GroupView {
    // Where a place is on the screen, pixels; nothing beside it or behind the eye.
    std::function<std::optional<glm::vec2>(const glm::dvec3&)> on_screen;
    glm::vec2 size_px{1.0F};
    float reach_px = 18.0F;  // Symbols whose middles are nearer than this are one.
    // Of a device with an open alarm; null: none has one.
    std::function<bool(twin::EntityId)> is_alarmed;
    SignColor alarm;  // Of a group with an alarm.
};

// Every device that is shown is in one group or alone, so that numbers add up to all of them. The
// chosen device is always alone. Greedy, in the order of the list: a device takes all that are near
// it and not taken yet, found by a grid of the screen, so that the same view gives the same groups
// and 100,000 devices take about 15 ms, in slices. Main thread.
class DeviceGroups {
  public:
    // Begins anew; what was found before holds until the next is whole.
    void begin(const DeviceSymbols& symbols, GroupView view, const DeviceLook& look);
    // Works on for about `seconds_max`; true when something is left to do. `symbols` are those of
    // begin(); where their list has become another, it begins anew.
    bool advance(const DeviceSymbols& symbols, double seconds_max);
    // No groups: every device is alone.
    void clear();

    [[nodiscard]] bool is_under_way() const { return phase_ != Phase::kDone; }
    [[nodiscard]] std::span<const DeviceGroup> groups() const { return groups_; }
    static constexpr std::uint32_t kAlone = 0xFFFFFFFF;
    // In which group a device of the list is.
    [[nodiscard]] std::uint32_t group_of(std::size_t device) const {
        return device < group_of_.size() ? group_of_[device] : kAlone;
    }
    // Symbols on the screen: groups, and devices that are alone.
    [[nodiscard]] std::size_t on_screen() const { return groups_.size() + alone_; }
    // How many devices are in groups.
    [[nodiscard]] std::size_t grouped() const { return grouped_; }
    // Another number whenever groups are others.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

  private:
    enum class Phase { kProject, kSort, kGroup, kDone };
    [[nodiscard]] std::uint32_t cell_of(glm::vec2 at) const;
    void gather(const DeviceSymbols& symbols, std::uint32_t seed);
    void take_near(std::uint32_t seed, std::uint32_t cell, std::vector<std::uint32_t>& into);
    [[nodiscard]] DeviceGroup summed_up(const DeviceSymbols& symbols,
                                        std::vector<std::uint32_t> members) const;
    void step(const DeviceSymbols& symbols);
    void publish();

    GroupView view_;
    DeviceLook look_;
    Phase phase_ = Phase::kDone;
    std::size_t next_ = 0, count_ = 0;
    std::uint32_t columns_ = 1, rows_ = 1;
    std::vector<glm::vec2> at_;         // By device; not a number: not on the screen, or alone.
    std::vector<std::uint32_t> cells_;  // By device.
    struct Cell {
        std::uint32_t first = 0, count = 0;  // Of sorted_; those taken lie behind.
    };
    std::vector<Cell> grid_;
    std::vector<std::uint32_t> sorted_;  // Devices, cell by cell.
    std::vector<DeviceGroup> making_, groups_;
    std::vector<std::uint32_t> making_of_, group_of_;
    std::size_t alone_ = 0, grouped_ = 0;
    std::uint64_t revision_ = 0;
};

}  // namespace belvedere::layers
