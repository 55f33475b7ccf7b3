// SPDX-License-Identifier: Apache-2.0
// Audience: the picture an audience sees, and the window it is in when that is a second one. Plain
// data of the application.
#pragma once

#include <memory>

#include "app/picture/surround_painter.hpp"
#include "app/platform/window.hpp"
#include "app/window/seen_scene.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::window {

struct Audience {
    std::unique_ptr<platform::Window> window;  // Null: none, or the presenter's shows the picture.
    std::unique_ptr<picture::SurroundPainter> painter;
    std::unique_ptr<text::Translator> second;  // Null: one language.
    bool fills_desk_screen = false;            // The presenter's window was made to.

    // The audience's own eye; the presenter's unless the picture is frozen.
    render::Camera camera;
    glm::dvec3 to_sun{0.0, 0.0, 1.0};
    picture::Surround surround;
    picture::Sheet sheet;

    render::DrawList list;
    render::View view;
    SeenScene seen;  // Of the picture that is shown.
    picture::Surround seen_surround;
    std::uint64_t devices_seen = 0;  // Their revision on it.
    bool is_dirty = true;            // The window wants to be drawn whatever changed.
    bool is_rested = false;          // The full-quality picture is shown.
    double changed_s = 0.0;
    double looked_s = 0.0;  // When it was looked for changes last.
};

}  // namespace belvedere::window
