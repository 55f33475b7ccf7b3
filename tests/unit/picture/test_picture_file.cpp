// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "app/picture/picture_file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace belvedere;
using namespace belvedere::picture;

std::string text_of(const std::vector<content::encode::PngText>& texts,
                    const std::string& keyword) {
    const auto found = std::find_if(texts.begin(), texts.end(),
                                    [&](const auto& text) { return text.keyword == keyword; });
    return found == texts.end() ? std::string() : found->text;
}

TEST(PictureFile, SaysWhatItShows) {
    PictureFacts facts;
    facts.name = "Demo city";
    facts.view = view_text({{11.5, 48.25, 300.0}, 90.0, -30.0});
    facts.time = "2026-06-21T12:00:00Z";
    facts.sources = {"https://me:secret@example.org/city/tileset.json?token=abc#part",
                     "/home/me/cities/minato/tileset.json"};
    facts.attributions = {"© City of Minato", "© Survey"};
    const auto texts = picture_texts(facts);
    EXPECT_EQ(text_of(texts, "Title"), "Demo city");
    EXPECT_EQ(text_of(texts, "Description"),
              "camera 11.5000000,48.2500000,300.000,90.000,-30.000; sun 2026-06-21T12:00:00Z");
    EXPECT_EQ(text_of(texts, "Source"),
              "https://example.org/city/tileset.json\nminato/tileset.json");
    EXPECT_EQ(text_of(texts, "Copyright"), "© City of Minato; © Survey");
    EXPECT_EQ(text_of(texts, "Creation Time"), "");
}

TEST(PictureFile, HasAFreeNameByTimeAndPlace) {
    const test::TemporaryFolder folder;
    FileNameRequest request;
    request.now = utc_of({2026, 6, 21, 14, 5, 9, 123});
    request.place = {-0.1275, 51.5, 10.0};
    request.name = "a/b: \"c\"";
    const auto path = free_file(folder.path(), request);
    EXPECT_EQ(path.filename(), "2026-06-21 14-05-09 51.5000N 0.1275W ab c.png");
    folder.write(path.filename(), "there");
    EXPECT_EQ(free_file(folder.path(), request).filename(),
              "2026-06-21 14-05-09 51.5000N 0.1275W ab c (2).png");
    request.has_place = false;
    request.name = std::string(200, 'x') + "…";
    EXPECT_EQ(free_file(folder.path(), request).filename(),
              "2026-06-21 14-05-09 " + std::string(60, 'x') + ".png");
}

}  // namespace
