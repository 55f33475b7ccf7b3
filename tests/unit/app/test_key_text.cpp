// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/words/key_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::words {
namespace {

TEST(KeyText, IsThatOfFilesInEnglish) {
    use(nullptr);
    for (std::size_t key = 1; key < input::kKeyCount; ++key) {
        for (std::uint8_t bits = 0; bits < 16; ++bits) {
            const input::KeyChord chord{static_cast<input::Key>(key), {bits}};
            EXPECT_EQ(key_text(chord), input::to_text(chord));
        }
    }
    EXPECT_EQ(key_text({}), "");
}

TEST(KeyText, NamesKeysInTheLanguage) {
    text::Translator translator({BELVEDERE_TRANSLATIONS, "none"});
    ASSERT_TRUE(translator.choose("fr"));
    use(&translator);
    const std::uint8_t shift = input::Modifiers::kShift;
    const std::uint8_t control = input::Modifiers::kControl;
    EXPECT_EQ(key_text({input::Key::kLeft, {shift}}), "Maj+Gauche");
    EXPECT_EQ(key_text({input::Key::kO, {control}}), "Ctrl+O");
    use(nullptr);
}

}  // namespace
}  // namespace belvedere::words
