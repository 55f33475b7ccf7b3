// SPDX-License-Identifier: Apache-2.0
// Import reports: each entry names its object, and broken models are told, not refused.
#include "app/convert/import_report.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "engine/core/job_pool.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::convert {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// A whole house, one whose wall has no area, one without a shape; a texture that is not there.
constexpr const char* kVillage =
    R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[84000,)"
    R"(447000,0]},)"
    R"("metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/28992"},)"
    R"("appearance":{"textures":[{"type":"PNG","image":"no_such.png"}],"vertices-texture":[[0,)"
    R"(0],[1,0],[1,1]]},)"
    R"("CityObjects":{)"
    R"("whole":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"1",)"
    R"("boundaries":[[[0,1,2]]],)"
    R"("texture":{"t":{"values":[[[0,0,1,2]]]}}}]},)"
    R"("=flat":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"2",)"
    R"("boundaries":[[[0,1,2]],[[0,1,1]]]}]},)"
    R"("shapeless":{"type":"Building","attributes":{"name":"none"}}},)"
    R"("vertices":[[0,0,0],[8,0,0],[0,6,4]]})";

class Reporting : public testing::Test {
  protected:
    ImportReport report_of(const fs::path& path) {
        const auto model = open_city_model(jobs_, {.uri = path.string(), .offline = true}, {});
        EXPECT_TRUE(model) << model.error().message;
        if (!model) return {};
        auto report = make_import_report(*model, [this](double done) { done_ = done; }, {});
        EXPECT_TRUE(report) << report.error().message;
        return report ? std::move(*report) : ImportReport();
    }
    fs::path sample(const char* name) {
        const fs::path path = fs::path(BELVEDERE_SAMPLE_DATA) / name;
        if (!fs::exists(path)) missing_ = path.string();
        return path;
    }

    JobPool jobs_{{.threads = 2}};
    test::TemporaryFolder folder_;
    std::string missing_;
    double done_ = 0.0;
};

TEST_F(Reporting, NamesModelsAndGridsThatAreNotThere) {
    folder_.write("lamps.gml",
                  "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
                  "xmlns:gml='http://www.opengis.net/gml' "
                  "xmlns:xlink='http://www.w3.org/1999/xlink' "
                  "xmlns:dem='http://www.opengis.net/citygml/relief/2.0' "
                  "xmlns:f='http://www.opengis.net/citygml/cityfurniture/2.0'><cityObjectMember>"
                  "<f:CityFurniture gml:id='lamp'><f:lod2ImplicitRepresentation><ImplicitGeometry>"
                  "<libraryObject>models/lamp.glb</libraryObject><referencePoint><gml:Point>"
                  "<gml:pos>5 6 7</gml:pos></gml:Point></referencePoint></ImplicitGeometry>"
                  "</f:lod2ImplicitRepresentation></f:CityFurniture></cityObjectMember>"
                  "<cityObjectMember><dem:RasterRelief gml:id='hill'>"
                  "<dem:grid xlink:href='hill.tif'/></dem:RasterRelief></cityObjectMember>"
                  "</CityModel>");
    const ImportReport report = report_of(folder_.path() / "lamps.gml");
    EXPECT_EQ(report.counts.objects.at("CityFurniture"), 1U);
    const auto entry_of = [&](const char* object) {
        const auto found = std::ranges::find(report.entries, object, &ReportEntry::object);
        return found == report.entries.end() ? std::string() : found->sentence;
    };
    EXPECT_THAT(entry_of("lamp"), HasSubstr("models/lamp.glb"));
    EXPECT_THAT(entry_of("hill"), HasSubstr("hill.tif"));
}

