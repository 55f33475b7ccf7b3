// SPDX-License-Identifier: Apache-2.0
// What the audience's picture says of live devices: their legend, values beside them, and what of
// them is not current.
#pragma once

#include "app/picture/surround.hpp"
#include "app/window/audience_words.hpp"
#include "app/window/session.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::window {

// Values that are written beside symbols at most: letters of this size leave room for few.
inline constexpr std::size_t kAudienceValues = 12;

// The legend of what is shown; a note for each feed that brings nothing now, one for all devices
// whose values are old. Main thread.
void add_devices(const Session& session, const AudienceLanguages& languages,
                 picture::Surround& surround);
// Values of the chosen property beside the symbols that `camera` shows on the sheet, nearest first.
// `symbol_px`: of a symbol. In the first language: numbers and units.
void add_device_values(const Session& session, const render::Camera& camera,
                       const picture::Sheet& sheet, float symbol_px, picture::Surround& surround);
// How large symbols are drawn for that sheet, relative to the presenter's.
[[nodiscard]] double audience_symbol_scale(const picture::Sheet& sheet);

}  // namespace belvedere::window
