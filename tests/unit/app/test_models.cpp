// SPDX-License-Identifier: Apache-2.0
// City models in a window's session: reports, parts, filters, comparisons, and where they stand.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include <glm/geometric.hpp>

#include "app/describe/empty_view.hpp"
#include "app/project/project_json.hpp"
#include "app/window/model_commands.hpp"
#include "app/window/model_worker.hpp"
#include "app/window/panel_builder.hpp"
#include "engine/core/file.hpp"
#include "engine/geo/world_mapping.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::window {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Two houses: one of two parts with a wall, a roof and a door in the wall; the second with a broken
// polygon. `what` differs between versions, `crs` may be missing.
std::string village(const std::string& use, const std::string& crs, const std::string& second) {
    return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
           R"("translate":[84000,447000,0]},"metadata":{)" +
           (crs.empty()
                ? ""
                : R"("referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/)" + crs + "\"") +
           R"(},"CityObjects":{"H1":{"type":"Building","attributes":{"function":")" + use +
           R"(","height":12},"children":["H1-left"],"geometry":[{"type":"MultiSurface",)"
           R"("lod":"1","boundaries":[[[0,1,2]]]}]},)"
           R"("H1-left":{"type":"BuildingPart","parents":["H1"],)"
           R"("geometry":[{"type":"MultiSurface","lod":"2",)"
           R"("boundaries":[[[0,1,2]],[[0,2,3]],[[0,1,3]]],)"
           R"("semantics":{"surfaces":[{"type":"WallSurface","children":[2]},)"
           R"({"type":"RoofSurface"},{"type":"Door","parent":0}],"values":[0,1,2]}}]},")" +
           second +
           R"(":{"type":"Building","attributes":{"height":3},)"
           R"("geometry":[{"type":"MultiSurface","lod":"2",)"
           R"("boundaries":[[[4,5,6]],[[4,5,5]]]}]}},"vertices":[[0,0,0],[8,0,0],[0,6,4],[0,0,)"
           R"(5],[20,0,0],[28,0,0],[20,6,3]]})";
}

class ModelsTest : public test::SessionTest {
  protected:
    ModelsTest() {
        // As the window's own worker does it, at once.
        session->services.work_on_model = [this](ModelTask task) {
            JobPool reading{{.threads = 1}};
            const convert::ConvertProgress progress = [](double) {};
            const CancelToken cancel;
            asked.push_back(words::say(task.what));
            if (const auto then = task.work({reading, progress, cancel, true})) then();
            return std::uint64_t{0};
        };
        session->services.copy = [this](const std::string& text) { copied = text; };
    }

    std::string path_of(const char* name) { return (files.path() / name).string(); }
    // Opens it before all others and waits until all of it is loaded.
    void open(const char* name, const std::string& text) {
        files.write(name, text);
        run("source.open uri=\"" + path_of(name) + "\"");
        load();
    }
    FeatureId feature(const std::string& id) {
        return scene->feature_named({session->sources.front(), id});
    }
    void inspect(const std::string& id) {
        run("feature.inspect feature=" + std::to_string(feature(id).value));
    }
    std::string inspected() { return scene->name_of(session->inspected).id; }
    Error refused(const std::string& line) {
        const auto call = command::parse_call(line);
        EXPECT_TRUE(call) << line;
        const auto done = registry.invoke(*call);
        EXPECT_FALSE(done) << line;
        return done ? Error{} : done.error();
    }
    const project::Layer& layer() { return session->history.now().layers.front(); }
    const city::LayerState& state() {
        for (const city::LayerState& each : scene->layers()) {
            if (each.source == session->sources.front()) return each;
        }
        throw std::runtime_error("no layer");
    }

    std::vector<std::string> asked;
    std::string copied;
};

