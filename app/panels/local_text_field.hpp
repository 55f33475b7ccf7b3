// SPDX-License-Identifier: Apache-2.0
// LocalTextField: a field for a text that an audience reads, in the language that was chosen.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/command/message.hpp"
#include "app/panels/views_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class LocalTextField {
  public:
    // `owner` says whose text it is: another one's replaces what is typed. What the text is to be
    // from now on, when the person changed it.
    [[nodiscard]] std::optional<std::string> draw(std::string_view id, const Message& message,
                                                  const std::vector<LocalText>& texts,
                                                  const std::string& language, std::size_t owner);

  private:
    std::string typed_, seen_;  // And what the text was when it was looked at last.
    std::string language_;
    std::size_t owner_ = static_cast<std::size_t>(-1);
};

// Asks for a language of those that texts can be written in; `chosen` is kept in range. Its code;
// empty where there is none to choose.
[[nodiscard]] std::string choose_text_language(std::string_view id,
                                               const std::vector<text::Language>& languages,
                                               std::size_t& chosen);

}  // namespace belvedere::panels
