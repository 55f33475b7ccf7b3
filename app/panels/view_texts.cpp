// SPDX-License-Identifier: Apache-2.0
#include "app/panels/view_texts.hpp"

#include <cstdint>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

void ViewTexts::toggle(std::size_t view) {
    open_ = open_ == view ? std::nullopt : std::optional(view);
}

void ViewTexts::draw(const ViewsState& views, command::CommandQueue& commands) {
    if (open_ && *open_ >= views.bookmarks.size()) open_.reset();
    if (!open_) return;
    const BookmarkRow& view = views.bookmarks[*open_];
    const auto index = static_cast<std::int64_t>(*open_);
    ui::scope("texts", [&] {
        ui::plain_text("of",
                       words::text({"views.texts_of", "Texts of “{name}”"}, {{"name", view.name}}),
                       ui::Tone::kMuted);
        const std::string language = choose_text_language("language", views.languages, language_);
        if (const auto name = name_.draw("name", {"views.audience_name", "Name for the audience"},
                                         view.names, language, *open_)) {
            commands.emit("bookmark.set_name",
                          {{"index", index}, {"text", *name}, {"language", language}});
        }
        if (const auto caption = caption_.draw("caption", {"views.caption", "Caption"},
                                               view.captions, language, *open_)) {
            commands.emit("bookmark.set_caption",
                          {{"index", index}, {"text", *caption}, {"language", language}});
        }
        if (const auto note = note_.draw("note", {"views.note", "Note, for the presenter alone"},
                                         {{"", view.note}}, "", *open_)) {
            commands.emit("bookmark.set_note", {{"index", index}, {"note", *note}});
        }
        if (ui::button("close", {"views.texts_close", "Close the texts"})) open_.reset();
    });
}

}  // namespace belvedere::panels
