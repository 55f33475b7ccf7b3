// SPDX-License-Identifier: Apache-2.0
// What the audience reads, in one language or two at once.
#pragma once

#include <functional>
#include <optional>

#include "app/picture/surround.hpp"
#include "app/window/session.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::window {

struct AudienceLanguages {
    const text::Translator* first = nullptr;   // The interface's.
    const text::Translator* second = nullptr;  // Null: one language.
};

// Says the same in each language; what reads alike in both is said once. words::use() is the first
// again afterwards.
[[nodiscard]] picture::Phrases in_all(const AudienceLanguages& languages,
                                      const std::function<std::string()>& say);
// Title and caption of the current view, the legend, what is not current, credits. Scale bar and
// pointer are the picture's business. Main thread.
[[nodiscard]] picture::Surround audience_surround(const Session& session,
                                                  const AudienceLanguages& languages);
// The text of the language, else the plain one; empty when there is neither.
[[nodiscard]] std::string local_text(const project::LocalTexts& texts, const std::string& language,
                                     const std::string& plain);

}  // namespace belvedere::window
