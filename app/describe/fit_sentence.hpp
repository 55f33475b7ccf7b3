// SPDX-License-Identifier: Apache-2.0
// What a person is told of a first view that leaves something out.
#pragma once

#include <string>

#include "app/city/scene.hpp"

namespace belvedere::describe {

// "The first view shows about 7 605 of 7 978 features: the rest lies far out", in the person's
// language; empty for a view of everything. Main thread.
[[nodiscard]] std::string fit_sentence(const city::SceneFit& fit);

}  // namespace belvedere::describe
