// SPDX-License-Identifier: Apache-2.0
// Hiding and isolating are steps of the project: undone, saved, opened again.
#include <gmock/gmock.h>

#include "app/project/project_json.hpp"
#include "app/window/feature_hiding.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace {

using namespace belvedere;
using testing::ElementsAre;
using testing::IsEmpty;

class HidingTest : public test::SessionTest {
  protected:
    // Of the project's first or second layer; it need not be loaded.
    FeatureId feature(std::size_t layer, const std::string& id) {
        return scene->feature_named({session->sources.at(layer), id});
    }
    const project::Layer& layer(std::size_t index) { return session->history.now().layers[index]; }
};

TEST_F(HidingTest, IsAStepThatIsTakenBackAndRedone) {
    session->inspected = feature(0, "b-17");
    run("feature.hide");
    EXPECT_THAT(session->hidden, ElementsAre(session->inspected));
    EXPECT_THAT(layer(0).hidden.all(), ElementsAre("b-17"));
    EXPECT_TRUE(layer(1).hidden.empty());
    EXPECT_EQ(session->history.undo_title(), "Hide an object");
    session->inspected = feature(1, "b-17");  // Another one: of another layer.
    run("feature.isolate");
    EXPECT_THAT(session->isolated, ElementsAre(session->inspected));
    run("edit.undo");
    EXPECT_THAT(session->isolated, IsEmpty());
    EXPECT_THAT(session->hidden, ElementsAre(feature(0, "b-17")));
    run("edit.undo");
    EXPECT_THAT(session->hidden, IsEmpty());
    run("edit.redo");
    EXPECT_THAT(session->hidden, ElementsAre(feature(0, "b-17")));
    // Pressed again it is shown again.
    session->inspected = feature(0, "b-17");
    run("feature.hide");
    EXPECT_THAT(session->hidden, IsEmpty());
    EXPECT_EQ(session->history.undo_title(), "Show an object");
}

TEST_F(HidingTest, OfASelectionTwiceHidesEachOnce) {
    session->selected = {feature(0, "x"), feature(1, "y"), feature(0, "a")};
    run("selection.hide");
    run("selection.hide");
    EXPECT_THAT(layer(0).hidden.all(), ElementsAre("a", "x"));
    EXPECT_THAT(layer(1).hidden.all(), ElementsAre("y"));
    EXPECT_EQ(session->hidden.size(), 3U);
    run("selection.isolate");
    EXPECT_EQ(session->isolated.size(), 3U);
    run("feature.show_all");
    EXPECT_THAT(session->hidden, IsEmpty());
    EXPECT_THAT(session->isolated, IsEmpty());
    run("edit.undo");
    EXPECT_EQ(session->hidden.size(), 3U);
}

TEST_F(HidingTest, IsSavedWithTheProjectAndHoldsWhenItIsOpened) {
    session->selected = {feature(0, "x"), feature(1, "nom \"étrange\"\n")};
    run("selection.hide");
    const auto file = files.path() / "hidden.belvedere";
    run("project.save path=\"" + file.string() + "\"");
    const auto read = project::load(file);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->layers[0].hidden, layer(0).hidden);
    EXPECT_EQ(read->layers[1].hidden, layer(1).hidden);
    run("project.close");
    EXPECT_THAT(session->hidden, IsEmpty());
    run("project.open path=\"" + file.string() + "\"");
    EXPECT_THAT(session->hidden,
                testing::UnorderedElementsAre(feature(0, "x"), feature(1, "nom \"étrange\"\n")));
    // A layer that goes takes what was hidden of it along; undoing brings both back.
    run("layer.close layer=0");
    EXPECT_THAT(session->hidden, ElementsAre(feature(0, "nom \"étrange\"\n")));
    run("edit.undo");
    EXPECT_EQ(session->hidden.size(), 2U);
}

TEST_F(HidingTest, MoreThanAProjectCanNameIsRefused) {
    window::HiddenFeatures many;
    for (std::size_t i = 0; i <= project::kNamedFeaturesMax; ++i)
        many.hidden.push_back(feature(0, "f" + std::to_string(i)));
    const auto refused = window::hide_features(*session, many, "Hide");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kLimit);
    EXPECT_THAT(session->hidden, IsEmpty());
    many.hidden.pop_back();
    EXPECT_TRUE(window::hide_features(*session, many, "Hide"));
    EXPECT_EQ(session->hidden.size(), project::kNamedFeaturesMax);
}

TEST(HiddenNames, AreReadWithTheirLimits) {
    const auto with = [](const std::string& hidden) {
        return project::from_json(R"({"belvedere_project":1,"layers":[{"uri":"a","hidden":)" +
                                  hidden + "}]}");
    };
    const auto read = with(R"(["b","a","b"])");
    ASSERT_TRUE(read);
    EXPECT_THAT(read->layers[0].hidden.all(), ElementsAre("a", "b"));
    EXPECT_FALSE(with("[1]"));
    EXPECT_FALSE(with("{}"));
    std::string many = "[";
    for (std::size_t i = 0; i <= project::kNamedFeaturesMax; ++i)
        many += i == 0 ? "\"a\"" : ",\"a\"";
    EXPECT_FALSE(with(many + "]"));
}

}  // namespace