TEST_F(ModelsTest, AReportIsReadSavedAndLeadsToItsObjects) {
    open("village.json", village("home", "28992", "H2"));
    run("layer.report layer=0");
    const ModelReport& shown = session->models.report;
    EXPECT_TRUE(shown.is_shown);
    EXPECT_FALSE(shown.is_making);
    ASSERT_FALSE(shown.report.entries.empty());
    EXPECT_EQ(shown.report.entries.front().object, "H2");
    EXPECT_EQ(session->history.now().layout.bottom_tab, "report");
    run("report.choose index=0");
    EXPECT_EQ(inspected(), "H2");
    EXPECT_TRUE(session->motion.destination().has_value());
    run("report.copy");
    EXPECT_THAT(copied, HasSubstr("(in H2)"));
    run("report.save path=\"" + path_of("report.csv") + "\"");
    const auto bytes = read_file(files.path() / "report.csv", 1 << 20);
    ASSERT_TRUE(bytes);
    EXPECT_THAT(std::string(as_text(*bytes)), HasSubstr(",H2,"));
    EXPECT_EQ(refused("report.save path=report.doc").kind, ErrorKind::kUsage);
    EXPECT_EQ(refused("report.choose index=99").kind, ErrorKind::kUsage);
    EXPECT_EQ(refused("layer.report layer=1").kind, ErrorKind::kDenied);  // No city model.
}

TEST_F(ModelsTest, KeysWalkFromTheBuildingToTheDoorAndBack) {
    open("village.json", village("home", "28992", "H2"));
    inspect("H1");
    run("part.first");
    EXPECT_EQ(inspected(), "H1-left");
    run("part.first");
    EXPECT_EQ(inspected(), "H1-left#WallSurface-1");
    EXPECT_THAT(session->announcements.back().text, HasSubstr("H1-left"));
    run("part.first");
    EXPECT_EQ(inspected(), "H1-left#Door-1");
    EXPECT_EQ(refused("part.first").kind, ErrorKind::kDenied);
    run("part.whole");
    run("part.next");
    EXPECT_EQ(inspected(), "H1-left#RoofSurface-1");
    run("part.next");
    EXPECT_EQ(inspected(), "H1-left#WallSurface-1");
    run("part.previous");
    EXPECT_EQ(inspected(), "H1-left#RoofSurface-1");
    // A surface has a place and an outline though whole objects are drawn.
    EXPECT_TRUE(scene->feature_bounds(session->inspected).has_value());
    EXPECT_EQ(scene->outline(session->inspected).size(), 3U);
    EXPECT_EQ(refused("feature.hide").kind, ErrorKind::kDenied);
    PanelBuilder builder(*session, registry);
    const panels::PartsState& parts = builder.build({}, std::nullopt).models.parts;
    ASSERT_EQ(parts.roots.size(), 1U);
    EXPECT_EQ(parts.roots.front().id, "H1");
    EXPECT_EQ(parts.count, 5U);
    EXPECT_EQ(parts.parent_id, "H1-left");
    run("part.whole");
    run("part.whole");
    EXPECT_EQ(inspected(), "H1");
    EXPECT_EQ(refused("part.whole").kind, ErrorKind::kDenied);
}

TEST_F(ModelsTest, TheReportNamesTheExtensionsOfALayer) {
    const auto named = [&] {
        run("layer.report layer=0");
        PanelBuilder builder(*session, registry);
        return builder.build({}, std::nullopt).models.report.extensions;
    };
    open("plain.json", village("home", "28992", "H2"));
    EXPECT_THAT(named(), IsEmpty());
    std::string text = village("home", "28992", "H2");
    text.insert(text.find(R"("CityObjects")"),
                R"("extensions":{"Noise":{"url":"https://example.org/noise.json",)"
                R"("version":"1.0"}},)");
    open("noisy.json", text);
    EXPECT_THAT(named(), ElementsAre("Noise"));
}

