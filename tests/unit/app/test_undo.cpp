// SPDX-License-Identifier: Apache-2.0
// Every command that changes the project is a step that can be taken back: all commands of the
// window are run on a project, none is left out.
#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "app/command/command_text.hpp"
#include "app/project/project_file.hpp"
#include "app/window/session_commands.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace {

using namespace belvedere;

// Commands with arguments, as a person or a script writes them. Those without need no line.
constexpr const char* kExamples[] = {
    "source.open uri=\"/no/such/tileset.json\"",
    "layer.set_visible layer=0 visible=false",
    "layer.set_opacity layer=1 opacity=0.25",
    "layer.set_group layer=0 group=\"Old\"",
    "layer.set_feature_ids layer=0 set=\"storeys\"",
    "layer.set_lod layer=0 lod=\"1\"",
    "layer.set_theme layer=0 theme=\"winter\"",
    "layer.set_crs layer=0 crs=\"EPSG:28992\"",
    "layer.raise layer=0 metres=2.5",
    "layer.show_type layer=0 type=Building show=false",
    "layer.filter_by layer=0 attribute=height relation=\"<\" value=\"3\"",
    "layer.set_filter layer=0 filter=\"${height} < 3\"",
    "layer.set_group_visible group=\"Base\" visible=false",
    "layer.move layer=0 to=1",
    "layer.close layer=0",
    "bookmark.add name=\"Here\"",
    "bookmark.set_note index=0 note=\"Slowly\"",
    "bookmark.set_caption index=0 language=fr text=\"Le port\"",
    "bookmark.set_name index=0 language=fr text=\"Port\"",
    "bookmark.remove index=0",
    "style.set_title language=fr text=\"Hauteur\"",
    "time.set_hour hour=7.5",
    "time.set_date year=2024 month=2 day=29",
    "time.set time=\"2023-06-21T12:00:00Z\"",
    "time.set_zone zone=\"Europe/Rome\"",
    "performance.set_quality quality=low",
    "alarm.add kind=absence silence_s=60",
    "alarm.set_on rule=\"alarm-1\" on=false",
    "alarm.remove rule=\"alarm-1\"",
    "feed.connect url=\"sim:demo?inhabitants=100\"",
    "feed.describe path=\"/no/such/things.json\"",
    "live.show property=\"temperature\"",
    "live.show_as display=\"kriging\"",
};

// They put another project in place of this one, which is no step of it.
constexpr const char* kOtherProject[] = {"project.open", "project.restore", "project.close"};

// Undo leaves alone where one looks from and how the panels stand.
project::Project content_of(const window::Session& session) {
    project::Project content = session.history.now();
    content.view = {};
    content.has_view = false;
    content.layout = {};
    return content;
}

using UndoTest = test::SessionTest;

TEST_F(UndoTest, TakesBackEveryCommandThatChangesTheProject) {
    std::vector<std::string> lines(std::begin(kExamples), std::end(kExamples));
    std::set<std::string> written;
    for (const std::string& line : lines)
        written.insert(line.substr(0, line.find(' ')));
    const auto style = files.path() / "style.json";
    std::ofstream(style) << R"json({"color": "color('red')"})json";
    lines.push_back("style.load path=\"" + style.string() + "\"");
    for (const command::Command& command : registry.all()) {
        const bool is_other = std::find(std::begin(kOtherProject), std::end(kOtherProject),
                                        command.id) != std::end(kOtherProject);
        if (!is_other && !written.contains(command.id) && command.id != "edit.undo") {
            lines.push_back(command.id);
        }
    }
    std::set<std::string> changing;
    for (const std::string& line : lines) {
        const auto call = command::parse_call(line);
        ASSERT_TRUE(call) << line;
        const project::Project before = content_of(*session);
        const UtcTime time_before = session->time.now;
        const std::string zone_before = session->time.zone.name();
        // What cannot be done now, or wants arguments that have no example, must change nothing.
        (void)registry.invoke(*call);
        const project::Project after = content_of(*session);
        if (after == before) continue;
        changing.insert(call->id);
        EXPECT_FALSE(session->history.undo_title().empty()) << line;
        run("edit.undo");
        EXPECT_EQ(content_of(*session), before) << line << ": undo";
        EXPECT_EQ(session->time.now.microseconds, time_before.microseconds) << line;
        EXPECT_EQ(session->time.zone.name(), zone_before) << line;
        EXPECT_EQ(quality, before.quality) << line;
        run("edit.redo");
        EXPECT_EQ(content_of(*session), after) << line << ": redo";
        run("edit.undo");
        EXPECT_EQ(content_of(*session), before) << line << ": undo once more";
    }
    // Each line above, and what changes the project without arguments.
    for (const std::string& id : written)
        EXPECT_TRUE(changing.contains(id)) << id << " changed nothing";
    EXPECT_TRUE(changing.contains("style.load"));
    EXPECT_TRUE(changing.contains("style.clear"));
    EXPECT_TRUE(changing.contains("time.now"));
}

