// SPDX-License-Identifier: Apache-2.0
// The city in words as panels show it, and the outline of the current object.
#pragma once

#include <utility>
#include <vector>

#include <glm/vec3.hpp>

#include "app/panels/panel_state.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Fills `state.describe` when it was told anew.
void fill_told(const Session& session, panels::PanelState& state);

// The twelve edges of the box round the current object, in the world; empty without one.
using WorldEdge = std::pair<glm::dvec3, glm::dvec3>;
[[nodiscard]] std::vector<WorldEdge> object_edges(const Session& session);

}  // namespace belvedere::window
