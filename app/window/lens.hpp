// SPDX-License-Identifier: Apache-2.0
// Lens: a magnifier in the picture. What it shows is drawn anew, as finely as the city has it, not
// the picture's pixels enlarged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/render/camera.hpp"

namespace belvedere::window {

struct Session;

// What the lens goes after.
enum class LensFollows : std::uint8_t {
    kPointer,
    kObject,  // The one that is described; the middle of the picture while there is none.
    kKeys,    // Stays where keys move it.
};
inline constexpr std::array<const char*, 3> kLensFollowsNames = {"pointer", "object", "keys"};

// Main thread. Plain data; factor and size are the person's preferences.
struct Lens {
    bool is_on = false;
    LensFollows follows = LensFollows::kPointer;
    glm::vec2 at{0.5F, 0.5F};  // What is magnified: shares of the picture, from its top left.
};

// A rectangle of the window, physical pixels.
struct LensFrame {
    float x0 = 0.0F, y0 = 0.0F, x1 = 0.0F, y1 = 0.0F;
    [[nodiscard]] float width() const { return x1 - x0; }
    [[nodiscard]] float height() const { return y1 - y0; }
    [[nodiscard]] bool contains(glm::vec2 at) const {
        return at.x >= x0 && at.x < x1 && at.y >= y0 && at.y < y1;
    }
};

// Where the lens lies and what it looks at.
struct LensView {
    LensFrame frame;
    render::Camera camera;
};

// How a picture is magnified: pure. `at` in pixels of the picture's rectangle.
struct LensOptics {
    LensFrame picture;
    glm::vec2 at{0.0F};
    double factor = 3.0, size = 0.4;
};
// The lens round `at`, moved inwards at the picture's edges. Its camera stands where the picture's
// does and looks at what is seen there, upright as the picture is.
[[nodiscard]] LensView lens_through(const render::Camera& camera, const LensOptics& optics);

// The session's lens; nothing while it is off or nothing is open.
[[nodiscard]] std::optional<LensView> lens_of(const Session& session);
// The middle of what it magnifies, in pixels of the window.
[[nodiscard]] glm::vec2 lens_middle_px(const Session& session);
// Takes the pointer's place on the picture when the lens follows it; whether anything changed.
bool lens_to_pointer(Session& session, glm::vec2 pointer_px);

// The parts of a line that lie inside of the frame, or outside of it.
using LensLine = std::vector<glm::vec2>;
[[nodiscard]] std::vector<LensLine> inside_of(const LensFrame& frame, const LensLine& line);
[[nodiscard]] std::vector<LensLine> outside_of(const LensFrame& frame, const LensLine& line);

}  // namespace belvedere::window
