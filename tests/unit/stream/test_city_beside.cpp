// SPDX-License-Identifier: Apache-2.0
// Which files beside a city's own its references may open.
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/stream/city_beside.hpp"
#include "engine/stream/city_bytes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

TEST(CityBeside, ServesListsAndModelsOfTheCity) {
    const test::TemporaryFolder folder;
    folder.write("city/udx/bldg/a.gml", "<a/>");
    folder.write("city/udx/tran/b.gml", "<b/>");
    folder.write("city/codelists/c.xml", "<c/>");
    folder.write("city/udx/bldg/secret.txt", "no");
    const auto read = read_beside(folder.path() / "city/udx/bldg/a.gml");
    EXPECT_TRUE(read("../tran/b.gml", 100));
    EXPECT_TRUE(read("../../codelists/c.xml", 100));
    EXPECT_TRUE(read("a.gml", 100));
    folder.write("city/udx/bldg/air.JGW", "1");
    EXPECT_TRUE(read("air.JGW", 100));
    EXPECT_FALSE(is_named_by_city_files("jgw"));
    folder.write("city/udx/frn/models/lamp.OBJ", "v 0 0 0");
    EXPECT_TRUE(read("../frn/models/lamp.OBJ", 100));
    EXPECT_FALSE(is_named_by_city_files("a.xml/b"));
    const auto large = read("../../codelists/c.xml", 2);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().kind, ErrorKind::kLimit);
    const auto missing = read("../../codelists/d.xml", 100);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
}

TEST(CityBeside, RefusesTheRestOfTheMachine) {
    const test::TemporaryFolder folder;
    folder.write("a/b/c/d/e/city.gml", "<a/>");
    folder.write("a/b/c/d/e/secret.txt", "no");
    folder.write("elsewhere/list.xml", "<no/>");
    std::filesystem::create_symlink(folder.path() / "elsewhere/list.xml",
                                    folder.path() / "a/b/c/d/e/link.xml");
    const auto read = read_beside(folder.path() / "a/b/c/d/e/city.gml");
    for (const std::string& name :
         {std::string("secret.txt"), std::string("/etc/fonts/fonts.xml"),
          std::string("http://example.org/list.xml"), std::string("../../../../../x/list.xml"),
          std::string("link.xml"), std::string("x/../../../../../../elsewhere/list.xml"),
          std::string(".."), std::string(""), std::string("models/../../../../../../x.glb"),
          std::string("file:///tmp/x.glb"), std::string("https://example.org/x.gltf"),
          std::string("models/https://example.org/x.bin"), std::string("..\\x.obj")}) {
        const auto denied = read(name, 100);
        ASSERT_FALSE(denied) << name;
        EXPECT_EQ(denied.error().kind, ErrorKind::kDenied) << name;
    }
}

TEST(CityBeside, CodesOfACityOnDiskHaveTheirMeaning) {
    const test::TemporaryFolder folder;
    folder.write("codelists/class.xml",
                 "<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'><gml:dictionaryEntry>"
                 "<gml:Definition><gml:description>Detached</gml:description><gml:name>3001"
                 "</gml:name></gml:Definition></gml:dictionaryEntry></gml:Dictionary>");
    folder.write("udx/bldg/a.gml",
                 "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
                 "xmlns:b='http://www.opengis.net/citygml/building/2.0'><cityObjectMember>"
                 "<b:Building><b:class codeSpace='../../codelists/class.xml'>3001</b:class>"
                 "</b:Building></cityObjectMember></CityModel>");
    const auto found = find_city_files(folder.path());
    ASSERT_EQ(found.size(), 1U) << "a code list is no city";
    auto bytes = open_city_bytes(found.front());
    ASSERT_TRUE(bytes);
    const auto file =
        content::open_city_file(std::move(*bytes), "a.gml", read_beside(found.front()));
    ASSERT_TRUE(file);
    EXPECT_EQ((*file)->head().kind, "CityGML");
    const auto index = (*file)->index((*file)->stretches().at(0), {});
    ASSERT_TRUE(index);
    const std::vector<content::citymodel::FileRange> ranges{index->members.at(0).range};
    const auto batch = (*file)->read(ranges, {}, {});
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->attributes.size(), 2U);
    EXPECT_EQ(batch->text_of(batch->attributes[0].text), "Detached");
}

TEST(CityBeside, ModelsAreReadWithWhatTheyName) {
    const test::TemporaryFolder folder;
    // (0 0 0), (1 0 0) and (0 1 4) with glTF's y up.
    const float corners[] = {0, 0, 0, 1, 0, 0, 0, 4, -1};
    folder.write("city/models/lamp.bin", std::string(as_text(std::as_bytes(std::span(corners)))));
    folder.write("city/models/lamp.gltf",
                 R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],)"
                 R"("nodes":[{"mesh":0}],"buffers":[{"uri":"lamp.bin","byteLength":36}],)"
                 R"("bufferViews":[{"buffer":0,"byteLength":36}],"accessors":[{"bufferView":0,)"
                 R"("componentType":5126,"count":3,"type":"VEC3","min":[0,0,-1],"max":[1,4,0]}],)"
                 R"("materials":[{"pbrMetallicRoughness":{"baseColorFactor":[1,0,0,1]}}],)"
                 R"("meshes":[{"primitives":[{"attributes":{"POSITION":0},"material":0}]}]})");
    folder.write("city/udx/a.gml",
                 "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
                 "xmlns:gml='http://www.opengis.net/gml' "
                 "xmlns:f='http://www.opengis.net/citygml/cityfurniture/2.0'><cityObjectMember>"
                 "<f:CityFurniture gml:id='l'><f:lod2ImplicitRepresentation><ImplicitGeometry>"
                 "<mimeType>model/gltf+json</mimeType><libraryObject>../models/lamp.gltf"
                 "</libraryObject>"
                 "<referencePoint><gml:Point><gml:pos>5 6 7</gml:pos></gml:Point></referencePoint>"
                 "</ImplicitGeometry></f:lod2ImplicitRepresentation></f:CityFurniture>"
                 "</cityObjectMember></CityModel>");
    const auto path = folder.path() / "city/udx/a.gml";
    auto bytes = open_city_bytes(path);
    ASSERT_TRUE(bytes);
    const auto file = content::open_city_file(std::move(*bytes), "a.gml", read_beside(path));
    ASSERT_TRUE(file);
    const auto index = (*file)->index((*file)->stretches().at(0), {});
    ASSERT_TRUE(index);
    ASSERT_EQ(index->members.size(), 1U);
    EXPECT_EQ(index->members[0].bounds.max, glm::dvec3(6, 7, 11));
    const std::vector<content::citymodel::FileRange> ranges{index->members[0].range};
    const auto batch = (*file)->read(ranges, {}, {});
    ASSERT_TRUE(batch);
    EXPECT_TRUE(batch->warnings.empty());
    ASSERT_FALSE(batch->materials.empty());
    EXPECT_EQ(batch->materials.back().diffuse[0], 1.0F);
    EXPECT_EQ(batch->materials.back().diffuse[1], 0.0F);
}

}  // namespace
}  // namespace belvedere::stream
