// SPDX-License-Identifier: Apache-2.0
// City files in zip archives, and packed files too large to be held.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>

#include <zip.h>
#include <zlib.h>

#include "engine/core/file.hpp"
#include "engine/stream/city_archive.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/unpacked_file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

const std::string kGmlCity =
    "<?xml version='1.0'?><CityModel xmlns='http://www.opengis.net/citygml/2.0'></CityModel>";
const std::string kJsonCity = R"({"type":"CityJSON","version":"2.0","CityObjects":{}})";

std::filesystem::path zip_of(const test::TemporaryFolder& folder,
                             const std::map<std::string, std::string>& entries, int method) {
    const std::filesystem::path path = folder.path() / "city.zip";
    std::filesystem::remove(path);
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &code);
    for (const auto& [name, text] : entries) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        EXPECT_GE(index, 0);
        EXPECT_EQ(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0),
                  0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    return path;
}

std::string gzip_of(const std::string& text) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
              Z_OK);
    std::string packed(text.size() / 2 + 4096, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    return packed;
}

TEST(CityArchive, KnowsItsCitiesFromOtherFiles) {
    const test::TemporaryFolder folder;
    for (const int method : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
        const auto path = zip_of(folder,
                                 {{"udx/bldg/b.gml", kGmlCity},
                                  {"a.city.json", kJsonCity},
                                  {"packed.gml.gz", gzip_of(kGmlCity)},
                                  {"codelists/use.xml", "<Dictionary/>"},
                                  {"package.json", "{\"name\":\"x\"}"},
                                  {"notes.txt", kGmlCity}},
                                 method);
        const auto archive = CityArchive::open(path);
        ASSERT_TRUE(archive) << archive.error().message;
        const std::vector<std::string> expected = {"a.city.json", "packed.gml.gz",
                                                   "udx/bldg/b.gml"};
        EXPECT_EQ((*archive)->city_names(), expected);
        for (const std::string name : {"udx/bldg/b.gml", "packed.gml.gz"}) {
            const auto bytes = (*archive)->bytes_of(name);
            ASSERT_TRUE(bytes) << bytes.error().message;
            EXPECT_EQ(as_text((*bytes)->view()), kGmlCity);
        }
        EXPECT_FALSE((*archive)->bytes_of("c.gml"));
    }
}

TEST(CityArchive, ReadsCodeListsInsideAndNothingElse) {
    const test::TemporaryFolder folder;
    const auto path = zip_of(folder,
                             {{"udx/bldg/b.gml", kGmlCity},
                              {"codelists/use.xml", "<Dictionary/>"},
                              {"models/lamp.glb", "glTF"},
                              {"secret.txt", "secret"}},
                             ZIP_CM_DEFLATE);
    const auto archive = CityArchive::open(path);
    ASSERT_TRUE(archive);
    const auto read = read_beside_in(*archive, "udx/bldg/b.gml");
    const auto list = read("../../codelists/use.xml", 1000);
    ASSERT_TRUE(list) << list.error().message;
    EXPECT_EQ(as_text(*list), "<Dictionary/>");
    EXPECT_TRUE(read("../../models/lamp.glb", 1000));
    EXPECT_EQ(read("../../../../models/lamp.glb", 1000).error().kind, ErrorKind::kDenied);
    EXPECT_EQ(read("../../codelists/use.xml", 5).error().kind, ErrorKind::kLimit);
    EXPECT_EQ(read("../../secret.txt", 1000).error().kind, ErrorKind::kDenied);
    EXPECT_EQ(read("../../../../etc/a.xml", 1000).error().kind, ErrorKind::kDenied);
    EXPECT_FALSE(read("/etc/hosts.xml", 1000));
}

TEST(CityArchive, SurvivesEveryCut) {
    const test::TemporaryFolder folder;
    const auto path = zip_of(folder, {{"b.gml", kGmlCity}}, ZIP_CM_DEFLATE);
    const auto whole = read_file(path, 1 << 20);
    ASSERT_TRUE(whole);
    const std::string text(as_text(*whole));
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
        folder.write("cut.zip", text.substr(0, cut));
        const auto archive = CityArchive::open(folder.path() / "cut.zip");
        if (archive) (void)(*archive)->bytes_of("b.gml");
        std::string changed = text;
        changed[cut] = static_cast<char>(changed[cut] ^ 0x55);
        folder.write("cut.zip", changed);
        const auto other = CityArchive::open(folder.path() / "cut.zip");
        if (other) (void)(*other)->bytes_of("b.gml");
    }
}

TEST(UnpackedFile, LargeOnesAreWholeAndBombsAreRefused) {
    const test::TemporaryFolder folder;
    std::string text;
    for (int i = 0; text.size() < (std::size_t{1} << 20); ++i)
        text += std::to_string(i * 7919) + ' ';
    const std::string packed = gzip_of(text);
    for (const std::uint64_t held_max : {std::uint64_t{1000}, std::uint64_t{2} << 20}) {
        const UnpackLimits at_most{1U << 30, held_max};
        const auto bytes = unpack_city_bytes(as_bytes(packed), Compression::kGzip, at_most);
        ASSERT_TRUE(bytes) << bytes.error().message;
        EXPECT_TRUE(as_text((*bytes)->view()) == text);
        const UnpackLimits less{text.size() - 1, held_max};
        EXPECT_EQ(unpack_city_bytes(as_bytes(packed), Compression::kGzip, less).error().kind,
                  ErrorKind::kLimit);
        const std::string bomb = gzip_of(std::string(std::size_t{80} << 20, '\0'));
        EXPECT_EQ(unpack_city_bytes(as_bytes(bomb), Compression::kGzip, at_most).error().kind,
                  ErrorKind::kLimit);
        const std::string half = packed.substr(0, packed.size() / 2);
        EXPECT_EQ(unpack_city_bytes(as_bytes(half), Compression::kGzip, at_most).error().kind,
                  ErrorKind::kBadData);
    }
}

}  // namespace
}  // namespace belvedere::stream
