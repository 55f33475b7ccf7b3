// SPDX-License-Identifier: Apache-2.0
// What commands on city models have in common: which layers are meant, what is read of them, and
// where their objects are.
#pragma once

#include <cstddef>
#include <string>

#include "app/command/command.hpp"
#include "app/convert/open_city_model.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// A layer that is an open city model.
struct ModelLayer {
    std::size_t index = 0;  // In the project.
    SourceId source;
    std::string name;
    convert::CityModelOptions options;
};
// The layer that the argument `name` of the call gives; kUsage when there is none, kDenied when it
// is not open, or no city model.
[[nodiscard]] Result<ModelLayer> model_layer(const Session& session, const command::Call& call,
                                             const char* name);
// The place of a layer's source in the project; nothing once it is closed.
[[nodiscard]] std::optional<std::size_t> index_of(const Session& session, SourceId source);

// Selects an object and flies there; where it is not loaded, its place is looked up in the files
// first.
[[nodiscard]] Result<void> go_to_object(Session& session, SourceId source, const std::string& id);

// Shows a tab of the lower side.
void show_bottom_tab(Session& session, const char* tab);

// Once a round: asks where newly opened models stand that do not say.
void follow_models(Session& session);

}  // namespace belvedere::window
