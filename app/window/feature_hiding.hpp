// SPDX-License-Identifier: Apache-2.0
// Hiding and isolating features as steps of the project, which can be undone and are saved with it.
#pragma once

#include <string>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

struct Session;

struct HiddenFeatures {
    std::vector<FeatureId> hidden;
    std::vector<FeatureId> isolated;  // Empty: nothing is.
};
// Makes the project say so, as one step under `title`. Features whose layer is gone are left out;
// kLimit for more than a project may name. Main thread.
[[nodiscard]] Result<void> hide_features(Session& session, const HiddenFeatures& features,
                                         std::string title);
// Hides in the scene what the project names; once its sources are opened. Features that are not
// loaded yet are hidden as soon as they are.
void follow_hidden_features(Session& session);

}  // namespace belvedere::window
