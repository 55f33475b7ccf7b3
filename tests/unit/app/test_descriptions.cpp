// SPDX-License-Identifier: Apache-2.0
// What devices are described as: files of the project, read by a thread, on the card of a device.
#include <gmock/gmock.h>

#include <string>

#include "app/project/project_json.hpp"
#include "app/window/live_work.hpp"
#include "app/window/panel_builder.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::window {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kThings =
    R"([{"id":"urn:lamp","title":"Lamp at the harbour","description":"By the crane.",)"
    R"("base":"https://lamps.example/1/","properties":{"level":{"title":"Brightness",)"
    R"("unit":"P1","minimum":0,"maximum":80,"forms":[{"href":"level","op":"readproperty"}]}}}])";

class DescriptionsTest : public test::SessionTest {
  protected:
    DescriptionsTest() {
        files.write("things.json", kThings);
        source = *session->live.store().add_source({"test"});
    }
    std::string path() { return (files.path() / "things.json").string(); }
    void say(double level, std::int64_t second) {
        twin::ObservationBatch batch;
        batch.received_at = {(1'700'000'000 + second) * 1'000'000};
        batch.begin_update("urn:lamp", "Lamp");
        twin::Observation one;
        one.property = batch.add_text("level");
        one.kind = twin::ValueKind::kNumber;
        one.number = level;
        one.observed_at = batch.received_at;
        batch.add(one);
        session->live.store().append(source, batch);
        session->device = *session->live.store().entities().find(source, "urn:lamp");
    }
    bool are_read(std::size_t devices) {
        return test::wait_until([&] {
            if (session->live.take_in(0.01).health_changed) tell_feeds(*session);
            return session->live.descriptions().size() == devices;
        });
    }
    panels::DeviceCardState card() {
        run("device.card");
        PanelBuilder builder(*session, registry);
        return builder.build({}, std::nullopt).device;
    }
    SourceId source;
};

TEST_F(DescriptionsTest, TheCardSaysWhatADeviceIsDescribedAs) {
    run("feed.describe path=\"" + path() + "\"");
    ASSERT_TRUE(are_read(1));
    say(90.0, 1);
    const panels::DeviceCardState shown = card();
    EXPECT_EQ(shown.described_as, "Lamp at the harbour");
    EXPECT_EQ(shown.description, "By the crane.");
    ASSERT_EQ(shown.values.size(), 1U);
    EXPECT_EQ(shown.values[0].described_as, "Brightness");
    EXPECT_THAT(shown.values[0].range, HasSubstr("0"));
    EXPECT_THAT(shown.values[0].range, HasSubstr("80"));
    EXPECT_THAT(shown.values[0].forms, ElementsAre("readproperty: https://lamps.example/1/level"));
    EXPECT_EQ(shown.values[0].unit, "%") << "a value that brings no unit has the described one";
    EXPECT_THAT(shown.values[0].quality, testing::Contains("Outside what it can physically be"));
}

TEST_F(DescriptionsTest, FilesAreOfTheProjectAndCanBeTakenBack) {
    run("feed.describe path=\"" + path() + "\"");
    run("feed.describe path=\"" + path() + "\"");
    EXPECT_THAT(session->history.now().twins.descriptions, ElementsAre(path()));
    const auto again = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->twins, session->history.now().twins);
    ASSERT_TRUE(are_read(1));
    run("edit.undo");
    ASSERT_TRUE(are_read(0)) << "nothing is described any more";
    run("edit.redo");
    run("feed.forget_description path=\"" + path() + "\"");
    EXPECT_THAT(session->history.now().twins.descriptions, IsEmpty());
    EXPECT_FALSE(
        registry.invoke(*command::parse_call("feed.forget_description path=\"/none.json\"")));
    EXPECT_FALSE(registry.invoke(*command::parse_call("feed.describe path=\"\"")));
}

TEST_F(DescriptionsTest, AFileThatIsNoneIsToldAndCostsItselfAlone) {
    files.write("broken.json", "{");
    run("feed.describe path=\"" + (files.path() / "broken.json").string() + "\"");
    run("feed.describe path=\"" + path() + "\"");
    ASSERT_TRUE(are_read(1));
    ASSERT_FALSE(session->notices.empty());
    EXPECT_THAT(session->notices.back().text, HasSubstr("Devices could not be described"));
    EXPECT_THAT(session->notices.back().text, HasSubstr("broken.json"));
}

}  // namespace
}  // namespace belvedere::window
