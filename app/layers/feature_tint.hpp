// SPDX-License-Identifier: Apache-2.0
// Buildings and surfaces in the colour of a value that belongs to them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/layers/device_symbols.hpp"
#include "engine/core/ids.hpp"

namespace belvedere::layers {

// What colours one feature.
struct TintedFeature {
    SignColor color;
    twin::EntityId device;  // Whose value it is: of several devices the one with the highest.
    double number = 0.0;    // In the tint's unit.
    bool is_old = false;    // Stale, lost or wholly faded.
    friend bool operator==(const TintedFeature&, const TintedFeature&) = default;
};

// Looks at the values of devices that belong to features, at most once a second, a slice at a time;
// what it found last stands until all are looked at again. Colours are those of the symbols' scale,
// or of a scale of its own where no symbol has a value. Main thread.
class FeatureTint {
  public:
    using Bound = std::pair<FeatureId, twin::EntityId>;
    struct Sources {
        const live::LiveCity& live;
        const DeviceSymbols& symbols;  // Whose scale counts.
        const DeviceLook& look;
        UtcTime now;
    };
    // Whether a pass is due: then `bound` is to be given anew. `revision` changes with the bonds.
    [[nodiscard]] bool is_due(std::uint64_t revision, const DeviceLook& look, double now_s) const;
    void begin(std::vector<Bound> bound, std::uint64_t revision, const DeviceLook& look,
               double now_s);
    // At most about `seconds_max`. True when something is left to do.
    bool advance(const Sources& sources, double seconds_max);
    // No feature is coloured any more.
    void clear();

    [[nodiscard]] const std::unordered_map<FeatureId, TintedFeature>& features() const {
        return features_;
    }
    // Whether features() changed since the last call.
    [[nodiscard]] bool take_changed() { return std::exchange(has_changed_, false); }
    [[nodiscard]] const ValueScale& scale() const { return scale_; }
    [[nodiscard]] twin::UnitId unit() const { return unit_; }
    // Of the values that were found last; nothing without any. The symbols' scale is to hold it.
    [[nodiscard]] std::optional<std::pair<double, double>> range() const {
        return features_.empty() ? std::nullopt : std::optional(range_);
    }
    [[nodiscard]] std::size_t old_count() const;

  private:
    void look_at(const Sources& sources, const Bound& bound);
    void finish(const Sources& sources);

    struct Found {
        double number = 0.0;
        twin::EntityId device;
        double fade = 0.0;
        bool is_old = false;
    };
    std::vector<Bound> bound_;
    std::size_t next_ = 0;
    bool is_under_way_ = false, has_changed_ = false;
    std::unordered_map<FeatureId, Found> found_;
    double low_ = 0.0, high_ = 0.0;
    twin::UnitId found_unit_;
    std::unordered_map<FeatureId, TintedFeature> features_;
    ValueScale scale_;
    std::pair<double, double> range_;
    twin::UnitId unit_;
    std::uint64_t revision_ = 0;
    std::string property_;
    double begun_s_ = -1e9;
};

}  // namespace belvedere::layers
