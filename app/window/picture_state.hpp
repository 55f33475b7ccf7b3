// SPDX-License-Identifier: Apache-2.0
// What is asked of a picture for keeps, and how far it is. Plain data of the session.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace belvedere::window {

enum class PictureContent {
    kClean,      // The city, with the marks that were asked for.
    kWithPanels  // The window as it stands, at the picture's size.
};

struct PictureWish {
    // 0: the window's own. With panels the height counts, and the window's shape.
    std::uint32_t width_px = 0, height_px = 0;
    PictureContent content = PictureContent::kClean;
    bool has_attribution = true;
    bool has_scale_bar = true;
    std::string path;  // Empty: the pictures folder, named by time and place.
    friend bool operator==(const PictureWish&, const PictureWish&) = default;
};

enum class PictureStage {
    kIdle,
    kLoading,  // Tiles that the picture needs are on their way.
    kDrawing,  // Part after part.
    kWriting   // The last rows go to the file.
};

struct PictureState {
    bool shows_dialog = false;
    PictureWish chosen;                // What the dialog shows, and the key takes.
    std::optional<PictureWish> asked;  // To be begun.
    bool is_cancelled = false;
    PictureStage stage = PictureStage::kIdle;
    double progress = 0.0;
    std::string last_path;
};

}  // namespace belvedere::window