// Each of its files may say what it is.
TEST_F(ModelsTest, ALayerSaysWhatItsFilesCallThemselves) {
    const auto titled = [](const std::string& title, const char* id) {
        std::string text = village("home", "4978", id);
        const std::string mark = R"("metadata":{)";
        return text.insert(text.find(mark) + mark.size(), R"("title":")" + title + R"(",)");
    };
    const auto shown = [&] {
        load();
        PanelBuilder builder(*session, registry);
        const auto& rows = builder.build({}, std::nullopt).layers.layers;
        return rows.empty() ? std::string("no layer") : rows.front().title;
    };
    open("one.json", titled("Harbour", "H2"));
    EXPECT_EQ(shown(), "Harbour");
    open("none.json", village("home", "4978", "H2"));
    EXPECT_EQ(shown(), "");
    int n = 0;
    for (const char* title : {"West", "East", "West", "North", "South"}) {
        const std::string id = "H" + std::to_string(10 + n);
        files.write("many/" + std::to_string(n++) + ".json", titled(title, id.c_str()));
    }
    run("source.open uri=\"" + path_of("many") + "\"");
    EXPECT_EQ(shown(), "West; East; North; …");
}

// A CRS without heights never says what they are above.
TEST_F(ModelsTest, OneFileWithEstimatedHeightsMarksALayerOfSeveral) {
    files.write("a/a.json", village("home", "4978", "H2"));
    files.write("a/b.json", village("home", "28992", "H2"));
    files.write("b/a.json", village("home", "4978", "H2"));
    for (const char* folder : {"a", "b"}) {
        run("source.open uri=\"" + path_of(folder) + "\"");
        load();
        EXPECT_EQ(state().is_height_estimated, folder[0] == 'a') << state().vertical;
        EXPECT_EQ(state().crs, folder[0] == 'a' ? "EPSG:4978, EPSG:28992" : "EPSG:4978");
        PanelBuilder builder(*session, registry);
        const auto& rows = builder.build({}, std::nullopt).layers.layers;
        ASSERT_FALSE(rows.empty());
        EXPECT_EQ(rows.front().is_height_estimated, folder[0] == 'a');
    }
}

