// SPDX-License-Identifier: Apache-2.0
// Which theme, which image and what beyond it a tile shows, the same from CityGML and CityJSON.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/city_themes.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/encode/png_writer.hpp"
#include "small_cities.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::content::tests_of_city_looks {
namespace {

using namespace small_cities;
using citymodel::CityBatch;
using citymodel::TextureWrap;
using ::testing::ElementsAre;

// Two by two pixels, all red.
Bytes red_image() {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "red.png";
    auto writer = encode::PngWriter::create(path, {.width_px = 2, .height_px = 2});
    EXPECT_TRUE(writer);
    const std::vector<std::uint8_t> rows{255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0};
    EXPECT_TRUE(writer && writer->add_rows(rows) && writer->finish());
    auto bytes = read_file(path, 4096);
    return bytes ? std::move(*bytes) : Bytes{};
}

// The same image under every name.
class RedImages final : public ResourceReader {
  public:
    Result<Bytes> read(std::string_view) override { return image_; }

  private:
    Bytes image_ = red_image();
};

TileContent tile_of(const CityBatch& batch) {
    RedImages images;
    const auto mapping = geo::local_mapping();
    citymodel::CityTileOptions options;
    options.mapping = mapping.get();
    options.resources = &images;
    auto content = citymodel::write_city_tile(batch, options);
    EXPECT_TRUE(content);
    return std::move(content).value();
}

// A square whose image reaches `reach` times over it, as both formats write it.
std::string gml_of(const std::string& data, const std::string& reach) {
    return city_model(
        member("<b:Building gml:id='a'>" + surfaces_of("2", "p") + "</b:Building>") +
        "<app:appearanceMember><app:Appearance><app:theme>t</app:theme><app:surfaceDataMember>"
        "<app:X3DMaterial><app:diffuseColor>0 0 1</app:diffuseColor><app:target>#p</app:target>"
        "</app:X3DMaterial></app:surfaceDataMember><app:surfaceDataMember>"
        "<app:ParameterizedTexture><app:imageURI>a.png</app:imageURI>" +
        data + "<app:target uri='#p'><app:TexCoordList><app:textureCoordinates ring='#p_r'>0 0 " +
        reach + " 0 " + reach +
        " 1 0 1 0 0</app:textureCoordinates></app:TexCoordList></app:target>"
        "</app:ParameterizedTexture></app:surfaceDataMember></app:Appearance>"
        "</app:appearanceMember>");
}

std::string json_of(const std::string& data, const std::string& reach) {
    return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":)"
           R"([0,0,0]},"CityObjects":{"a":{"type":"Building","geometry":[{"type":"MultiSurface",)"
           R"("lod":"2","boundaries":[[[0,1,2,3]]],"material":{"t":{"value":0}},)"
           R"("texture":{"t":{"values":[[[0,0,1,2,3]]]}}}]}},)"
           R"("appearance":{"materials":[{"name":"m","diffuseColor":[0,0,1]}],)"
           R"("textures":[{"type":"PNG","image":"a.png")" +
           data + R"(}],"vertices-texture":[[0,0],[)" + reach + R"(,0],[)" + reach +
           R"(,1],[0,1]]},"vertices":[[0,0,0],[4,0,0],[4,4,0],[0,4,0]]})";
}

CityBatch batch_of_json(const std::string& text) {
    auto city = read_whole(open_city_file(std::make_shared<BytesInMemory>(text), "test.json"), {});
    EXPECT_TRUE(city);
    return city ? std::move(city->batch) : CityBatch{};
}

// The material that the only triangles of a tile have.
const MaterialRecord& material_of(const TileContent& tile) {
    EXPECT_EQ(tile.primitives().size(), 1U);
    return tile.materials()[tile.primitives().front().material];
}

const ImageRecord& image_of(const TileContent& tile) {
    return tile.images()[material_of(tile).base_color_texture.image];
}

std::array<int, 4> pixel_of(const TileContent& tile, std::uint32_t x, std::uint32_t y) {
    const ImageRecord& image = image_of(tile);
    const std::byte* at =
        tile.pixels(image, 0).data() + (std::size_t{y} * image.width + x) * sizeof(Rgba8);
    return {int(at[0]), int(at[1]), int(at[2]), int(at[3])};
}

struct WrapCase {
    const char* word;
    TextureWrap wrap;
    Wrap in_tile;
};

TEST(CityLooks, BothFormatsSayWhatIsBeyondAnImage) {
    for (const WrapCase& each : {WrapCase{"wrap", TextureWrap::kWrap, Wrap::kRepeat},
                                 WrapCase{"mirror", TextureWrap::kMirror, Wrap::kMirror},
                                 WrapCase{"clamp", TextureWrap::kClamp, Wrap::kClamp},
                                 WrapCase{"border", TextureWrap::kBorder, Wrap::kClamp},
                                 WrapCase{"none", TextureWrap::kNone, Wrap::kClamp}}) {
        SCOPED_TRACE(each.word);
        const std::string word = each.word;
        const WholeCity gml = read_model(gml_of("<app:wrapMode>" + word + "</app:wrapMode>", "1"));
        const CityBatch json = batch_of_json(json_of(R"(,"wrapMode":")" + word + "\"", "1"));
        for (const CityBatch* batch : {&gml.batch, &json}) {
            ASSERT_EQ(batch->textures.size(), 1U);
            EXPECT_EQ(batch->textures[0].wrap, each.wrap);
            const TileContent tile = tile_of(*batch);
            EXPECT_EQ(material_of(tile).base_color_texture.wrap_u, each.in_tile);
            EXPECT_EQ(image_of(tile).width, 2U) << "nothing beyond the image is seen";
        }
    }
}

