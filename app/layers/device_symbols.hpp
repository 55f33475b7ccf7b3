// SPDX-License-Identifier: Apache-2.0
// Twins as symbols: what of the store is drawn, where, in which shape and colour.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "app/layers/device_kind.hpp"
#include "app/layers/sign.hpp"
#include "app/layers/value_scale.hpp"
#include "app/live/live_city.hpp"
#include "engine/core/clock.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/twin/quality.hpp"

namespace belvedere::layers {

// How devices are to look.
struct DeviceLook {
    std::string property;  // Whose value gives the colour, by short or expanded name; empty: none.
    // Without a property: of each kind. With one: low to high, and `without` a value.
    std::array<SignColor, kDeviceKinds> kinds{};
    std::array<SignColor, kClassesMax> classes{};
    SignColor without{200, 200, 200, 255};
    SignColor faded{128, 128, 128, 255};  // What old values fade into.
    twin::EntityId chosen;                // The selected one.
    friend bool operator==(const DeviceLook&, const DeviceLook&) = default;
};

// One device as it is drawn.
struct Device {
    twin::EntityId entity;
    twin::NameId type;
    twin::SeriesId value_series, first_series;  // As they were looked at last.
    glm::dvec3 place{0.0};                      // World, where its symbol stands.
    twin::Position position;                    // As its source says.
    double number = 0.0;                        // Of the property, in the scale's unit.
    UtcTime observed_at;                        // Of that value; without one, of its newest.
    float fade_s = 0.0F;                        // Age at which its colour is faded.
    std::uint32_t placed_in = 0;                // Which surfaces it was put on; 0: none yet.
    twin::TwinState state = twin::TwinState::kLost;
    DeviceKind kind = DeviceKind::kOther;
    bool has_value = false;
    bool is_shown = false;
};

// How many there are.
struct DeviceCounts {
    std::size_t shown = 0;
    std::size_t valued = 0;                 // Of them, with a value of the property.
    std::array<std::size_t, 6> by_state{};  // By twin::TwinState.
    std::array<std::size_t, kDeviceKinds> by_kind{};
};

// What the inside of a symbol says of a state; of a group's symbol, of its worst. Pure.
[[nodiscard]] SignFill fill_of(twin::TwinState state);

// Keeps symbols in step with a store: work for what changed, about 0.3 us an entity, and a pass
// over all now and then for what time alone changes. A device keeps its place in the list until its
// source is forgotten, so that a list on the GPU need only be written where it changed. Main
// thread.
class DeviceSymbols {
  public:
    // Follows the store; at most about `seconds_max`. True when something is left to do: call again
    // soon. `now` is what ages are judged by; they are judged anew about once a second.
    bool update(const live::LiveCity& live, const DeviceLook& look, UtcTime now,
                double seconds_max);

    // Where the surface of the city is above or below a place; nothing where there is none.
    using Surface = std::function<std::optional<glm::dvec3>(const geo::Geodetic&)>;
    // Puts devices that were not yet, or that moved, on the surface; likewise bounded. Where there
    // is none they stand at the height that their source says, else on the ellipsoid.
    bool place(const Surface& surface, double seconds_max);
    // Surfaces are others now: all devices are placed again. The bound of work is place()'s.
    void place_again();

    // Values that are shown elsewhere in the same colours, in unit(), or in `unit` where no device
    // has a value: the scale holds them too.
    void include_range(double low, double high, twin::UnitId unit);

    [[nodiscard]] std::span<const Device> devices() const { return devices_; }
    [[nodiscard]] std::span<const Sign> symbols() const { return symbols_; }
    // Of whose entities they are, as of the last update.
    [[nodiscard]] std::span<const SourceId> sources() const { return shown_sources_; }
    // All changes of the store before this one are in the symbols.
    [[nodiscard]] std::uint64_t followed() const { return followed_; }
    // Indices of symbols that changed since the last call, in no order, each once or more.
    [[nodiscard]] std::vector<std::uint32_t> take_changed();
    // Symbols lie around it; it never changes once there is a device.
    [[nodiscard]] const glm::dvec3& anchor() const { return anchor_; }
    [[nodiscard]] DeviceCounts counts() const;                  // Walks over all.
    [[nodiscard]] std::size_t shown() const { return shown_; }  // counts().shown, at hand.
    [[nodiscard]] const ValueScale& scale() const { return scale_; }
    [[nodiscard]] twin::UnitId unit() const { return unit_; }  // Of the scale.
    [[nodiscard]] const Device* find(twin::EntityId entity) const;

  private:
    void start_over(const live::LiveCity& live, const DeviceLook& look);
    // Hides those whose source was forgotten; their places are for others.
    void drop_forgotten(const twin::TwinStore& store);
    void refresh(const live::LiveCity& live, twin::EntityId entity);
    void follow(const live::LiveCity& live, const twin::Change& change, twin::EntityId before);
    // Brings what following those changes will touch nearer.
    void read_ahead(const twin::TwinStore& store, std::span<const twin::Change> changes) const;
    void refresh_value(const twin::TwinStore& store, const twin::EntityRecord& record,
                       Device& device);
    void widen_scale(double number);
    void look_at(std::size_t index, UtcTime now);
    void move(std::size_t index, const glm::dvec3& place);
    [[nodiscard]] bool is_wanted_name(const twin::TwinStore& store, twin::NameId name);

    DeviceLook look_;
    std::vector<SourceId> shown_sources_;
    std::vector<Device> devices_;
    std::vector<Sign> symbols_;
    std::vector<std::uint32_t> index_of_entity_;
    std::vector<std::uint32_t> free_;  // Places of devices_ that nothing stands at.
    std::vector<std::uint32_t> changed_;
    std::vector<std::int8_t> wanted_names_;  // By name: -1 not known yet, 0, 1.
    std::vector<DeviceKind> kinds_of_names_;
    glm::dvec3 anchor_{0.0};
    bool has_anchor_ = false;
    std::uint64_t change_ = 0;       // Of the store's log that is taken in.
    std::uint64_t followed_ = 0;     // Likewise, with all entities there were.
    std::uint32_t next_entity_ = 0;  // All before it have been looked at once.
    std::size_t shown_ = 0;
    std::size_t judged_ = 0;  // Where the pass over all is.
    double pass_begin_s_ = -1e9;
    ValueScale scale_;
    double low_ = 0.0, high_ = 0.0;  // Of all values since the property was chosen.
    bool has_range_ = false;
    twin::UnitId unit_;
    UtcTime now_;
    std::uint32_t surfaces_ = 1;
    std::size_t place_next_ = 0;
    bool has_unplaced_ = false;
};

}  // namespace belvedere::layers
