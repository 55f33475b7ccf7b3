// SPDX-License-Identifier: Apache-2.0
#include "app/panels/letter_pad.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/scan_plan.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Apart by spaces. Chinese is written by Latin letters and an input method, which is not ours.
constexpr std::string_view kLatin = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
constexpr std::string_view kFrench = "é è ê à â ç î ô ù û";
constexpr std::string_view kSpanish = "á é í ó ú ü ñ ¿ ¡";
constexpr std::string_view kRussian =
    "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я";
constexpr std::string_view kArabic =
    "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ء أ إ آ ة ى ئ ؤ";
constexpr std::string_view kRest = "0 1 2 3 4 5 6 7 8 9 . , : / - _ = + ' \" ( )";

struct Key {
    const char* command;
    Message message;
};
constexpr Key kKeys[] = {{"type.space", {"type.space", "Space"}},
                         {"type.erase", {"type.erase", "Erase"}},
                         {"type.enter", {"type.enter", "Enter"}},
                         {"type.leave", {"type.leave", "Leave the field"}}};

void append(std::string_view letters, std::vector<std::string>& to) {
    while (!letters.empty()) {
        const std::size_t end = letters.find(' ');
        to.emplace_back(letters.substr(0, end));
        letters.remove_prefix(end == std::string_view::npos ? letters.size() : end + 1);
    }
}

std::vector<std::string> letters_of(std::string_view language) {
    const std::string_view first = language.substr(0, 2);
    std::vector<std::string> letters;
    if (first == "ru") append(kRussian, letters);
    if (first == "ar") append(kArabic, letters);
    append(kLatin, letters);
    if (first == "fr") append(kFrench, letters);
    if (first == "es") append(kSpanish, letters);
    append(kRest, letters);
    return letters;
}

}  // namespace

void draw_letter_pad(const PanelState& state, const ui::Rect& window,
                     command::CommandQueue& commands) {
    if (!state.layout.shows_letters) return;
    const std::vector<std::string> letters = letters_of(words::language());
    const ui::Metrics& m = ui::metrics();
    const float margin = ui::scaled(m.spacing_px * 2.0F);
    const float side = std::max(ui::scaled(m.target_min_px), ui::text_extent("W").y + ui::gap_px());
    const float each = side * 1.2F + ui::gap_px();
    const auto columns =
        std::clamp(static_cast<std::size_t>((window.width() - 4.0F * margin) / each),
                   std::size_t{4}, std::size_t{24});
    const std::size_t rows = (letters.size() + columns - 1) / columns + 1;
    const float height = static_cast<float>(rows) * (side + ui::gap_px()) + 2.0F * margin;
    const ui::Rect place{window.x0 + margin, std::max(window.y0, window.y1 - height - margin), 0.0F,
                         0.0F};
    const Message name{"letters.region", "Letters"};
    ui::region(ui::kLettersRegion, name, place, ui::RegionLook::kFront, [&] {
        for (const Key& key : kKeys) {
            if (ui::tap_key(key.command, {words::text(key.message)}, 0.0F)) {
                commands.emit(key.command);
            }
            if (&key != &kKeys[std::size(kKeys) - 1]) ui::same_line();
        }
        for (std::size_t i = 0; i < letters.size(); ++i) {
            if (ui::tap_key("letter." + std::to_string(i), {letters[i]}, side * 1.2F)) {
                commands.emit("type.text", {{"text", letters[i]}});
            }
            if ((i + 1) % columns != 0 && i + 1 < letters.size()) ui::same_line();
        }
    });
}

}  // namespace belvedere::panels
