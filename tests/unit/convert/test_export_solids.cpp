// SPDX-License-Identifier: Apache-2.0
// Solids with cavities come back from CityJSON with the shells they had, however CityGML wrote
// them.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/convert/compare_models.hpp"
#include "app/convert/export_objects.hpp"
#include "engine/core/job_pool.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::convert::tests_of_export_solids {
namespace {

using content::citymodel::CityBatch;
using content::citymodel::GeometryKind;

constexpr const char* kRoot =
    "<CityModel xmlns='http://www.opengis.net/citygml/2.0' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:b='http://www.opengis.net/citygml/building/2.0' "
    "xmlns:xlink='http://www.w3.org/1999/xlink'>";

std::string building(const std::string& id, const std::string& content) {
    return "<cityObjectMember><b:Building gml:id='" + id + "'>" + content +
           "</b:Building></cityObjectMember>";
}

// Faces of a tetrahedron at (1, 1, 1), `size` less one long: each reaches to `size`.
std::vector<std::string> faces(int size) {
    const std::string s = std::to_string(size);
    const std::string o = "1 1 1 ", x = s + " 1 1 ", y = "1 " + s + " 1 ", z = "1 1 " + s + ' ';
    std::vector<std::string> made;
    for (const std::string& positions :
         {o + y + x + o, o + x + z + o, o + z + y + o, x + y + z + x}) {
        made.push_back("<gml:Polygon gml:id='p" + s + '_' + std::to_string(made.size()) +
                       "'><gml:exterior><gml:LinearRing><gml:posList>" + positions +
                       "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>");
    }
    return made;
}

std::string shell_of(const std::string& members, const std::string& id = "") {
    return "<gml:CompositeSurface" + (id.empty() ? id : " gml:id='" + id + '\'') + '>' + members +
           "</gml:CompositeSurface>";
}

std::string shell(int size, const std::string& id = "") {
    std::string members;
    for (const std::string& face : faces(size))
        members += "<gml:surfaceMember>" + face + "</gml:surfaceMember>";
    return shell_of(members, id);
}

// The same by references to the faces.
std::string shell_by_references(int size, const std::string& id = "") {
    std::string members;
    for (int i = 0; i < 4; ++i) {
        members += "<gml:surfaceMember xlink:href='#p" + std::to_string(size) + '_' +
                   std::to_string(i) + "'/>";
    }
    return shell_of(members, id);
}

std::string wall(const std::string& face) {
    return "<b:boundedBy><b:WallSurface><b:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>" +
           face +
           "</gml:surfaceMember></gml:MultiSurface></b:lod2MultiSurface></b:WallSurface>"
           "</b:boundedBy>";
}

// Faces of several shells, those of the first, then those of the next, turn by turn.
std::string walls(const std::vector<int>& sizes) {
    std::string made;
    for (std::size_t i = 0; i < 4; ++i) {
        for (const int size : sizes)
            made += wall(faces(size)[i]);
    }
    return made;
}

std::string solid(const std::string& shells) {
    return "<b:lod2Solid><gml:Solid>" + shells + "</gml:Solid></b:lod2Solid>";
}
std::string outer(const std::string& content) {
    return "<gml:exterior>" + content + "</gml:exterior>";
}
std::string cavity(const std::string& content) {
    return "<gml:interior>" + content + "</gml:interior>";
}

class ExportingSolids : public testing::Test {
  protected:
    Result<CityModel> open(const std::string& name) {
        return open_city_model(jobs_, {.uri = (folder_.path() / name).string(), .offline = true},
                               {});
    }

    // How far the corners of each shell of an object reach, as CityJSON has them; 0 between solids.
    // Empty where something is no solid.
    std::vector<int> shells_after_export(const std::string& members, const std::string& id = "a") {
        folder_.write("city.gml", kRoot + members + "</CityModel>");
        const auto model = open("city.gml");
        EXPECT_TRUE(model) << model.error().message;
        ExportOptions options;
        options.format = *export_format_of("city.json");
        const auto exported =
            export_objects(*model, options, folder_.path() / "city.json", [](double) {}, {});
        EXPECT_TRUE(exported) << exported.error().message;
        const auto copy = open("city.json");
        EXPECT_TRUE(copy) << copy.error().message;
        const auto difference = compare_models(*model, *copy, 0.002, [](double) {}, {});
        EXPECT_TRUE(difference && difference->changed.empty() && difference->removed.empty());
        const auto read =
            stream::read_stretch(copy->parts[0], copy->parts[0].file->stretches().at(0),
                                 {.every_lod = true, .checks_solids = true}, {});
        EXPECT_TRUE(read);
        EXPECT_TRUE(read->batch.warnings.empty()) << read->batch.warnings[0].sentence;
        return reaches(read->batch, id);
    }