TEST(CityLooks, TheBorderIsSeenBeyondAnImage) {
    const WholeCity gml = read_model(gml_of(
        "<app:wrapMode>border</app:wrapMode><app:borderColor>0 1 0 1</app:borderColor>", "3"));
    const CityBatch json =
        batch_of_json(json_of(R"(,"wrapMode":"border","borderColor":[0,1,0,1])", "3"));
    for (const CityBatch* batch : {&gml.batch, &json}) {
        const TileContent tile = tile_of(*batch);
        ASSERT_EQ(image_of(tile).width, 4U);
        EXPECT_THAT(pixel_of(tile, 0, 0), ElementsAre(0, 255, 0, 255));
        EXPECT_THAT(pixel_of(tile, 3, 2), ElementsAre(0, 255, 0, 255));
        EXPECT_THAT(pixel_of(tile, 1, 1), ElementsAre(255, 0, 0, 255));
        EXPECT_THAT(pixel_of(tile, 2, 2), ElementsAre(255, 0, 0, 255));
        const TextureRef& placed = material_of(tile).base_color_texture;
        EXPECT_FLOAT_EQ(placed.offset[0], 0.25F);
        EXPECT_FLOAT_EQ(placed.scale[0] + placed.offset[0], 0.75F);
        EXPECT_EQ(placed.wrap_u, Wrap::kClamp);
    }
}

// A border without a colour is transparent: what is beneath is seen, as with "none".
TEST(CityLooks, TheMaterialIsSeenBeyondAnImageWithoutBorder) {
    for (const std::string word : {"none", "border"}) {
        SCOPED_TRACE(word);
        const WholeCity gml = read_model(gml_of("<app:wrapMode>" + word + "</app:wrapMode>", "3"));
        const CityBatch json = batch_of_json(json_of(R"(,"wrapMode":")" + word + "\"", "3"));
        for (const CityBatch* batch : {&gml.batch, &json}) {
            const TileContent tile = tile_of(*batch);
            ASSERT_EQ(image_of(tile).width, 4U);
            EXPECT_THAT(pixel_of(tile, 0, 0), ElementsAre(0, 0, 255, 255));
        }
    }
}

TEST(CityLooks, OneImageMayLieInTwoWays) {
    const auto texture = [](const std::string& target, const std::string& wrap) {
        return "<app:surfaceDataMember><app:ParameterizedTexture><app:imageURI>a.png"
               "</app:imageURI><app:wrapMode>" +
               wrap + "</app:wrapMode><app:target uri='#" + target +
               "'><app:TexCoordList><app:textureCoordinates ring='#" + target +
               "_r'>0 0 2 0 2 2 0 2 0 0</app:textureCoordinates></app:TexCoordList></app:target>"
               "</app:ParameterizedTexture></app:surfaceDataMember>";
    };
    const WholeCity city = read_model(city_model(
        member("<b:Building gml:id='a'>" + surfaces_of("2", "p") + surfaces_of("2", "q", 3) +
               "</b:Building>") +
        "<app:appearanceMember><app:Appearance><app:theme>t</app:theme>" + texture("p", "wrap") +
        texture("q", "mirror") + "</app:Appearance></app:appearanceMember>"));
    ASSERT_EQ(city.batch.textures.size(), 2U);
    std::vector<TextureWrap> wraps;
    for (const citymodel::Polygon& polygon : city.batch.polygons) {
        const auto& look = city.batch.appearances[polygon.appearances.first];
        wraps.push_back(city.batch.textures[look.texture].wrap);
    }
    EXPECT_THAT(wraps, ElementsAre(TextureWrap::kWrap, TextureWrap::kMirror));
}

