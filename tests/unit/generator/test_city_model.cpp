// SPDX-License-Identifier: Apache-2.0
// The generated city as CityGML and CityJSON, read back: exactly the same city.
#include "engine/generator/generate_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/file.hpp"
#include "engine/generator/counted_plan.hpp"
#include "engine/generator/facade_images.hpp"
#include "engine/generator/model_writer.hpp"
#include "tests/unit/generator/generated_set.hpp"

namespace belvedere::generator {
namespace {

namespace citymodel = content::citymodel;

class HeldFile final : public citymodel::CityBytes {
  public:
    explicit HeldFile(Bytes bytes) : bytes_(std::move(bytes)) {}
    ByteView view() const override { return bytes_; }
    void release(const citymodel::FileRange&) const override {}

  private:
    Bytes bytes_;
};

struct ReadFace {
    std::string type;
    std::vector<glm::dvec3> corners;
    std::string image;                   // Empty: without a texture.
    std::vector<glm::vec2> coordinates;  // Of the image, one for each corner.
    std::optional<glm::vec3> color;      // Of its material.
};
struct ReadBuilding {
    std::string type, parent;
    std::map<std::string, std::string> texts;
    std::map<std::string, double> numbers;
    std::vector<ReadFace> faces;
};

class ReadCity {
  public:
    explicit ReadCity(const std::filesystem::path& path) {
        auto bytes = read_file(path, std::uint64_t{1} << 30U);
        if (!bytes) return;
        const auto file = content::open_city_file(std::make_shared<HeldFile>(std::move(*bytes)),
                                                  path.filename().string());
        if (!file) return;
        head = (*file)->head();
        for (const citymodel::FileRange& stretch : (*file)->stretches()) {
            const auto index = (*file)->index(stretch, {});
            if (!index) continue;
            std::vector<citymodel::FileRange> ranges;
            for (const citymodel::CityMember& member : index->members) {
                ranges.push_back(member.range);
                ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
            }
            auto batch = (*file)->read(ranges, {.every_lod = true, .checks_solids = true}, {});
            if (batch) take(*batch);
        }
    }

    citymodel::CityFileHead head;
    std::map<std::string, ReadBuilding> buildings;  // Parts among them.
    std::vector<std::string> warnings;

  private:
    void take(const citymodel::CityBatch& batch) {
        for (const citymodel::CityWarning& warning : batch.warnings)
            warnings.push_back(citymodel::sentence_of(warning));
        for (const citymodel::CityObject& object : batch.objects) {
            ReadBuilding& building = buildings[std::string(batch.text_of(object.id))];
            building.type = batch.names.name(object.type);
            if (object.parent != content::kNone) {
                building.parent = batch.text_of(batch.objects[object.parent].id);
            }
            for (std::uint32_t i = 0; i < object.attributes.count; ++i) {
                const auto& attribute = batch.attributes[object.attributes.first + i];
                const std::string name(batch.names.name(attribute.name));
                building.texts[name] = batch.text_of(attribute.text);
                building.numbers[name] = attribute.type == citymodel::AttributeType::kNumber
                                             ? attribute.number
                                             : static_cast<double>(attribute.integer);
            }
        }
        for (const citymodel::Geometry& geometry : batch.geometries) {
            const auto id = batch.text_of(batch.objects[geometry.object].id);
            ReadBuilding& building = buildings[std::string(id)];
            for (std::uint32_t i = 0; i < geometry.polygons.count; ++i)
                building.faces.push_back(
                    face_of(batch, batch.polygons[geometry.polygons.first + i]));
        }
    }

