// SPDX-License-Identifier: Apache-2.0
// Which files beside a city's own its references may open.
#include <filesystem>
#include <future>
#include <memory>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/net/http_client.hpp"
#include "engine/stream/city_beside.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/source_opening.hpp"
#include "tests/support/loopback_server.hpp"
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
    const auto found = find_city_files(folder.path()).paths;
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

TEST(CityBeside, TooManyFilesOfAFolderAreTheFirstByName) {
    const test::TemporaryFolder folder;
    for (const char* name : {"c", "a", "d", "b"})
        folder.write(std::string(name) + "/city.json", "{\"type\":\"CityJSON\"}");
    const FoundCityFiles found = find_city_files(folder.path(), 2);
    ASSERT_EQ(found.paths.size(), 2U);
    EXPECT_EQ(found.paths[0], folder.path() / "a/city.json");
    EXPECT_EQ(found.paths[1], folder.path() / "b/city.json");
    EXPECT_TRUE(found.has_more);
    EXPECT_FALSE(find_city_files(folder.path(), 4).has_more);
}

// The class of the one building of a city on a server, and whether all it names could be had.
struct OnServer {
    std::string meaning;
    bool lacks_something = false;
};
OnServer read_on_server(const test::LoopbackServer& server, const std::string& path) {
    JobPool jobs({1, WorkerScheduling::kNormal});
    const auto done = std::make_shared<std::promise<Result<OpenedPair>>>();
    auto opened = done->get_future();
    SourceOptions options;
    options.uri = server.url(path);
    open_source(
        jobs, options, [] { return std::make_shared<net::HttpClient>(); }, {},
        [done](Result<OpenedPair> pair) { done->set_value(std::move(pair)); });
    const auto pair = opened.get();
    EXPECT_TRUE(pair) << pair.error().message;
    if (!pair || pair->opened.city.empty()) return {};
    const CityPart& part = pair->opened.city.front();
    const auto read = read_stretch(part, part.file->stretches().at(0), {}, {});
    EXPECT_TRUE(read);
    if (!read || read->batch.attributes.empty()) return {};
    return {std::string(read->batch.text_of(read->batch.attributes[0].text)),
            part.lacks_something()};
}

TEST(CityBeside, ACityOnAServerHasItsCodeListsFromThere) {
    const test::TemporaryFolder folder;
    const auto town = [](const std::string& list) {
        return "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
               "xmlns:b='http://www.opengis.net/citygml/building/2.0'><cityObjectMember>"
               "<b:Building><b:class codeSpace='" +
               list + "'>3001</b:class></b:Building></cityObjectMember></CityModel>";
    };
    const std::string list =
        "<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'><gml:dictionaryEntry>"
        "<gml:Definition><gml:description>Detached</gml:description><gml:name>3001"
        "</gml:name></gml:Definition></gml:dictionaryEntry></gml:Dictionary>";
    folder.write("codelists/class.xml", list);
    folder.write("udx/bldg/a.gml", town("../../codelists/class.xml"));
    const test::LoopbackServer other(test::serve_folder(folder.path()));
    folder.write("udx/bldg/other.gml", town(other.url("/codelists/class.xml")));
    folder.write("udx/bldg/absolute.gml", town("/codelists/class.xml"));
    folder.write("udx/bldg/moved.gml", town("../../codelists/moved.xml"));
    folder.write("udx/bldg/busy.gml", town("../../codelists/busy.xml"));
    folder.write("udx/bldg/missing.gml", town("../../codelists/missing.xml"));
    const auto files = test::serve_folder(folder.path());
    const test::LoopbackServer server([&](const test::LoopbackRequest& request) {
        test::LoopbackAnswer answer;
        if (request.path == "/codelists/moved.xml") {
            answer.status = 302;
            answer.location = other.url("/codelists/class.xml");
        } else if (request.path == "/codelists/busy.xml") {
            answer.status = 403;
        } else {
            answer = files(request);
        }
        return answer;
    });
    EXPECT_EQ(read_on_server(server, "/udx/bldg/a.gml").meaning, "Detached");
    EXPECT_FALSE(read_on_server(server, "/udx/bldg/a.gml").lacks_something);
    EXPECT_EQ(other.requests(), 0U);
    for (const char* name : {"other.gml", "absolute.gml", "moved.gml"}) {
        EXPECT_EQ(read_on_server(server, std::string("/udx/bldg/") + name).meaning, "3001") << name;
    }
    EXPECT_EQ(read_on_server(server, "/udx/bldg/missing.gml").meaning, "3001");
    EXPECT_FALSE(read_on_server(server, "/udx/bldg/missing.gml").lacks_something);
    // What may be there another time: nothing made without it is kept.
    EXPECT_TRUE(read_on_server(server, "/udx/bldg/busy.gml").lacks_something);
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