TEST_F(Reporting, NamesTheObjectOfEachSentence) {
    folder_.write("village.json", kVillage);
    const ImportReport report = report_of(folder_.path() / "village.json");
    EXPECT_EQ(report.counts.objects.at("Building"), 3U);
    EXPECT_EQ(report.shapeless, 1U);
    EXPECT_EQ(report.counts.lods, (std::set<std::uint8_t>{10, 20}));
    EXPECT_DOUBLE_EQ(done_, 1.0);
    const auto about_flat = std::ranges::find_if(
        report.entries, [](const ReportEntry& entry) { return entry.object == "=flat"; });
    ASSERT_NE(about_flat, report.entries.end());
    EXPECT_EQ(about_flat->kind, ReportKind::kWarning);
    const auto texture = std::ranges::find_if(report.entries, [](const ReportEntry& entry) {
        return entry.sentence.find("no_such.png") != std::string::npos;
    });
    ASSERT_NE(texture, report.entries.end());
    EXPECT_EQ(texture->object, "whole");
    const std::string csv = report_as_csv(report);
    EXPECT_THAT(csv, testing::StartsWith("kind,file,object,count,sentence\r\n"));
    EXPECT_THAT(csv, HasSubstr(",'=flat,"));  // No spreadsheet runs it.
    EXPECT_THAT(report_as_text(report, "village"), HasSubstr("(in =flat)"));
}

TEST_F(Reporting, EveryTextureThatIsNotThereIsNamedOnce) {
    const fs::path path = sample("citygml/berlin-mierendorff");
    if (!missing_.empty()) GTEST_SKIP() << "no " << missing_;
    const ImportReport report = report_of(path);
    const auto missing = std::ranges::count_if(report.entries, [](const ReportEntry& entry) {
        return entry.sentence.find(".jpg: no such file") != std::string::npos;
    });
    EXPECT_GT(missing, 100);
    EXPECT_EQ(report.counts.objects.at("Building"), 19U);
}

TEST_F(Reporting, ACleanModelHasNoEntries) {
    const fs::path path = sample("citygml/nrw-lod2-citygml1");
    if (!missing_.empty()) GTEST_SKIP() << "no " << missing_;
    const ImportReport report = report_of(path);
    EXPECT_EQ(report.counts.objects.at("Building"), 109U);
    EXPECT_EQ(report.counts.objects.at("BuildingPart"), 55U);
    EXPECT_EQ(report.counts.polygons, 1441U);
    for (const ReportEntry& entry : report.entries)
        EXPECT_THAT(entry.object, testing::Not(testing::IsEmpty())) << entry.sentence;
}

// What a checker of the files found, and no other solid of them.
TEST_F(Reporting, SolidsThatAreNotClosedAreNamed) {
    const fs::path folder = sample("citygml/plateau-quality-check");
    if (!missing_.empty()) GTEST_SKIP() << "no " << missing_;
    const std::pair<const char*, const char*> files[] = {
        {"10-cons/Z-cons-03_surface-not-closed/udx/cons/49303415_cons_6697_op.gml",
         "cons_6248259d-2fd7-4b8c-951e-f11973d5b935"},
        {"11-wtr/Z-wtr-02_surface-not-closed/udx/wtr/493034_wtr_6697_op.gml",
         "wtr_not_closed_solid_001"},
        {"12-unf/Z-unf-02_surface-not-closed/udx/unf/08EE753_unf_10169_sewer_op.gml",
         "unf_test_not_closed_001"}};
    for (const auto& [file, object] : files) {
        SCOPED_TRACE(file);
        std::vector<std::string> open;
        for (const ReportEntry& entry : report_of(folder / file).entries) {
            if (entry.sentence.find("a solid is not closed") == std::string::npos) continue;
            open.push_back(entry.object);
            EXPECT_GE(entry.count, 3U);
        }
        EXPECT_THAT(open, testing::ElementsAre(object));
    }
}