// One triangle at the same place on Earth, in the coordinates of another CRS.
std::string triangle_in(const std::string& crs, const geo::WorldMapping& from,
                        std::vector<glm::dvec3> corners) {
    const auto to =
        geo::projected_mapping("EPSG:" + crs, geo::VerticalReference::kOrthometricEgm96);
    EXPECT_TRUE(to);
    EXPECT_EQ(from.to_world(corners), 0U);
    EXPECT_EQ((*to)->to_source(corners), 0U);
    std::string vertices;
    for (const glm::dvec3& corner : corners) {
        for (int axis = 0; axis < 3; ++axis) {
            vertices += (axis == 0 ? vertices.empty() ? "[" : ",[" : ",") +
                        std::to_string(std::llround(corner[axis] * 1e4));
        }
        vertices += ']';
    }
    return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1e-4,1e-4,1e-4],)"
           R"("translate":[0,0,0]},"metadata":{"referenceSystem":"urn:ogc:def:crs:EPSG::)" +
           crs +
           R"("},"CityObjects":{"T":{"type":"Building","geometry":[{"type":"MultiSurface",)"
           R"("lod":"2","boundaries":[[[0,1,2]]]}]}},"vertices":[)" +
           vertices + "]}";
}

TEST_F(ModelsTest, ModelsInDifferentSystemsStandTogether) {
    const auto dutch =
        geo::projected_mapping("EPSG:28992", geo::VerticalReference::kOrthometricEgm96);
    ASSERT_TRUE(dutch);
    const std::vector<glm::dvec3> corners{
        {84'000, 447'000, 3}, {84'030, 447'000, 3}, {84'000, 447'020, 12}};
    std::vector<glm::dvec3> centres;
    for (const char* crs : {"28992", "25831", "25832", "3857"}) {
        const std::string name = std::string(crs) + ".json";
        open(name.c_str(), triangle_in(crs, **dutch, corners));
        const auto bounds = scene->feature_bounds(feature("T"));
        ASSERT_TRUE(bounds) << crs;
        centres.push_back(bounds->center);
    }
    ASSERT_EQ(scene->layers().size(), 2U + centres.size());  // Beside the project's own.
    for (const glm::dvec3& centre : centres)
        EXPECT_LT(glm::distance(centre, centres.front()), 0.005);
}

TEST_F(ModelsTest, AThemeIsChosenInTheLayersPropertiesAndTakenBack) {
    std::string text = village("home", "28992", "H2");
    text.insert(text.find("\"boundaries\""),
                R"("material":{"day":{"value":0},"night":{"value":1}},)");
    text.insert(1, R"("appearance":{"materials":[{"name":"a"},{"name":"b"}]},)");
    open("village.json", text);
    EXPECT_THAT(state().themes, ElementsAre("day", "night"));
    inspect("H1");
    run("layer.set_theme layer=0 theme=night");
    EXPECT_EQ(layer().theme, "night");
    // While it is opened anew as well.
    PanelBuilder builder(*session, registry);
    const auto& rows = builder.build({}, std::nullopt).layers.layers;
    ASSERT_FALSE(rows.empty());
    EXPECT_THAT(rows.front().themes, ElementsAre("day", "night"));
    EXPECT_EQ(rows.front().theme, "night");
    load();
    EXPECT_EQ(inspected(), "H1");
    const auto again = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->layers.front().theme, "night");
    run("edit.undo");
    EXPECT_EQ(layer().theme, "");
    run("layer.report layer=0");
    EXPECT_THAT(convert::report_as_text(session->models.report.report, "x"),
                HasSubstr("theme night"));
}

TEST_F(ModelsTest, LevelsOfDetailAreStepsThatKeepTheSelection) {
    open("village.json", village("home", "28992", "H2"));
    EXPECT_THAT(state().lods, ElementsAre("1", "2"));
    inspect("H1");
    run("layer.coarser layer=0");
    EXPECT_EQ(layer().lod, "1");
    load();
    EXPECT_EQ(inspected(), "H1");
    EXPECT_EQ(scene->name_of(session->inspected).source, session->sources.front());
    run("layer.finer layer=0");
    EXPECT_EQ(layer().lod, "auto");
    run("edit.undo");
    EXPECT_EQ(layer().lod, "1");
    run("layer.set_lod layer=0 lod=auto");
    EXPECT_EQ(refused("layer.set_lod layer=0 lod=many").kind, ErrorKind::kUsage);
    EXPECT_EQ(refused("layer.finer layer=1").kind, ErrorKind::kDenied);
}

TEST_F(ModelsTest, FiltersAreStepsOfTheProject) {
    open("village.json", village("home", "28992", "H2"));
    EXPECT_THAT(scene->types(session->sources.front()), Contains("RoofSurface"));
    run("layer.filter_by layer=0 attribute=height relation=\">=\" value=\"10\"");
    load();
    EXPECT_GT(state().rows_away, 0U);
    EXPECT_LT(state().rows_away, state().rows_drawn);
    const auto copy = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->layers.front().filter, layer().filter);
    run("layer.show_type layer=0 type=Building show=false");
    load();
    EXPECT_EQ(state().rows_away, state().rows_drawn);
    const auto why = describe::why_empty({state(), true, false});
    ASSERT_TRUE(why);
    EXPECT_THAT(words::say(*why), HasSubstr("filter"));
    run("edit.undo");
    EXPECT_TRUE(layer().hidden_types.empty());
    const Error broken = refused("layer.set_filter layer=0 filter=\"${height} >\"");
    EXPECT_EQ(broken.kind, ErrorKind::kBadData);
    EXPECT_FALSE(layer().filter.empty());  // As it was.
    run("layer.clear_filter layer=0");
    load();
    EXPECT_EQ(state().rows_away, 0U);
    EXPECT_FALSE(describe::why_empty({state(), true, false}));
}

TEST_F(ModelsTest, SurfacesAreColouredByTheirType) {
    open("village.json", village("home", "28992", "H2"));
    run("style.by_surface_type");
    EXPECT_EQ(layer().feature_id_set, "surface");
    EXPECT_THAT(session->style.legend, testing::SizeIs(10));
    load();
    run("edit.undo");
    EXPECT_TRUE(layer().feature_id_set.empty());
    load();
    run("style.by_use");
    EXPECT_EQ(session->style.title, "function");
}