    static ReadFace face_of(const citymodel::CityBatch& batch, const citymodel::Polygon& polygon) {
        ReadFace face;
        if (polygon.surface != content::kNone) {
            face.type = batch.names.name(batch.surfaces[polygon.surface].type);
        }
        const content::Range corners = batch.rings[polygon.rings.first].corners;
        for (std::uint32_t i = 0; i < corners.count; ++i)
            face.corners.push_back(batch.vertices[batch.corners[corners.first + i]]);
        for (std::uint32_t i = 0; i < polygon.appearances.count; ++i) {
            const auto& look = batch.appearances[polygon.appearances.first + i];
            if (look.texture != content::kNone) {
                face.image = batch.text_of(batch.textures[look.texture].image);
                for (std::uint32_t k = 0; k < corners.count; ++k) {
                    face.coordinates.push_back(
                        batch.texture_coordinates[look.coordinates_first + k]);
                }
            }
            if (look.material == content::kNone) continue;
            const auto& diffuse = batch.materials[look.material].diffuse;
            face.color = glm::vec3(diffuse[0], diffuse[1], diffuse[2]);
        }
        return face;
    }
};

double farthest(const std::vector<glm::dvec3>& one, const std::vector<glm::dvec3>& other) {
    if (one.size() != other.size()) return 1e30;
    double far = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i)
        far = std::max(far, glm::distance(one[i], other[i]));
    return far;
}

// The street and the number, however the format says them.
std::string address_of(const ReadBuilding& building) {
    const auto street = building.texts.find("address.street");
    if (street != building.texts.end()) {
        return street->second + ' ' + building.texts.at("address.number");
    }
    const auto list = nlohmann::json::parse(building.texts.at("address"), nullptr, false);
    if (!list.is_array() || list.size() != 1) return "no list of one address";
    return list[0].value("street", "") + ' ' + list[0].value("houseNumber", "");
}

// 3.0 has a date where 2.0 and CityJSON have a year.
double year_of(const ReadBuilding& building) {
    const auto date = building.texts.find("dateOfConstruction");
    if (date == building.texts.end()) return building.numbers.at("yearOfConstruction");
    EXPECT_TRUE(date->second.ends_with("-01-01")) << date->second;
    return std::stod(date->second.substr(0, 4));
}

// How a face should look: the windows of its facade, or the tiles of its roof.
void expect_look(const ReadFace& face, const ModelBuilding& building, const SolidPolygon& made) {
    const bool is_textured = building.is_textured && made.facade != Facade::kPlain;
    ASSERT_EQ(face.image, is_textured ? facade_file(made.facade) : "");
    if (is_textured) {
        ASSERT_EQ(face.coordinates.size(), made.bays.size());
        for (std::size_t i = 0; i < made.bays.size(); ++i) {
            const glm::vec2 wanted = made.bays[i] / static_cast<float>(kFacadeRepeat);
            ASSERT_LE(glm::distance(face.coordinates[i], wanted),
                      1e-5F * glm::length(wanted) + 1e-6F);
        }
        return;
    }
    const bool is_painted = building.has_materials && made.face == SolidFace::kRoof;
    ASSERT_EQ(face.color.has_value(), is_painted);
    if (is_painted) {
        ASSERT_LE(glm::distance(*face.color, glm::vec3(0.55F, 0.25F, 0.2F)), 1e-6F);
    }
}

class MadeCity : public testing::Test {
  protected:
    static constexpr std::uint32_t kBuildings = 400;

    void SetUp() override {
        const auto counted = plan_city({.buildings = kBuildings, .seed = 5}, jobs_);
        const auto place = ModelPlace::make();
        ASSERT_TRUE(counted && place);
        for (std::size_t i = 0; i < counted->plan.districts.size(); ++i) {
            for (ModelBuilding& building : model_district(counted->plan, i, *place))
                made_.push_back(std::move(building));
        }
        ASSERT_EQ(made_.size(), kBuildings);
    }

