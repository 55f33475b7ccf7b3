// SPDX-License-Identifier: Apache-2.0
// What the cache keeps of a city holds as long as the files beside it are what they were.
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/stream/side_files.hpp"
#include "loaded_city.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string code_list(const std::string& meaning) {
    return "<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'><gml:dictionaryEntry>"
           "<gml:Definition><gml:description>" +
           meaning +
           "</gml:description><gml:name>3001</gml:name></gml:Definition></gml:dictionaryEntry>"
           "</gml:Dictionary>";
}

// A building whose class is a code and whose roof has an image.
std::string coded_city() {
    return "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
           "xmlns:gml='http://www.opengis.net/gml' "
           "xmlns:app='http://www.opengis.net/citygml/appearance/2.0' "
           "xmlns:b='http://www.opengis.net/citygml/building/2.0'><cityObjectMember>"
           "<b:Building gml:id='a'><b:class codeSpace='../codelists/class.xml'>3001</b:class>"
           "<b:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon gml:id='p'>"
           "<gml:exterior><gml:LinearRing gml:id='r'><gml:posList>0 0 0 4 0 0 4 4 0 0 4 0 0 0 0"
           "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
           "</gml:MultiSurface></b:lod2MultiSurface></b:Building></cityObjectMember>"
           "<app:appearanceMember><app:Appearance><app:theme>rgb</app:theme>"
           "<app:surfaceDataMember><app:ParameterizedTexture><app:imageURI>roof.png</app:imageURI>"
           "<app:target uri='#p'><app:TexCoordList><app:textureCoordinates ring='#r'>"
           "0 0 1 0 1 1 0 1 0 0</app:textureCoordinates></app:TexCoordList></app:target>"
           "</app:ParameterizedTexture></app:surfaceDataMember></app:Appearance>"
           "</app:appearanceMember></CityModel>";
}

// Without an image: then nothing but the list is beside the city.
std::string listed_city() {
    std::string text = coded_city();
    const std::size_t from = text.find("<app:appearanceMember>");
    return text.erase(from, text.find("</CityModel>") - from);
}

TEST(SideFiles, AListThatArrivesOrChangesIsSeenAtTheNextOpening) {
    const TemporaryFolder folder;
    folder.write("city/udx/a.gml", listed_city());
    const auto path = folder.path() / "city/udx/a.gml";
    const Loaded without = load_all(path, cache_in(folder));
    EXPECT_THAT(without.values, Contains("class=3001"));
    EXPECT_THAT(without.tile_warnings, Contains(HasSubstr("class.xml is not there")));
    const Loaded still = load_all(path, cache_in(folder));
    EXPECT_EQ(still.from_cache, 1) << "absent then and absent now";
    EXPECT_EQ(still.tile_warnings, without.tile_warnings);

    folder.write("city/codelists/class.xml", code_list("Detached"));
    const Loaded with_list = load_all(path, cache_in(folder));
    EXPECT_EQ(with_list.from_cache, 0);
    EXPECT_THAT(with_list.values, Contains("class=Detached"));
    EXPECT_THAT(with_list.tile_warnings, IsEmpty());
    EXPECT_EQ(load_all(path, cache_in(folder)).from_cache, 1);

    folder.write("city/codelists/class.xml", code_list("Terraced house"));
    const Loaded changed = load_all(path, cache_in(folder));
    EXPECT_THAT(changed.values, Contains("class=Terraced house"));
    EXPECT_THAT(changed.values, Not(Contains("class=Detached")));
}

TEST(SideFiles, AnImageThatIsNotThereKeepsNoTileFromTheCache) {
    const TemporaryFolder folder;
    folder.write("city/udx/a.gml", coded_city());
    folder.write("city/codelists/class.xml", code_list("Detached"));
    const auto path = folder.path() / "city/udx/a.gml";
    const Loaded first = load_all(path, cache_in(folder));
    EXPECT_THAT(first.tile_warnings, Contains(HasSubstr("roof.png")));
    const Loaded second = load_all(path, cache_in(folder));
    EXPECT_EQ(second.from_cache, second.tiles);
    EXPECT_EQ(second.tile_warnings, first.tile_warnings);
    // Whatever it is, it is looked at again.
    folder.write("city/udx/roof.png", "no image");
    const Loaded third = load_all(path, cache_in(folder));
    EXPECT_EQ(third.from_cache, 0);
    EXPECT_EQ(load_all(path, cache_in(folder)).from_cache, 1) << "it is still the same";
    std::filesystem::remove(folder.path() / "city/udx/roof.png");
    EXPECT_EQ(load_all(path, cache_in(folder)).from_cache, 0);
}

TEST(SideFiles, RemembersWhatWasThereAndWhatWasNot) {
    const TemporaryFolder folder;
    folder.write("udx/a.gml", "<a/>");
    folder.write("udx/here.xml", "<x/>");
    const auto files = std::make_shared<SideFiles>(folder.path() / "udx/a.gml");
    const auto read = files->reading();
    EXPECT_TRUE(read("here.xml", 100));
    EXPECT_FALSE(read("there.xml", 100));
    EXPECT_FALSE(read("/etc/fonts/fonts.xml", 100));
    const auto asked = files->dependencies();
    ASSERT_TRUE(asked);
    ASSERT_EQ(asked->size(), 3U);
    for (const TileDependency& one : *asked) {
        EXPECT_EQ(one.stamp == kAbsentStamp, one.uri != "here.xml") << one.uri;
        EXPECT_EQ(files->stamp(one.uri), one.stamp);
    }
    // Changed while the city is open: what is made of both is not used again.
    folder.write("udx/here.xml", "<longer/>");
    EXPECT_TRUE(read("here.xml", 100));
    EXPECT_EQ(files->dependencies()->size(), 4U);
}

}  // namespace
}  // namespace belvedere::stream
