// SPDX-License-Identifier: Apache-2.0
#include "app/panels/local_text_field.hpp"

#include <algorithm>

#include "app/ui/controls.hpp"

namespace belvedere::panels {

std::optional<std::string> LocalTextField::draw(std::string_view id, const Message& message,
                                                const std::vector<LocalText>& texts,
                                                const std::string& language, std::size_t owner) {
    const auto found = std::find_if(texts.begin(), texts.end(), [&](const LocalText& text) {
        return text.language == language;
    });
    const std::string now = found == texts.end() ? std::string() : found->text;
    // Undone, or changed by a command: what is typed follows.
    if (owner != owner_ || language != language_ || now != seen_) typed_ = now;
    owner_ = owner;
    language_ = language;
    seen_ = now;
    const ui::Edit edit = ui::text_field(id, message, typed_);
    if (edit == ui::Edit::kNone || typed_ == now) return std::nullopt;
    return typed_;
}

std::string choose_text_language(std::string_view id, const std::vector<text::Language>& languages,
                                 std::size_t& chosen) {
    std::vector<std::string> names;
    names.reserve(languages.size());
    for (const text::Language& language : languages)
        names.push_back(language.name);
    if (const auto now =
            ui::choice(id, {"local_text.language", "Language of the audience"}, names, chosen)) {
        chosen = *now;
    }
    chosen = languages.empty() ? 0 : std::min(chosen, languages.size() - 1);
    return languages.empty() ? std::string() : languages[chosen].code;
}

}  // namespace belvedere::panels