TEST_F(ModelsTest, TwoVersionsAreComparedAndEndedAgain) {
    open("before.json", village("home", "28992", "H2"));
    open("after.json", village("shop", "28992", "H3"));
    run("model.compare before=1 after=0");
    const ModelChanges& changes = session->models.changes;
    ASSERT_TRUE(changes.is_shown);
    EXPECT_TRUE(changes.is_coloured);
    ASSERT_EQ(changes.difference.added.size(), 1U);
    EXPECT_EQ(changes.difference.added.front().id, "H3");
    EXPECT_EQ(changes.difference.removed.front().id, "H2");
    ASSERT_EQ(changes.difference.changed.size(), 1U);
    load();
    PanelBuilder builder(*session, registry);
    const panels::ChangesState& shown = builder.build({}, std::nullopt).models.changes;
    ASSERT_EQ(shown.rows.size(), 3U);
    EXPECT_THAT(shown.rows.back().what, HasSubstr("home"));
    run("changes.choose index=0");
    EXPECT_EQ(inspected(), "H3");
    run("changes.show_colours show=false");
    run("changes.close");
    EXPECT_FALSE(session->models.changes.is_shown);
    EXPECT_EQ(refused("model.compare before=0 after=0").kind, ErrorKind::kUsage);
}

TEST_F(ModelsTest, ASelectionBecomesAModelOfItsOwn) {
    open("village.json", village("home", "28992", "H2"));
    // The surface stands for its object.
    session->selected = {feature("H1-left#RoofSurface-1")};
    run("selection.export_model path=\"" + path_of("one.city.json") + "\"");
    const auto bytes = read_file(files.path() / "one.city.json", 1 << 20);
    ASSERT_TRUE(bytes);
    EXPECT_THAT(std::string(as_text(*bytes)), HasSubstr("H1-left"));
    EXPECT_THAT(std::string(as_text(*bytes)), testing::Not(HasSubstr("\"H2\"")));
    run("selection.export_model path=\"" + path_of("one.glb") + "\"");
    EXPECT_TRUE(read_file(files.path() / "one.glb", 1 << 20));
    EXPECT_EQ(refused("selection.export_model path=one.dwg").kind, ErrorKind::kUsage);
}

TEST_F(ModelsTest, AModelWithoutACrsIsAskedForAndPlaced) {
    open("village.json", village("home", "", "H2"));
    EXPECT_TRUE(state().lacks_crs);
    follow_models(*session);
    const CrsQuestion& question = session->models.crs;
    EXPECT_TRUE(question.is_shown);
    ASSERT_FALSE(question.candidates.empty());
    EXPECT_EQ(question.candidates.front().crs, "EPSG:28992");
    run("layer.set_crs layer=0 crs=EPSG:99999999");
    EXPECT_TRUE(question.is_shown);
    EXPECT_TRUE(question.problem.message.has_value());
    run("layer.set_crs layer=0 crs=EPSG:28992");
    EXPECT_FALSE(question.is_shown);
    EXPECT_EQ(layer().crs, "EPSG:28992");
    load();
    EXPECT_FALSE(state().lacks_crs);
    follow_models(*session);
    EXPECT_FALSE(question.is_shown);  // Asked once.
    EXPECT_EQ(refused("layer.ask_crs layer=0").kind, ErrorKind::kDenied);
    run("edit.undo");
    EXPECT_TRUE(layer().crs.empty());
    load();
    run("layer.ask_crs layer=0");
    EXPECT_TRUE(question.is_shown);
    run("layer.leave_crs");
    EXPECT_FALSE(question.is_shown);
}

