// SPDX-License-Identifier: Apache-2.0
// ViewInput: what the mouse, the wheel, gamepads and pucks do on the picture.
#pragma once

#include <optional>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "app/input/input_event.hpp"
#include "app/window/device_motion.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Main thread. Left drags turn around the point under the cursor (or look around while flying and
// walking), right or Shift+left drags move along, middle or Ctrl+left drags look around, the wheel
// goes towards the cursor, a click picks, a double click flies there; the box and polygon tools and
// measuring take clicks and drags for themselves.
class ViewInput {
  public:
    explicit ViewInput(Session& session) : session_(session) {}

    // `over_picture`: no panel wants the pointer. Drags go on wherever the pointer moves.
    void handle(const input::InputEvent& event, bool over_picture);
    // Sticks and pucks move and turn as long as they are held; whether anything moved.
    bool move_by(const DeviceMotion& motion, double seconds);
    [[nodiscard]] bool dragging() const { return drag_.has_value(); }
    // Where the pointer is on the picture; nothing when it is elsewhere.
    [[nodiscard]] std::optional<glm::vec2> pointer() const { return pointer_; }

  private:
    enum class Gesture { kOrbit, kMove, kLook, kBox };
    struct Drag {
        input::MouseButton button = input::MouseButton::kLeft;
        input::Modifiers modifiers;
        Gesture gesture = Gesture::kOrbit;
        glm::vec2 from{0.0F}, last{0.0F};
        glm::dvec3 anchor{0.0};
        bool moved = false;  // Farther than a hand trembles.
    };
    void press(const input::MouseButtonEvent& event);
    void release(const input::MouseButtonEvent& event);
    void move(glm::vec2 to);
    void click(const Drag& drag, double now_s);
    void pick(glm::vec2 at, bool adds);
    [[nodiscard]] Gesture gesture_of(const input::MouseButtonEvent& event) const;

    Session& session_;
    std::optional<Drag> drag_;
    std::optional<glm::vec2> pointer_;
    glm::vec2 last_click_{0.0F};
    double last_click_s_ = -1.0;
};

// Selects what the outline of the box or polygon tool encloses: features whose middle is seen
// inside.
void select_in_outline(Session& session);

}  // namespace belvedere::window