    JobPool jobs_{{.threads = 2}};
    std::vector<ModelBuilding> made_;
};

class CityModelFormats : public MadeCity, public testing::WithParamInterface<ModelFormat> {};

TEST_P(CityModelFormats, ComeBackAsTheSameCity) {
    const TemporaryFolder folder("model");
    const auto set =
        generate_model({.buildings = kBuildings, .seed = 5}, GetParam(), folder.path(), jobs_);
    ASSERT_TRUE(set) << set.error().message;
    const ReadCity city(set->tileset);
    EXPECT_TRUE(city.warnings.empty()) << city.warnings.front();
    EXPECT_FALSE(city.head.crs.empty());
    std::size_t objects = 0, textured = 0, painted = 0;
    for (const ModelBuilding& made : made_) {
        ASSERT_EQ(city.buildings.count(made.id), 1U) << made.id;
        const ReadBuilding& read = city.buildings.at(made.id);
        EXPECT_EQ(read.type, "Building");
        EXPECT_EQ(read.texts.at("function"),
                  kFunctionNames[static_cast<std::size_t>(made.about.function)]);
        EXPECT_EQ(read.texts.at("energy_class"), kEnergyNames[made.about.energy_class]);
        EXPECT_EQ(read.texts.at("roofType"), kRoofNames[static_cast<std::size_t>(made.about.roof)]);
        EXPECT_FLOAT_EQ(static_cast<float>(read.numbers.at("measuredHeight")), made.about.height_m);
        EXPECT_FLOAT_EQ(static_cast<float>(read.numbers.at("floor_area")),
                        made.about.floor_area_m2);
        EXPECT_EQ(read.numbers.at("storeysAboveGround"), made.about.storeys);
        EXPECT_EQ(read.numbers.at("residents"), made.about.residents);
        EXPECT_EQ(year_of(read), made.about.year);
        EXPECT_EQ(address_of(read), made.street + ' ' + std::to_string(made.about.house_number));
        const bool is_alone = made.parts.size() == 1;
        objects += is_alone ? 1 : 1 + made.parts.size();
        for (const ModelPart& part : made.parts) {
            const ReadBuilding& geometry = city.buildings.at(part.id);
            if (!is_alone) {
                EXPECT_EQ(geometry.type, "BuildingPart");
                EXPECT_EQ(geometry.parent, made.id);
            }
            ASSERT_EQ(geometry.faces.size(), part.polygons.size()) << part.id;
            for (std::size_t i = 0; i < part.polygons.size(); ++i) {
                const ReadFace& face = geometry.faces[i];
                EXPECT_EQ(face.type, name_of(part.polygons[i].face)) << part.id;
                EXPECT_LE(farthest(face.corners, part.polygons[i].corners), kModelStep_m)
                    << part.id;
                expect_look(face, made, part.polygons[i]);
                textured += face.image.empty() ? 0U : 1U;
                painted += face.color ? 1U : 0U;
            }
        }
    }
    EXPECT_EQ(city.buildings.size(), objects);
    EXPECT_GT(textured, 50U);
    EXPECT_GT(painted, 50U);
}

INSTANTIATE_TEST_SUITE_P(All, CityModelFormats,
                         testing::Values(ModelFormat::kCityGml2, ModelFormat::kCityGml3,
                                         ModelFormat::kCityJson));

// Every edge of a closed shell is walked once in each direction.
TEST_F(MadeCity, PartsAreClosedSolids) {
    using Corner = std::tuple<long long, long long, long long>;
    const auto key = [](const glm::dvec3& at) {
        return Corner(std::llround(at.x * 1000), std::llround(at.y * 1000),
                      std::llround(at.z * 1000));
    };
    for (const ModelBuilding& building : made_) {
        for (const ModelPart& part : building.parts) {
            std::map<std::pair<Corner, Corner>, int> edges;
            for (const SolidPolygon& polygon : part.polygons) {
                for (std::size_t i = 0; i < polygon.corners.size(); ++i) {
                    const Corner from = key(polygon.corners[i]);
                    const Corner to = key(polygon.corners[(i + 1) % polygon.corners.size()]);
                    ++edges[{from, to}];
                }
            }
            for (const auto& [edge, count] : edges) {
                ASSERT_EQ(count, 1) << part.id;
                ASSERT_EQ(edges.count({edge.second, edge.first}), 1U) << part.id;
            }
        }
    }
}

TEST(CityModel, TheSameOptionsGiveTheSameBytesWithAnyThreads) {
    const TemporaryFolder folder("bytes");
    JobPool one({.threads = 1}), three({.threads = 3});
    const CityOptions options{.buildings = 150, .seed = 9};
    for (const auto format : {ModelFormat::kCityGml3, ModelFormat::kCityJson}) {
        ASSERT_TRUE(generate_model(options, format, folder.path() / "one", one));
        ASSERT_TRUE(generate_model(options, format, folder.path() / "three", three));
    }
    const auto first = hashes_of(folder.path() / "one");
    EXPECT_EQ(first.size(), 2U + 5U);  // Two cities and their pictures; nothing unfinished.
    EXPECT_EQ(first, hashes_of(folder.path() / "three"));
}

}  // namespace
}  // namespace belvedere::generator