TEST_F(ModelsTest, HeightsAreFittedToTheGroundOfAnotherLayer) {
    // A relief five metres above the feet of ten houses.
    std::string houses, points;
    for (int i = 0; i < 10; ++i) {
        const std::string n = std::to_string(i);
        const int first = 3 * i;
        houses += (i > 0 ? "," : "") + std::string("\"G") + n +
                  R"(":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"2",)"
                  R"("boundaries":[[[)" +
                  std::to_string(first) + "," + std::to_string(first + 1) + "," +
                  std::to_string(first + 2) + "]]]}]}";
        const std::string x = std::to_string(10 * i), y = std::to_string(10 * i + 5);
        points +=
            (i > 0 ? "," : "") + std::string("[") + x + ",0,0],[" + y + ",0,0],[" + x + ",5,6]";
    }
    const std::string head = R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
                             R"("translate":[84000,447000,0]},"metadata":{"referenceSystem":)"
                             R"("https://www.opengis.net/def/crs/EPSG/0/28992"},"CityObjects":{)";
    open("relief.json",
         head + R"("T":{"type":"TINRelief","geometry":[{"type":"CompositeSurface","lod":"1",)"
                R"("boundaries":[[[0,1,2]],[[0,2,3]]]}]}},)"
                R"("vertices":[[-50,-50,5],[150,-50,5],[150,50,5],[-50,50,5]]})");
    open("houses.json", head + houses + "},\"vertices\":[" + points + "]}");
    run("layer.fit_to_ground layer=0");
    EXPECT_NEAR(layer().raise_m, 5.0, 0.02);
    load();
    const auto gap = scene->ground_gap(session->sources.front());
    ASSERT_TRUE(gap);
    EXPECT_NEAR(gap->metres, 0.0, 0.02);
    EXPECT_EQ(gap->places, 10U);
    run("edit.undo");
    EXPECT_EQ(layer().raise_m, 0.0);
    // The relief has no buildings that could say it.
    EXPECT_EQ(refused("layer.fit_to_ground layer=1").kind, ErrorKind::kDenied);
}

TEST(ModelWorker, TellsProgressAndEndsWhatIsCancelled) {
    ModelWorker worker(false, [] {});
    const CancelToken cancel;
    bool was_cancelled = false;
    const std::uint64_t number = worker.start(
        [&](const ModelTools& tools) -> std::function<void()> {
            tools.progress(0.5);
            while (!tools.cancel.cancelled())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return [&] { was_cancelled = true; };
        },
        cancel);
    EXPECT_TRUE(test::wait_until([&] { return worker.progress().first == number; }));
    EXPECT_EQ(worker.progress(), (std::pair<std::uint64_t, double>(number, 0.5)));
    cancel.cancel();
    std::vector<ModelWorker::Ended> ended;
    EXPECT_TRUE(test::wait_until([&] {
        ended = worker.take();
        return !ended.empty();
    }));
    ASSERT_EQ(ended.size(), 1U);
    EXPECT_EQ(ended.front().number, number);
    ended.front().then();
    EXPECT_TRUE(was_cancelled);
}

TEST(WhyEmpty, SaysWhatToDo) {
    city::LayerState layer;
    layer.name = "town";
    layer.phase = city::LayerPhase::kOpening;
    EXPECT_FALSE(describe::why_empty({layer, true, false}));
    layer.phase = city::LayerPhase::kOpen;
    layer.tiles_drawn = 1;
    layer.rows_drawn = 10;
    EXPECT_FALSE(describe::why_empty({layer, true, false}));
    const auto said = [&](bool complete, bool among_others) {
        const auto why = describe::why_empty({layer, complete, among_others});
        return why ? words::say(*why) : std::string();
    };
    layer.lacks_crs = true;
    EXPECT_EQ(said(true, false), "");
    EXPECT_THAT(said(false, true), HasSubstr("reference system"));
    layer.lacks_crs = false;
    layer.tiles_drawn = 0;
    EXPECT_EQ(said(false, false), "");
    EXPECT_THAT(said(true, false), HasSubstr("Home"));
    layer.is_city_model = true;
    EXPECT_THAT(said(true, false), HasSubstr("shape"));
    layer.lods = {"2"};
    layer.tiles_loaded = layer.tiles_drawn = 1;
    EXPECT_THAT(said(true, false), HasSubstr("no surface that can be drawn"));
    layer.has_shapes = true;
    EXPECT_EQ(said(true, false), "");
    layer.opacity = 0.0F;
    EXPECT_THAT(said(true, false), HasSubstr("opacity"));
    layer.visibility = city::LayerVisibility::kHidden;
    EXPECT_THAT(said(true, false), HasSubstr("hidden"));
}

}  // namespace
}  // namespace belvedere::window