// A file whose one building has an attribute of an extension, behind four megabytes of others.
TEST_F(Reporting, ExtensionsAreNamedWhereverTheyStand) {
    std::string members;
    for (int i = 0; members.size() < (5U << 20); ++i) {
        members += "<cityObjectMember><b:Building gml:id='b" + std::to_string(i) +
                   "'><b:function>1000</b:function></b:Building></cityObjectMember>";
    }
    folder_.write("city.gml",
                  "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
                  "xmlns:gml='http://www.opengis.net/gml' xmlns:e='http://example.org/energy' "
                  "xmlns:unused='http://example.org/unused' "
                  "xmlns:b='http://www.opengis.net/citygml/building/2.0'>" +
                      members +
                      "<cityObjectMember><b:Building gml:id='last'><e:heat>3</e:heat></b:Building>"
                      "</cityObjectMember></CityModel>");
    const ImportReport report = report_of(folder_.path() / "city.gml");
    EXPECT_EQ(report.counts.extensions, std::set<std::string>{"e http://example.org/energy"});
    EXPECT_THAT(report_as_text(report, "city"),
                HasSubstr("extension, kept as attributes: e http://example.org/energy"));
    EXPECT_THAT(report_as_csv(report), HasSubstr("extension,,,1,e http://example.org/energy\r\n"));
}

TEST_F(Reporting, AnImageThatCannotBeReadIsNamed) {
    std::string village = kVillage;
    village.replace(village.find("no_such.png"), 11, "broken.png");
    folder_.write("village.json", village);
    folder_.write("broken.png", "\x89PNG\r\n\x1A\n and then nothing");
    const ImportReport report = report_of(folder_.path() / "village.json");
    const auto image = std::ranges::find_if(report.entries, [](const ReportEntry& entry) {
        return entry.sentence.starts_with("broken.png: it cannot be read: ");
    });
    ASSERT_NE(image, report.entries.end());
    EXPECT_EQ(image->object, "whole");
}

// Models that are wrong on purpose: each is told about, none is refused. Every `step`th of them.
class WrongModels : public Reporting {
  protected:
    struct Told {
        std::size_t files = 0, with_entries = 0;
    };
    Told report_all(std::size_t step) {
        const fs::path folder = sample("citygml/plateau-quality-check");
        std::vector<fs::path> paths;
        if (missing_.empty()) {
            for (const auto& entry : fs::recursive_directory_iterator(folder))
                if (entry.path().extension() == ".gml") paths.push_back(entry.path());
        }
        std::ranges::sort(paths);
        Told told;
        for (std::size_t i = 0; i < paths.size(); i += step) {
            const auto model =
                open_city_model(jobs_, {.uri = paths[i].string(), .offline = true}, {});
            if (!model) continue;
            const auto report = make_import_report(*model, [](double) {}, {});
            EXPECT_TRUE(report) << paths[i] << ": " << report.error().message;
            ++told.files;
            if (report && !report->entries.empty()) ++told.with_entries;
        }
        return told;
    }
};
using WrongModelsLong = WrongModels;

TEST_F(WrongModels, AreReported) {
    constexpr std::size_t kStep = 12;
    const Told told = report_all(kStep);
    if (!missing_.empty()) GTEST_SKIP() << "no " << missing_;
    EXPECT_GT(told.files, 5U);
    EXPECT_GT(told.with_entries, 2U);
}

TEST_F(WrongModelsLong, AreAllReported) {
    const Told told = report_all(1);
    if (!missing_.empty()) GTEST_SKIP() << "no " << missing_;
    EXPECT_GT(told.files, 60U);
    EXPECT_GT(told.with_entries, 10U);
}

TEST_F(Reporting, ACancelledReportSaysSo) {
    folder_.write("village.json", kVillage);
    const auto model = open_city_model(
        jobs_, {.uri = (folder_.path() / "village.json").string(), .offline = true}, {});
    ASSERT_TRUE(model);
    const CancelToken cancel;
    cancel.cancel();
    const auto report = make_import_report(
        *model, [](double) {}, cancel);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::kCancelled);
}

}  // namespace
}  // namespace belvedere::convert