// A new command that wants arguments and takes part of the project must have an example above.
TEST_F(UndoTest, CommandsOfTheProjectHaveExamples) {
    constexpr std::string_view kAreas[] = {"source.", "layer.", "bookmark.", "time.", "style."};
    constexpr std::string_view kNoStep[] = {"layer.zoom_to", "layer.choose", "bookmark.go",
                                            "style.by_attribute", "style.load"};
    for (const command::Command& command : registry.all()) {
        const bool is_of_project =
            std::any_of(std::begin(kAreas), std::end(kAreas),
                        [&](std::string_view area) { return command.id.starts_with(area); });
        const bool wants =
            std::any_of(command.parameters.begin(), command.parameters.end(),
                        [](const auto& p) { return p.presence == command::Presence::kRequired; });
        if (!is_of_project || !wants) continue;
        if (std::find(std::begin(kNoStep), std::end(kNoStep), command.id) != std::end(kNoStep)) {
            continue;
        }
        EXPECT_TRUE(std::any_of(std::begin(kExamples), std::end(kExamples), [&](const char* line) {
            return std::string(line).starts_with(command.id + " ");
        })) << command.id;
    }
}

TEST_F(UndoTest, ADraggedSliderIsOneStep) {
    const project::Project before = content_of(*session);
    for (const char* hour : {"8", "9", "10.5"})
        run(std::string("time.set_hour hour=") + hour);
    for (const char* opacity : {"0.9", "0.5"})
        run(std::string("layer.set_opacity layer=0 opacity=") + opacity);
    run("edit.undo");
    run("edit.undo");
    EXPECT_EQ(content_of(*session), before);
    EXPECT_TRUE(session->history.undo_title().empty());
}

TEST_F(UndoTest, LayoutsAreThePersonsAndNamesMustBeFree) {
    run("layout.resize dock=left size=410");
    run("layout.save name=\"Mine\"");
    run("layout.minimal");
    EXPECT_FALSE(session->history.now().layout.left_open);
    run("layout.apply name=\"Mine\"");
    EXPECT_TRUE(session->history.now().layout.left_open);
    EXPECT_EQ(session->history.now().layout.left_px, 410.0);
    EXPECT_FALSE(registry.invoke(*command::parse_call("layout.save name=\"Explore\"")));
    EXPECT_FALSE(registry.invoke(*command::parse_call("layout.save name=\"\"")));
    run("layout.rename name=\"Mine\" to=\"Desk\"");
    EXPECT_FALSE(registry.invoke(*command::parse_call("layout.apply name=\"Mine\"")));
    EXPECT_FALSE(registry.invoke(*command::parse_call("layout.remove name=\"Inspect\"")));
    // Round all of them, one's own among them.
    std::set<double> widths;
    for (std::size_t i = 0; i < project::built_in_layouts().size() + 1; ++i) {
        run("layout.next");
        widths.insert(session->history.now().layout.left_px);
    }
    EXPECT_TRUE(widths.contains(410.0));
    run("layout.remove name=\"Desk\"");
    EXPECT_TRUE(session->person.preferences.layouts.empty());
    EXPECT_TRUE(session->history.undo_title().empty()) << "no step of the project";
}

TEST_F(UndoTest, AProjectThatIsSavedAsksBeforeItReplacesAnotherFile) {
    const auto other = files.path() / "other.belvedere";
    files.write("other.belvedere", "not ours");
    run("project.save path=\"" + other.string() + "\" replace=false");
    EXPECT_TRUE(session->save.asks_before);
    EXPECT_NE(session->project_file, other.string());
    run("project.save path=\"" + other.string() + "\" replace=true");
    EXPECT_EQ(session->project_file, other.string());
    EXPECT_TRUE(project::is_project(other));
    EXPECT_FALSE(window::has_unsaved_changes(*session));
    run("layer.set_opacity layer=0 opacity=0.1");
    EXPECT_TRUE(window::has_unsaved_changes(*session));
    run("project.save");
    EXPECT_FALSE(window::has_unsaved_changes(*session));
    EXPECT_EQ(session->recent.front(), other.string());
}

}  // namespace
