// SPDX-License-Identifier: Apache-2.0
// CityBinding: which object of the city each device belongs to.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/city/scene.hpp"
#include "app/live/live_city.hpp"
#include "app/project/twin_links.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::binding {

// How it is known.
enum class BindingState : std::uint8_t {
    kNone,       // Nothing says so, and it stands on no building that is loaded.
    kNamed,      // The device names the object.
    kMissing,    // The device or the project names one that no open layer is known to have.
    kConfirmed,  // A person said so.
    kSuggested,  // It stands on it; nobody said so.
    kRefused,    // A person said that it belongs to none.
    kGone,       // Its source is not shown, or says that it no longer exists.
};
inline constexpr std::size_t kBindingStates = 7;

struct Binding {
    BindingState state = BindingState::kGone;
    FeatureId feature;    // Of kNamed, kConfirmed and kSuggested.
    twin::SeriesId said;  // The property that names the object, where the device does.
    friend bool operator==(const Binding&, const Binding&) = default;
    [[nodiscard]] bool is_bound() const {
        return state == BindingState::kNamed || state == BindingState::kConfirmed;
    }
};

// Whether devices that nothing else is known of are looked for on buildings: a ray each.
enum class Suggests : std::uint8_t { kNo, kYes };

// Keeps bindings in step with devices, city and project. A person's word counts before the
// device's; what only the place suggests is never taken for known. Objects are found by their id in
// any open layer, loaded once or not, else by attributes of loaded ones (city::IdSearch). What is
// not found is looked for again as more of the city is loaded. Vehicles and other devices that go
// about are suggested nothing. Main thread. 20 bytes a device.
class CityBinding {
  public:
    // The layer that a project names; invalid when it is not open.
    using LayerOf = std::function<SourceId(const std::string& uri)>;
    struct Sources {
        const live::LiveCity& live;
        city::Scene& scene;
        const project::SharedList<project::DeviceBinding>& said;
        LayerOf layer_of;
        Suggests suggests = Suggests::kNo;
    };
    // Follows them for at most about `seconds_max`. True when something is left to do.
    bool update(const Sources& sources, double seconds_max);
    // The same for one device now, suggestion included: for the one that is looked at.
    void look_at(const Sources& sources, twin::EntityId device);

    [[nodiscard]] Binding of(twin::EntityId device) const;
    // Devices that belong to the object, without suggested ones; in no order.
    [[nodiscard]] std::span<const twin::EntityId> devices_of(FeatureId feature) const;
    [[nodiscard]] const std::array<std::size_t, kBindingStates>& counts() const { return counts_; }
    // The first so many in that state.
    [[nodiscard]] std::vector<twin::EntityId> devices_in(BindingState state,
                                                         std::size_t count_max) const;
    // All that belong together; with kYes also what is only suggested. In no order.
    [[nodiscard]] std::vector<std::pair<FeatureId, twin::EntityId>> pairs(Suggests with) const;
    // Rises with each change.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

  private:
    void start_over(const Sources& sources);
    void follow_changes(const Sources& sources);
    void refresh(const Sources& sources, twin::EntityId device);
    [[nodiscard]] Binding known_of(const Sources& sources, twin::EntityId device);
    [[nodiscard]] FeatureId find_named(const city::Scene& scene,
                                       const std::vector<std::string>& names);
    [[nodiscard]] bool is_reference(const twin::TwinStore& store, twin::NameId name);
    [[nodiscard]] bool suggest(const Sources& sources, twin::EntityId device);
    bool retry_missing(const Sources& sources, double end_s);
    bool suggest_more(const Sources& sources, double end_s);
    void set(twin::EntityId device, const Binding& next);
    void keep_names(city::Scene& scene);

    std::vector<Binding> bindings_;  // By entity.
    std::unordered_map<FeatureId, std::vector<twin::EntityId>> by_feature_;
    std::array<std::size_t, kBindingStates> counts_{};
    std::uint64_t revision_ = 1, kept_ = 0;

    project::SharedList<project::DeviceBinding> said_;
    std::unordered_map<std::string, std::size_t> said_of_;  // Source, line break, id.
    std::vector<SourceId> shown_sources_;
    std::vector<std::int8_t> reference_names_;  // By name: -1 not known yet, 0, 1.
    std::uint64_t change_ = 0;                  // Of the store's log that is taken in.
    std::uint32_t next_entity_ = 0;             // All before it were looked at.

    std::size_t numbered_ = 0;                            // Features when it was last looked again.
    std::size_t layers_ = 0;                              // Likewise.
    std::unordered_set<std::string> unknown_;             // Names that no feature has as its id.
    std::optional<city::IdSearch> search_;                // For them, among attributes.
    std::unordered_map<std::string, FeatureId> aliases_;  // What it found.

    std::uint32_t suggest_next_ = 0;  // All before it were put on the city as it is.
    bool suggests_again_ = false;     // Once it is complete.
    std::vector<twin::EntityId> moved_;
};

}  // namespace belvedere::binding
