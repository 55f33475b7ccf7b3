// SPDX-License-Identifier: Apache-2.0
// The way from object to object by keys. Pure functions over plain data; any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/describe/scene_object.hpp"

namespace belvedere::describe {

// Which way to go on in a list.
enum class Direction { kNext, kPrevious };
// Any object of the list, or one of the same kind only.
enum class Company { kAny, kSameKind };

struct Step {
    FeatureId from;  // Invalid, or one that is not in the list: the list begins.
    Direction direction = Direction::kNext;
    Company company = Company::kAny;
};
// The index of the object that follows; nothing at the end of the list, which does not go round:
// a person who cannot see it would not notice.
[[nodiscard]] std::optional<std::size_t> step_in(std::span<const SceneObject> list,
                                                 const Step& step);

// Eight ways, clockwise from where the camera looks.
enum class Toward {
    kAhead,
    kAheadRight,
    kRight,
    kBehindRight,
    kBehind,
    kBehindLeft,
    kLeft,
    kAheadLeft,
};
// The way that an angle clockwise from the gaze belongs to.
[[nodiscard]] Toward toward_of(double relative_deg);

// From where and which way the nearest is asked for.
struct Look {
    FeatureId from;      // Is left out.
    glm::dvec3 place{};  // Its middle, or the eye.
    double heading_deg = 0.0;
    Toward toward = Toward::kAhead;
};
// The index of the object with the nearest middle within 22.5 degrees of the way; nothing when
// there is none.
[[nodiscard]] std::optional<std::size_t> nearest_toward(std::span<const SceneObject> list,
                                                        const Look& look,
                                                        const geo::LocalFrame& horizon);

// An object beside another.
struct Neighbour {
    std::size_t index = 0;  // In the list.
    Way way;
};
// The nearest `count` neighbours of the object at `place`, clockwise from north.
[[nodiscard]] std::vector<Neighbour> neighbours_of(std::span<const SceneObject> list,
                                                   const SceneObject& object, std::size_t count,
                                                   const geo::LocalFrame& horizon);

}  // namespace belvedere::describe
