// SPDX-License-Identifier: Apache-2.0
// What the session makes of bindings and identities: followed once a frame.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/layers/device_symbols.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Follows devices, city and project for at most about `seconds_max`: bindings, colours of
// buildings, identities. True when something is left to do. After the devices' symbols.
bool advance_twins(Session& session, const layers::DeviceLook& look, UtcTime now,
                   double seconds_max);

// What bindings are made of.
[[nodiscard]] binding::CityBinding::Sources binding_sources(Session& session,
                                                            binding::Suggests suggests);
// A device as a project names it, and back: nothing while its feed is not shown or never told of
// it.
[[nodiscard]] project::DeviceName device_name_of(const Session& session, twin::EntityId device);
[[nodiscard]] std::optional<twin::EntityId> device_named(const Session& session,
                                                         const project::DeviceName& name);
// The uri of the layer that the feature is in; empty when it is not open.
[[nodiscard]] std::string layer_of_feature(const Session& session, FeatureId feature);
// What a feature is called: its own `name` attribute is not asked, its id is what devices use.
[[nodiscard]] std::string feature_text(const Session& session, FeatureId feature);
// How buildings are coloured, for the legend on the picture; empty when they are not.
[[nodiscard]] std::string tint_text(const Session& session);

}  // namespace belvedere::window