std::string themed(const std::string& theme, const std::string& color, const std::string& target) {
    return "<app:Appearance><app:theme>" + theme +
           "</app:theme><app:surfaceDataMember><app:X3DMaterial><app:diffuseColor>" + color +
           "</app:diffuseColor><app:target>#" + target +
           "</app:target></app:X3DMaterial></app:surfaceDataMember></app:Appearance>";
}

std::string first_theme(const CityBatch& batch) {
    return batch.themes.empty() ? "" : std::string(batch.text_of(batch.themes.front()));
}

// Each member is read alone, as by a tile of its own: all show the theme that the file has first.
TEST(CityLooks, TilesOfAFileAgreeOnTheThemeThatIsShownFirst) {
    std::string members;
    std::string zebra;
    std::string apple;
    for (int i = 0; i < 20; ++i) {
        const std::string id = "p" + std::to_string(i);
        members += member("<b:Building gml:id='a'>" + surfaces_of("2", id) + "</b:Building>");
        const std::string color = i % 3 == 0 ? "1 0 0" : "0 1 0";
        zebra += "<app:appearanceMember>" + themed("zebra", color, id) + "</app:appearanceMember>";
        apple +=
            "<app:appearanceMember>" + themed("apple", "0 0 1", id) + "</app:appearanceMember>";
    }
    const WholeCity city = read_model(city_model(members + zebra + apple));
    ASSERT_EQ(city.members.size(), 20U);
    for (const citymodel::CityMember& each : city.members) {
        const auto batch = city.file->read(std::vector{each.range}, {}, {});
        ASSERT_TRUE(batch);
        EXPECT_EQ(first_theme(*batch), "zebra");
        EXPECT_LT(material_of(tile_of(*batch)).base_color[2], 0.5F);
    }
}

// Members that bring their appearances themselves say nothing of an order: it is that of names.
TEST(CityLooks, ThemesOfMembersAreInTheOrderOfTheirNames) {
    const auto with = [](const std::string& id, const std::string& one, const std::string& other) {
        return member("<b:Building gml:id='" + id + "'><app:appearance>" +
                      themed(one, "1 0 0", "p" + id) + "</app:appearance><app:appearance>" +
                      themed(other, "1 0 0", "p" + id) + "</app:appearance>" +
                      surfaces_of("2", "p" + id) + "</b:Building>");
    };
    const WholeCity city = read_model(city_model(with("1", "b", "c") + with("2", "c", "b")));
    for (const citymodel::CityMember& each : city.members) {
        const auto batch = city.file->read(std::vector{each.range}, {}, {});
        ASSERT_TRUE(batch);
        EXPECT_EQ(first_theme(*batch), "b");
    }
}

TEST(CityLooks, ThemesAreNumberedAnew) {
    CityBatch batch;
    for (const char* name : {"c", "a", "b"})
        batch.themes.push_back(citymodel::add_text(batch, name));
    for (std::uint32_t theme : {0U, 1U, 2U, kNone}) {
        citymodel::PolygonAppearance appearance;
        appearance.theme = theme;
        batch.appearances.push_back(appearance);
    }
    citymodel::order_themes(batch, std::vector<std::string>{"b", "x"});
    std::vector<std::string> names;
    for (const StringRef theme : batch.themes)
        names.emplace_back(batch.text_of(theme));
    EXPECT_THAT(names, ElementsAre("b", "a", "c"));
    std::vector<std::uint32_t> themes;
    for (const auto& appearance : batch.appearances)
        themes.push_back(appearance.theme);
    EXPECT_THAT(themes, ElementsAre(2U, 1U, 0U, kNone));
}

}  // namespace
}  // namespace belvedere::content::tests_of_city_looks
