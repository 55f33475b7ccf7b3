// SPDX-License-Identifier: Apache-2.0
// What another program answers of a model, which may be anything.
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/model/answer_layout.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_answer.hpp"
#include "test_paths.hpp"
#include "tests/support/city_bytes.hpp"

namespace belvedere::content::tests_of_model_answer {
namespace {

using model::LibraryModel;
using model::ModelAnswer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Bytes bytes_of_file(const std::filesystem::path& path) {
    const std::string text = text_of_file(path);
    const ByteView bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

ModelAnswer sample() {
    ModelAnswer answer;
    LibraryModel& model = answer.model;
    model.positions = {{0, 0, 0}, {1, 0, 0}, {1, 1, 3}, {0.1, 1, 3}};
    model.texture_coordinates = {glm::vec2(0.0F), glm::vec2(1, 0), glm::vec2(1, 1),
                                 glm::vec2(-2, 1)};
    model.triangles = {{{0, 1, 2}, 1}, {{0, 2, 3}, kNone}};
    model.materials.resize(2);
    model.materials[0].image = 1;
    model.materials[1].look.diffuse[1] = 0.25F;
    model.materials[1].look.is_smooth = true;
    model.materials[1].image = 0;
    model.materials[1].wrap = Wrap::kMirror;
    model.materials[1].has_holes = true;
    model.images.resize(2);
    model.images[0].path = "b\xC3\xA4ume/bark.png";
    model.notes = {"lines are left out"};
    answer.image_files.resize(2);
    answer.image_files[1] = bytes_of_file(std::filesystem::path(BELVEDERE_TEST_DATA) /
                                          "../fuzz/corpus/images/plain_rgb.png");
    return answer;
}

TEST(ModelAnswer, ComesBackAsItWas) {
    const ModelAnswer from = sample();
    const auto to = model::read_model_answer(model::write_model_answer(from), "lib/");
    ASSERT_TRUE(to) << to.error().message;
    EXPECT_EQ(to->positions, from.model.positions);
    EXPECT_EQ(to->texture_coordinates, from.model.texture_coordinates);
    ASSERT_EQ(to->triangles.size(), 2U);
    EXPECT_EQ(to->triangles[1].corners, from.model.triangles[1].corners);
    EXPECT_EQ(to->triangles[0].material, 1U);
    EXPECT_EQ(to->triangles[1].material, kNone);
    ASSERT_EQ(to->materials.size(), 2U);
    EXPECT_EQ(to->materials[1].look.diffuse[1], 0.25F);
    EXPECT_TRUE(to->materials[1].look.is_smooth);
    EXPECT_EQ(to->materials[1].wrap, Wrap::kMirror);
    EXPECT_TRUE(to->materials[1].has_holes);
    ASSERT_EQ(to->images.size(), 2U);
    EXPECT_EQ(to->images[0].path, "lib/b\xC3\xA4ume/bark.png");
    ASSERT_NE(to->images[1].pixels, nullptr);
    EXPECT_GT(to->images[1].pixels->record.width, 0U);
    EXPECT_THAT(to->notes, ElementsAre("lines are left out"));
}

TEST(ModelAnswer, AnImageThatIsNoneIsMissedByItsMaterialsAlone) {
    ModelAnswer from = sample();
    from.image_files[1] = Bytes(100, std::byte{7});
    const auto to = model::read_model_answer(model::write_model_answer(from), "");
    ASSERT_TRUE(to) << to.error().message;
    ASSERT_EQ(to->images.size(), 1U);
    EXPECT_EQ(to->materials[0].image, kNone);
    EXPECT_EQ(to->materials[1].image, 0U);
    EXPECT_THAT(to->notes,
                ElementsAre("lines are left out", "an image inside the model cannot be read"));
}

TEST(ModelAnswer, FailuresAreSaidInPlainCharacters) {
    const Bytes bytes = model::write_model_answer(
        fail(ErrorKind::kLimit, "too large: \x1B[31m\xFF" + std::string(1000, 'x')));
    const auto to = model::read_model_answer(bytes, "");
    ASSERT_FALSE(to);
    EXPECT_EQ(to.error().kind, ErrorKind::kLimit);
    EXPECT_THAT(to.error().message, HasSubstr("too large: ?[31m?"));
    EXPECT_EQ(to.error().message.size(), model::limits::kModelSentenceBytes);
}

TEST(ModelAnswer, UnsoundModelsAreRefused) {
    const std::pair<const char*, std::function<void(LibraryModel&)>> cases[] = {
        {"corner", [](LibraryModel& m) { m.triangles[0].corners[2] = 4; }},
        {"material", [](LibraryModel& m) { m.triangles[0].material = 2; }},
        {"image", [](LibraryModel& m) { m.materials[0].image = 2; }},
        {"far", [](LibraryModel& m) { m.positions[1].x = 1e30; }},
        {"no number",
         [](LibraryModel& m) { m.positions[1].x = std::numeric_limits<double>::quiet_NaN(); }},
        {"no coordinate",
         [](LibraryModel& m) {
             m.texture_coordinates[0].x = std::numeric_limits<float>::infinity();
         }},
        {"coordinates", [](LibraryModel& m) { m.texture_coordinates.pop_back(); }},
        {"color", [](LibraryModel& m) { m.materials[0].look.diffuse[0] = 1.5F; }},
        {"glow", [](LibraryModel& m) { m.materials[0].look.emissive[0] = std::nanf(""); }},
        {"transparency", [](LibraryModel& m) { m.materials[0].look.transparency = -1.0F; }},
        {"wrap", [](LibraryModel& m) { m.materials[0].wrap = static_cast<Wrap>(9); }},
        {"faces", [](LibraryModel& m) { m.triangles.clear(); }},
        {"path", [](LibraryModel& m) { m.images[0].path = std::string("a\0b", 3); }},
        {"no image", [](LibraryModel& m) { m.images[0].path.clear(); }},
        {"two images", [](LibraryModel& m) { m.images[1].path = "a.png"; }},
        {"long path", [](LibraryModel& m) { m.images[0].path = std::string(5000, 'a'); }},
        {"note", [](LibraryModel& m) { m.notes[0].clear(); }},
        {"notes", [](LibraryModel& m) { m.notes.resize(17, "a"); }},
        {"images",
         [](LibraryModel& m) {
             m.images.resize(65, {"a.png", {}});
         }},
        {"materials", [](LibraryModel& m) { m.materials.resize(257); }},
        {"triangles",
         [](LibraryModel& m) {
             m.triangles.resize(500'001, {{0, 1, 2}, 0});
         }},
    };
    for (const auto& [name, spoil] : cases) {
        SCOPED_TRACE(name);
        ModelAnswer from = sample();
        spoil(from.model);
        const auto to = model::read_model_answer(model::write_model_answer(from), "");
        ASSERT_FALSE(to);
        EXPECT_EQ(to.error().kind, ErrorKind::kBadData);
        EXPECT_THAT(to.error().message, HasSubstr("no sound answer"));
    }
}

TEST(ModelAnswer, CountsAreNotBelieved) {
    const Bytes whole = model::write_model_answer(sample());
    for (std::size_t field = 0; field < sizeof(model::layout::ModelRecord); field += 4) {
        for (const std::uint32_t count : {0xFFFFFFFFU, 0x7FFFFFFFU, 5U, 1U}) {
            Bytes spoilt = whole;
            std::memcpy(spoilt.data() + sizeof(model::layout::AnswerRecord) + field, &count,
                        sizeof(count));
            if (spoilt == whole) continue;
            EXPECT_FALSE(model::read_model_answer(spoilt, "")) << field << ' ' << count;
        }
    }
}

TEST(ModelAnswer, NothingCutOrProlongedIsAnAnswer) {
    const Bytes bytes = model::write_model_answer(sample());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(model::read_model_answer(ByteView(bytes).first(size), "")) << size;
    Bytes longer = bytes;
    longer.push_back(std::byte{0});
    EXPECT_FALSE(model::read_model_answer(longer, ""));
    Bytes other = bytes;
    other[4] = std::byte{2};  // The version.
    EXPECT_FALSE(model::read_model_answer(other, ""));
    other = bytes;
    other[8] = std::byte{2};  // The outcome.
    EXPECT_FALSE(model::read_model_answer(other, ""));
}

}  // namespace
}  // namespace belvedere::content::tests_of_model_answer
