// SPDX-License-Identifier: Apache-2.0
#include "app/panels/view_texts.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"

namespace belvedere::panels {

void ViewTexts::draw_fields(const ViewsState& views, command::CommandQueue& commands) {
    std::vector<std::string> names;
    names.reserve(views.bookmarks.size());
    for (const BookmarkRow& view : views.bookmarks)
        names.push_back(view.name);
    view_ = std::min(view_, names.size() - 1);
    if (const auto chosen = ui::choice("view", {"views.texts_of", "View"}, names, view_))
        view_ = *chosen;
    const BookmarkRow& view = views.bookmarks[view_];
    const auto index = static_cast<std::int64_t>(view_);
    const std::string language = choose_text_language("language", views.languages, language_);
    if (const auto name = name_.draw("name", {"views.audience_name", "Name for the audience"},
                                     view.names, language, view_)) {
        commands.emit("bookmark.set_name",
                      {{"index", index}, {"text", *name}, {"language", language}});
    }
    if (const auto caption = caption_.draw("caption", {"views.caption", "Caption"}, view.captions,
                                           language, view_)) {
        commands.emit("bookmark.set_caption",
                      {{"index", index}, {"text", *caption}, {"language", language}});
    }
    if (const auto note = note_.draw("note", {"views.note", "Note, for the presenter alone"},
                                     {{"", view.note}}, "", view_)) {
        commands.emit("bookmark.set_note", {{"index", index}, {"note", *note}});
    }
}

void ViewTexts::draw(const ViewsState& views, command::CommandQueue& commands) {
    if (views.bookmarks.empty()) return;
    ui::section("texts", {"views.texts", "Texts for an audience"}, ui::Initially::kClosed,
                [&] { draw_fields(views, commands); });
}

}  // namespace belvedere::panels
