// SPDX-License-Identifier: Apache-2.0
// Materials and textures of exported objects, read back and compared.
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/convert/export_objects.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/image/decode_image.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_pool.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::convert {
namespace {

namespace fs = std::filesystem;
namespace citymodel = content::citymodel;
using testing::HasSubstr;

// What a polygon looks like in one theme.
struct Look {
    std::string material;  // Its colours.
    std::string texture;   // Its number, in the order in which polygons name textures.
    std::string wrap;
    std::vector<glm::vec2> coordinates;
};
struct City {
    std::uint64_t polygons = 0, materials = 0, textures = 0, textured = 0;
    // By object, polygon and theme.
    std::map<std::string, Look> looks;
    std::vector<std::string> images;
};

std::string colors_of(const citymodel::CityMaterial& material) {
    std::string text = material.is_smooth ? "smooth" : "";
    for (const float channel : material.diffuse)
        text += ' ' + std::to_string(std::lround(channel * 1e4F));
    for (const float channel : material.emissive)
        text += ' ' + std::to_string(std::lround(channel * 1e4F));
    for (const float channel : material.specular)
        text += ' ' + std::to_string(std::lround(channel * 1e4F));
    text += ' ' + std::to_string(std::lround(material.ambient * 1e4F));
    return text + ' ' + std::to_string(std::lround(material.transparency * 1e4F)) + ' ' +
           std::to_string(std::lround(material.shininess * 1e4F));
}

void add_looks(const citymodel::CityBatch& batch, City& city) {
    std::map<std::uint32_t, std::size_t> textures, materials;
    std::map<std::string, int> places;
    for (const citymodel::Geometry& geometry : batch.geometries) {
        if (geometry.object == content::kNone) continue;
        const std::string id(batch.text_of(batch.objects[geometry.object].id));
        city.polygons += geometry.polygons.count;
        for (std::uint32_t p = 0; p < geometry.polygons.count; ++p) {
            const auto& polygon = batch.polygons[geometry.polygons.first + p];
            std::uint32_t corners = 0;
            for (std::uint32_t r = 0; r < polygon.rings.count; ++r)
                corners += batch.rings[polygon.rings.first + r].corners.count;
            const std::string place = id + ' ' + std::to_string(places[id]++);
            for (std::uint32_t k = 0; k < polygon.appearances.count; ++k) {
                const auto& one = batch.appearances[polygon.appearances.first + k];
                const std::string theme(
                    one.theme < batch.themes.size() ? batch.text_of(batch.themes[one.theme]) : "");
                Look& look = city.looks[place + ' ' + (theme.empty() ? "visual" : theme)];
                if (one.material != content::kNone) {
                    materials.emplace(one.material, materials.size());
                    look.material = colors_of(batch.materials[one.material]);
                }
                if (one.texture == content::kNone || one.coordinates_first == content::kNone) {
                    continue;
                }
                const auto number = textures.emplace(one.texture, textures.size()).first->second;
                look.texture = std::to_string(number);
                look.wrap = std::to_string(static_cast<int>(batch.textures[one.texture].wrap));
                ++city.textured;
                for (std::uint32_t c = 0; c < corners; ++c)
                    look.coordinates.push_back(
                        batch.texture_coordinates[one.coordinates_first + c]);
            }
        }
    }
    city.materials += materials.size();
    city.textures += textures.size();
    for (const auto& texture : batch.textures)
        city.images.emplace_back(batch.text_of(texture.image));
}

class ExportedLooks : public testing::Test {
  protected:
    Result<CityModel> open(const fs::path& path) {
        return open_city_model(jobs_, {.uri = path.string(), .offline = true}, {});
    }
    static City read(const CityModel& model) {
        City city;
        for (const stream::CityPart& part : model.parts) {
            for (const auto& stretch : part.file->stretches()) {
                const auto stretch_read =
                    stream::read_stretch(part, stretch, {.every_lod = true}, {});
                EXPECT_TRUE(stretch_read);
                if (stretch_read) add_looks(stretch_read->batch, city);
            }
        }
        return city;
    }
    Result<ExportedObjects> write(const CityModel& model, const char* name) {
        ExportOptions options;
        options.format = ExportFormat::kCityJson;
        return export_objects(model, options, folder_.path() / name, [](double) {}, {});
    }
    // Looks read back are those of the source; `least`: polygons with a texture.
    ExportedObjects expect_same_looks(const fs::path& sample, std::uint64_t least) {
        const auto model = open(sample);
        EXPECT_TRUE(model) << (model ? "" : model.error().message);
        if (!model) return {};
        auto exported = write(*model, "out.city.json");
        EXPECT_TRUE(exported) << (exported ? "" : exported.error().message);
        const auto copy = open(folder_.path() / "out.city.json");
        EXPECT_TRUE(copy) << (copy ? "" : copy.error().message);
        if (!exported || !copy) return {};
        const City before = read(*model), after = read(*copy);
        EXPECT_GE(before.textured, least);
        EXPECT_EQ(after.polygons, before.polygons);
        EXPECT_EQ(after.materials, before.materials);
        EXPECT_EQ(after.textures, before.textures);
        EXPECT_EQ(after.textured, before.textured);
        EXPECT_EQ(after.looks.size(), before.looks.size());
        for (const auto& [place, look] : before.looks) {
            const auto found = after.looks.find(place);
            if (found == after.looks.end()) {
                ADD_FAILURE() << place << " is not there";
                return {};
            }
            EXPECT_EQ(found->second.material, look.material) << place;
            EXPECT_EQ(found->second.texture.empty(), look.texture.empty()) << place;
            EXPECT_EQ(found->second.wrap, look.wrap) << place;
            EXPECT_EQ(found->second.coordinates.size(), look.coordinates.size()) << place;
            for (std::size_t i = 0; i < look.coordinates.size() && !HasFailure(); ++i) {
                EXPECT_NEAR(found->second.coordinates[i].x, look.coordinates[i].x, 1e-6) << place;
                EXPECT_NEAR(found->second.coordinates[i].y, look.coordinates[i].y, 1e-6) << place;
            }
            if (HasFailure()) return {};
        }
        // Images that were copied are those of the source, and open.
        std::size_t opened = 0;
        for (const std::string& image : after.images) {
            const auto bytes = read_file(folder_.path() / image, 1ULL << 28);
            if (!bytes) continue;
            EXPECT_TRUE(content::decode_plain_image(*bytes)) << image;
            ++opened;
        }
        EXPECT_GE(opened, exported->images);
        return std::move(*exported);
    }

    JobPool jobs_{{.threads = 2}};
    test::TemporaryFolder folder_;
};

fs::path sample_of(const char* name) {
    return fs::path(BELVEDERE_SAMPLE_DATA) / name;
}

TEST_F(ExportedLooks, OfRotterdamComeBack) {
    const auto sample = sample_of("cityjson/cjio-tests/rotterdam/rotterdam_subset.json");
    if (!fs::exists(sample)) GTEST_SKIP() << "no " << sample;
    (void)expect_same_looks(sample, 100);
}

TEST_F(ExportedLooks, OfEveryTexturedGeometryComeBack) {
    for (const char* kind : {"solid", "multisurface"}) {
        const auto sample =
            sample_of((std::string("cityjson/corpus-2.0/conformance/v2_0/geometry_texture_") +
                       kind + "/geometry_texture_" + kind + ".city.json")
                          .c_str());
        if (!fs::exists(sample)) GTEST_SKIP() << "no " << sample;
        (void)expect_same_looks(sample, 1);
    }
}

TEST_F(ExportedLooks, OfCityGmlComeBackWithTheirImages) {
    for (const char* name :
         {"citygml/ingolstadt-lod3/4018264/4018264.xml",
          "plateau-pairs/03-frn-veg/frn/08220_tsukuba-shi_city_2023_citygml_2_op_frn/udx/frn/"
          "54400098_frn_6697_op.gml"}) {
        SCOPED_TRACE(name);
        const auto sample = sample_of(name);
        if (!fs::exists(sample)) GTEST_SKIP() << "no " << sample;
        const ExportedObjects exported = expect_same_looks(sample, 10);
        EXPECT_GT(exported.images, 0U);
        EXPECT_TRUE(fs::is_directory(folder_.path() / "out_textures"));
    }
}

TEST_F(ExportedLooks, OfBerlinKeepTheNamesOfImagesThatAreNotThere) {
    const auto sample = sample_of("citygml/berlin-mierendorff/partialMierendorffInselLoD2.gml");
    if (!fs::exists(sample)) GTEST_SKIP() << "no " << sample;
    const ExportedObjects exported = expect_same_looks(sample, 50);
    EXPECT_EQ(exported.images, 0U);
    ASSERT_FALSE(exported.notes.empty());
    EXPECT_THAT(exported.notes.front(), HasSubstr("is not copied"));
    EXPECT_FALSE(fs::exists(folder_.path() / "out_textures"));
}

// A square with one image, a ring of coordinates and a material.
constexpr const char* kSquare =
    R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[84000,)"
    R"(447000,0]},"appearance":{"textures":[{"type":"PNG","image":"pictures/a wall.png",)"
    R"("wrapMode":"mirror"}],"materials":[{"name":"m","diffuseColor":[0.5,0.25,1]}],)"
    R"("vertices-texture":[[0,0],[1.5,0],[1,0.123456789]]},"CityObjects":{"a":{"type":"Building",)"
    R"("geometry":[{"type":"MultiSurface","lod":"2","boundaries":[[[0,1,2]]],)"
    R"("texture":{"t":{"values":[[[0,0,1,2]]]}},"material":{"t":{"value":0}}}]}},)"
    R"("vertices":[[0,0,0],[8,0,0],[0,6,4]]})";

TEST_F(ExportedLooks, NeverReplaceWhatLiesThere) {
    const auto source = sample_of("citygml/ingolstadt-lod3/4018264/textures");
    if (!fs::exists(source)) GTEST_SKIP() << "no " << source;
    folder_.write("in/square.city.json", kSquare);
    fs::create_directories(folder_.path() / "in/pictures");
    for (const auto& entry : fs::directory_iterator(source)) {
        if (entry.path().extension() != ".jpg" && entry.path().extension() != ".png") continue;
        fs::copy_file(entry.path(), folder_.path() / "in/pictures/a wall.png",
                      fs::copy_options::overwrite_existing);
    }
    folder_.write("out_textures/a_wall.jpg", "somebody's");
    folder_.write("out_textures/a_wall.png", "somebody's");
    const auto sample = folder_.path() / "in/square.city.json";
    const ExportedObjects first = expect_same_looks(sample, 1);
    EXPECT_EQ(first.images, 1U);
    EXPECT_EQ(*read_file(folder_.path() / "out_textures/a_wall.jpg", 99),
              *read_file(folder_.path() / "out_textures/a_wall.png", 99));
    // Again: the file that is the same is used.
    const ExportedObjects second = expect_same_looks(sample, 1);
    EXPECT_EQ(second.images, 0U);
    EXPECT_TRUE(second.notes.empty());
}

TEST_F(ExportedLooks, LeaveNothingBehindWhenTheExportFails) {
    folder_.write("in/square.city.json", kSquare);
    const auto model = open(folder_.path() / "in/square.city.json");
    ASSERT_TRUE(model);
    ExportOptions options;
    options.ids = {"nobody"};
    const auto exported =
        export_objects(*model, options, folder_.path() / "out.json", [](double) {}, {});
    ASSERT_FALSE(exported);
    EXPECT_FALSE(fs::exists(folder_.path() / "out_textures"));
}

}  // namespace
}  // namespace belvedere::convert
