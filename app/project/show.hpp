// SPDX-License-Identifier: Apache-2.0
// Show: views that follow one another by themselves, as a file describes them:
//   {"belvedere_show": 1, "languages": ["fr", "ar"], "minutes": 60, "then": "stay",
//    "views": [{"name": {"fr": "La gare", "ar": "المحطة"}, "caption": {"fr": "…"}, "note": "…",
//               "camera": [11.0, 48.0, 350, 20, -30], "dwell_s": 12,
//               "time": "2026-06-21T15:00+02:00"}]}
// Texts are one text or one for each language. `camera` is longitude, latitude, ellipsoidal height,
// heading and pitch as --camera has them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/project/project.hpp"
#include "engine/core/result.hpp"

namespace belvedere::project {

struct ShowView {
    Bookmark bookmark;
    double dwell_s = 10.0;                // From the beginning of the flight there.
    std::optional<std::int64_t> time_us;  // Of the sun; else it stays as it is.
    friend bool operator==(const ShowView&, const ShowView&) = default;
};

enum class AfterShow { kStay, kQuit };

struct Show {
    std::vector<ShowView> views;
    std::vector<std::string> languages;  // Empty: the interface's.
    double minutes = 0.0;                // How long it goes round; 0: for ever.
    AfterShow then = AfterShow::kStay;
    friend bool operator==(const Show&, const Show&) = default;
};

inline constexpr std::size_t kShowBytesMax = 4U << 20;
inline constexpr std::size_t kShowViewsMax = 4096;
inline constexpr double kDwellMin_s = 0.5, kDwellMax_s = 86'400.0;

// kBadData names what is wrong and where; kLimit for what is too long. Any input is safe.
[[nodiscard]] Result<Show> show_from_json(std::string_view text);
[[nodiscard]] Result<Show> load_show(const std::filesystem::path& path);

}  // namespace belvedere::project
