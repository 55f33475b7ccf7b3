// SPDX-License-Identifier: Apache-2.0
// What the views panel shows: kept views and their texts, and where the camera stands.
#pragma once

#include <string>
#include <vector>

#include "engine/text/translator.hpp"

namespace belvedere::panels {

// A text in a language.
struct LocalText {
    std::string language, text;  // BCP 47.
};

struct BookmarkRow {
    std::string name, place;
    std::string note;                        // For who presents it.
    std::vector<LocalText> names, captions;  // For an audience.
};

// A place as it is read, and as it goes to the clipboard, alike in every language.
struct PlaceRow {
    std::string shown, copied;
};

struct ViewsState {
    std::vector<BookmarkRow> bookmarks;
    PlaceRow position;                      // Of the camera.
    std::string typed_crs;                  // What places are typed in; empty: degrees.
    std::string go_to_problem;              // Why the coordinates typed last could not be read.
    std::string navigation;                 // "orbit", "fly", "walk".
    std::vector<text::Language> languages;  // That texts for an audience can be written in.
};

}  // namespace belvedere::panels
