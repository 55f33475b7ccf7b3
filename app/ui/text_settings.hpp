// SPDX-License-Identifier: Apache-2.0
// How the user wants text, beside its size (WCAG 2.2, 1.4.12).
#pragma once

#include <string>

namespace belvedere::ui {

struct TextSettings {
    std::string family = "Noto Sans";
    float letter_spacing_em = 0.0F;  // In parts of the em.
    float word_spacing_em = 0.0F;
    float line_height = 1.2F;  // Distance of baselines, in parts of the em.
    friend bool operator==(const TextSettings&, const TextSettings&) = default;
};

}  // namespace belvedere::ui