    static std::vector<int> reaches(const CityBatch& batch, const std::string& id) {
        std::vector<int> found;
        for (const auto& geometry : batch.geometries) {
            if (batch.text_of(batch.objects[geometry.object].id) != id) continue;
            if (geometry.kind != GeometryKind::kSolid) return {};
            if (!found.empty()) found.push_back(0);
            std::map<std::uint32_t, double> reach;
            for (std::uint32_t i = 0; i < geometry.polygons.count; ++i) {
                const auto& polygon = batch.polygons[geometry.polygons.first + i];
                const auto corners = batch.rings[polygon.rings.first].corners;
                for (std::uint32_t k = 0; k < corners.count; ++k) {
                    double& most = reach[polygon.shell];
                    most = std::max(most, batch.vertices[batch.corners[corners.first + k]].x);
                }
            }
            for (const auto& [shell, most] : reach)
                found.push_back(static_cast<int>(most + 0.5));
        }
        return found;
    }

    JobPool jobs_{{.threads = 2}};
    test::TemporaryFolder folder_;
};

using Shells = std::vector<int>;

TEST_F(ExportingSolids, CavitiesThatStandInTheSolid) {
    EXPECT_EQ(shells_after_export(
                  building("a", solid(outer(shell(9)) + cavity(shell(3)) + cavity(shell(2))))),
              (Shells{9, 3, 2}));
}

TEST_F(ExportingSolids, CavitiesWhoseSurfacesAreWalls) {
    EXPECT_EQ(shells_after_export(building(
                  "a", solid(outer(shell_by_references(9)) + cavity(shell_by_references(3)) +
                             cavity(shell_by_references(2))) +
                           walls({3, 9, 2}))),
              (Shells{9, 3, 2}));
}

TEST_F(ExportingSolids, ACavityIsAReferenceToAShell) {
    const std::string reference = "<gml:interior xlink:href='#hollow'/>";
    // Its faces stand in it, or are themselves named.
    for (const std::string& hollow : {shell(3, "hollow"), shell_by_references(3, "hollow")}) {
        EXPECT_EQ(
            shells_after_export(building(
                "a", solid(outer(shell(9)) + reference) +
                         "<b:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>" + hollow +
                         "</gml:surfaceMember></gml:MultiSurface></b:lod2MultiSurface>" +
                         (hollow == shell(3, "hollow") ? "" : walls({3})))),
            (Shells{9, 3}));
    }
}

TEST_F(ExportingSolids, ShellsOfOtherObjectsAreCopied) {
    // Both shells, or the cavity alone, are another building's walls.
    for (const std::string& first : {shell(9), shell_by_references(9)}) {
        EXPECT_EQ(shells_after_export(
                      building("a", solid(outer(first) + cavity(shell_by_references(3)))) +
                      building("b", first == shell(9) ? walls({3}) : walls({3, 9}))),
                  (Shells{9, 3}));
    }
}

// What bounds a room from inside bounds it from outside as a cavity of its building.
TEST_F(ExportingSolids, APartKeepsItsShellThatIsACavityOfTheWhole) {
    const std::string city = building(
        "a", solid(outer(shell(9)) + "<gml:interior xlink:href='#hollow'/>") +
                 "<b:consistsOfBuildingPart><b:BuildingPart gml:id='part'>" +
                 solid(outer(shell(3, "hollow"))) + "</b:BuildingPart></b:consistsOfBuildingPart>");
    EXPECT_EQ(shells_after_export(city, "part"), (Shells{3}));
    EXPECT_EQ(shells_after_export(city, "a"), (Shells{9}));
}

}  // namespace
}  // namespace belvedere::convert::tests_of_export_solids
