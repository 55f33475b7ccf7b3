// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <zip.h>
#include <zstd.h>

#include <cstring>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/content/encode/archive_writer.hpp"
#include "engine/core/file.hpp"
#include "engine/net/http_client.hpp"
#include "engine/stream/archive_source.hpp"
#include "engine/stream/city_folder.hpp"
#include "engine/stream/file_source.hpp"
#include "engine/stream/http_source.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/source_path.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;

std::string text_of(const std::shared_ptr<ByteSource>& source, const std::string& uri) {
    const auto fetched = read_now(*source, uri, CancelToken());
    return fetched ? std::string(as_text(fetched->bytes)) : "error: " + fetched.error().message;
}

ErrorKind error_of(const std::shared_ptr<ByteSource>& source, const std::string& uri) {
    const auto fetched = read_now(*source, uri, CancelToken());
    return fetched ? ErrorKind::kUsage : fetched.error().kind;
}

TEST(SourcePath, StaysBelowItsRoot) {
    EXPECT_EQ(resolve_path("tileset.json", "a/b.glb").value(), "a/b.glb");
    EXPECT_EQ(resolve_path("a/b/tileset.json", "../c.glb").value(), "a/c.glb");
    EXPECT_EQ(resolve_path("a/t.json", "x%20y.glb?v=1#z").value(), "a/x y.glb");
    EXPECT_EQ(resolve_path("a/t.json", "").value(), "a/t.json");
    for (const std::string& hostile :
         {std::string("../x"), std::string("%2e%2e/x"), std::string("a/../../x"),
          std::string("/etc/passwd"), std::string("%2Fetc%2Fpasswd"), std::string("file:///x"),
          std::string("http://h/x"), std::string("//h/x"), std::string("a%00.glb"),
          std::string("C:\\x"), std::string("a\0b", 3), std::string("..%2f..%2fx"),
          std::string("data:,x")}) {
        EXPECT_FALSE(resolve_path("tileset.json", hostile)) << hostile;
    }
}

TEST(FolderSource, ReadsBelowItsFolderAndNothingElse) {
    const TemporaryFolder outside;
    outside.write("secret", "secret");
    const TemporaryFolder folder;
    folder.write("a/b.txt", "hello");
    std::filesystem::create_symlink("b.txt", folder.path() / "a/inside");
    std::filesystem::create_symlink(outside.path() / "secret", folder.path() / "leak");
    std::filesystem::create_directory_symlink(outside.path(), folder.path() / "folder");
    ASSERT_EQ(::mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
    const auto source = open_folder_source(folder.path());
    ASSERT_TRUE(source);
    EXPECT_EQ(text_of(*source, "a/b.txt"), "hello");
    EXPECT_EQ(text_of(*source, "a/inside"), "hello");
    EXPECT_EQ(error_of(*source, "leak"), ErrorKind::kDenied);
    EXPECT_EQ(error_of(*source, "folder/secret"), ErrorKind::kDenied);
    EXPECT_EQ(error_of(*source, "../" + outside.path().filename().string() + "/secret"),
              ErrorKind::kDenied);
    EXPECT_EQ(error_of(*source, "nothing"), ErrorKind::kNotFound);
    EXPECT_EQ(error_of(*source, "a"), ErrorKind::kBadData);
    EXPECT_EQ(error_of(*source, "fifo"), ErrorKind::kBadData);
    const std::string stamp = (*source)->stamp("a/b.txt");
    EXPECT_FALSE(stamp.empty());
    folder.write("a/b.txt", "hello, world");
    EXPECT_NE((*source)->stamp("a/b.txt"), stamp);
}

// As PLATEAU and 3DCityDB lay cities out: images in a folder beside that of the models.
TEST(CityFolder, ReadsImagesOfFoldersAboveAndNothingElseThere) {
    const TemporaryFolder outside;
    outside.write("secret.jpg", "secret");
    const TemporaryFolder folder;
    folder.write("town/a/b/c/d/city.gml", "own");
    folder.write("town/a/b/c/appearance/roof.jpg", "roof");
    folder.write("town/a/b/c/appearance/notes.txt", "notes");
    folder.write("town/wall.PNG", "wall");
    folder.write("far.jpg", "far");
    std::filesystem::create_symlink(outside.path() / "secret.jpg",
                                    folder.path() / "town/a/b/c/appearance/leak.jpg");
    const auto source = open_city_folder(folder.path() / "town/a/b/c/d");
    ASSERT_TRUE(source);
    const auto read = [&](const std::string& reference) -> std::string {
        const auto uri = (*source)->resolve("city.gml", reference);
        if (!uri) return "refused";
        const auto fetched = read_now(**source, *uri, CancelToken());
        if (!fetched) return fetched.error().kind == ErrorKind::kDenied ? "denied" : "missing";
        EXPECT_EQ(fetched->uri, *uri);
        EXPECT_FALSE((*source)->stamp(*uri).empty());
        return std::string(as_text(fetched->bytes));
    };
    EXPECT_EQ(read("city.gml"), "own");
    EXPECT_EQ(read("../appearance/roof.jpg"), "roof");
    EXPECT_EQ(read("x/../../../c/appearance/roof.jpg"), "roof");
    EXPECT_EQ(read("../../../../wall.PNG"), "wall");
    EXPECT_EQ(read("../appearance/missing.jpg"), "missing");
    EXPECT_EQ(read("../appearance/leak.jpg"), "denied");
    EXPECT_EQ(read("../appearance/notes.txt"), "refused");
    EXPECT_EQ(read("../../../../../far.jpg"), "refused");
    EXPECT_EQ(read("/etc/roof.jpg"), "refused");
    // URIs that resolve() did not make.
    EXPECT_EQ(error_of(*source, "../../../../../far.jpg"), ErrorKind::kDenied);
    EXPECT_EQ(error_of(*source, "../../../b/../../far.jpg"), ErrorKind::kDenied);
}

void add_entry(zip_t* archive, const std::string& name, const std::string& text, int method) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    ASSERT_GE(index, 0);
    ASSERT_EQ(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0), 0);
}

std::filesystem::path make_zip(const TemporaryFolder& folder, const std::string& large) {
    const std::filesystem::path path = folder.path() / "set.3tz";
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &code);
    static const std::string document = "{\"asset\":{}}";
    static const std::string small = "stored";
    static const std::string secret = "x";
    add_entry(archive, "tileset.json", document, ZIP_CM_DEFLATE);
    add_entry(archive, "a/large.bin", large, ZIP_CM_DEFLATE);
    add_entry(archive, "a/small.bin", small, ZIP_CM_STORE);
    add_entry(archive, "../evil", secret, ZIP_CM_STORE);
    EXPECT_EQ(zip_close(archive), 0);
    return path;
}

TEST(ZipSource, ReadsStoredAndDeflatedEntries) {
    const TemporaryFolder folder;
    std::mt19937 random(1);
    std::string large(300'000, ' ');
    for (char& c : large) {
        c = static_cast<char>('a' + random() % 8);
    }
    const auto source = open_zip_source(make_zip(folder, large));
    ASSERT_TRUE(source) << source.error().message;
    EXPECT_EQ(text_of(*source, "tileset.json"), "{\"asset\":{}}");
    EXPECT_EQ(text_of(*source, "a/small.bin"), "stored");
    EXPECT_EQ(text_of(*source, "a/large.bin"), large);
    EXPECT_EQ(error_of(*source, "a/none"), ErrorKind::kNotFound);
    EXPECT_EQ(error_of(*source, "../evil"), ErrorKind::kNotFound);
    EXPECT_FALSE((*source)->stamp("a/small.bin").empty());
}

TEST(ZipSource, SurvivesDamageAnywhere) {
    const TemporaryFolder folder;
    const std::filesystem::path path = make_zip(folder, std::string(2'000, 'z'));
    std::ifstream file(path, std::ios::binary);
    const std::string whole(std::istreambuf_iterator<char>(file), {});
    std::mt19937 random(2);
    for (int round = 0; round < 500; ++round) {
        std::string broken = whole;
        for (int i = 0; i < 1 + round % 4; ++i) {
            broken[random() % broken.size()] = static_cast<char>(random());
        }
        if (round % 5 == 0) broken.resize(random() % broken.size());
        folder.write("broken.3tz", broken);
        const auto source = open_zip_source(folder.path() / "broken.3tz");
        if (!source) continue;
        for (const char* name : {"tileset.json", "a/large.bin", "a/small.bin"}) {
            static_cast<void>(read_now(**source, name, CancelToken()));
        }
    }
}

TEST(ZipSource, StopsBombs) {
    const TemporaryFolder folder;
    const auto source = open_zip_source(make_zip(folder, std::string(40'000'000, '\0')));
    ASSERT_TRUE(source);
    EXPECT_EQ(error_of(*source, "a/large.bin"), ErrorKind::kLimit);
}

TEST(Inflate, ReadsZstdWithinItsLimits) {
    const std::string text(50'000, 'q');
    Bytes packed(ZSTD_compressBound(text.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
    const auto plain = inflated(packed, Compression::kZstd, 1'000'000);
    ASSERT_TRUE(plain);
    EXPECT_EQ(as_text(*plain), text);
    EXPECT_EQ(inflated(packed, Compression::kZstd, 40'000).error().kind, ErrorKind::kLimit);
    packed.resize(packed.size() / 2);
    EXPECT_EQ(inflated(packed, Compression::kZstd, 1'000'000).error().kind, ErrorKind::kBadData);
    EXPECT_EQ(inflated({}, Compression::kGzip, 100).error().kind, ErrorKind::kBadData);
}

// How the entry a.bin of a package is packed, and where it is found.
struct PackedEntry {
    std::uint16_t method = 93;
    bool has_index = true;
    std::size_t cut = 0;  // Bytes that its data lacks.
};

// A package whose entry a.bin is `text`, by zstd. (The libzip of tests knows no zstd: the entry is
// added stored, and then its headers are changed.)
std::filesystem::path make_packed(const TemporaryFolder& folder, const std::string& text,
                                  const PackedEntry& how) {
    const std::filesystem::path path = folder.path() / "packed.3tz";
    Bytes packed(ZSTD_compressBound(text.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
    packed.resize(packed.size() - how.cut);
    auto writer = content::encode::ArchiveWriter::create(path);
    EXPECT_TRUE(writer && writer->add("tileset.json", as_bytes("{}")));
    EXPECT_TRUE(writer->add("a.bin", packed) && writer->finish());
    std::string archive(as_text(read_file(path, 1U << 24).value()));
    // APPNOTE 4.3.7 and 4.3.12: the method, and twelve bytes on the size of what was packed.
    const auto set = [&](std::size_t method_at) {
        const auto bytes = static_cast<std::uint32_t>(text.size());
        std::memcpy(archive.data() + method_at, &how.method, sizeof how.method);
        std::memcpy(archive.data() + method_at + 14, &bytes, sizeof bytes);
    };
    set(archive.find("a.bin") - 30 + 8);
    set(archive.rfind("a.bin") - 46 + 10);
    if (!how.has_index) archive[archive.rfind("@3dtiles")] = '_';
    folder.write("packed.3tz", archive);
    return path;
}

TEST(ZipSource, ReadsZstdEntries) {
    const TemporaryFolder folder;
    std::mt19937 random(4);
    std::string text(300'000, ' ');
    for (char& c : text) {
        c = static_cast<char>('a' + random() % 8);
    }
    for (const bool has_index : {true, false}) {
        const auto source = open_zip_source(make_packed(folder, text, {93, has_index, 0}));
        ASSERT_TRUE(source) << source.error().message;
        EXPECT_EQ(text_of(*source, "a.bin"), text);
        EXPECT_EQ(text_of(*source, "tileset.json"), "{}");
        const auto cut = open_zip_source(make_packed(folder, text, {93, has_index, 9}));
        ASSERT_TRUE(cut) << cut.error().message;
        EXPECT_EQ(error_of(*cut, "a.bin"), ErrorKind::kBadData);
    }
    const auto bomb = open_zip_source(make_packed(folder, std::string(40'000'000, '\0'), {}));
    ASSERT_TRUE(bomb) << bomb.error().message;
    EXPECT_EQ(error_of(*bomb, "a.bin"), ErrorKind::kLimit);
}

TEST(ZipSource, NamesTheMethodThatItCannotRead) {
    const TemporaryFolder folder;
    for (const bool has_index : {true, false}) {
        const auto source = open_zip_source(make_packed(folder, "text", {12, has_index, 0}));
        ASSERT_TRUE(source) << source.error().message;
        const auto fetched = read_now(**source, "a.bin", CancelToken());
        ASSERT_FALSE(fetched);
        EXPECT_EQ(fetched.error().kind, ErrorKind::kUnsupported);
        EXPECT_EQ(fetched.error().message,
                  "a.bin: packed by zip method 12; stored (0), deflate (8) and zstd (93) can be "
                  "read");
    }
}

std::filesystem::path make_database(const TemporaryFolder& folder, const std::string& schema) {
    const std::filesystem::path path = folder.path() / "set.3dtiles";
    std::filesystem::remove(path);
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, schema.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    return path;
}

TEST(DatabaseSource, ReadsTheMediaTableFromManyThreads) {
    const TemporaryFolder folder;
    const auto source = open_database_source(
        make_database(folder,
                      "CREATE TABLE media(key TEXT PRIMARY KEY, content BLOB);"
                      "INSERT INTO media VALUES('tileset.json', CAST('{}' AS BLOB)),"
                      "('a/b.glb', CAST('glb' AS BLOB));"));
    ASSERT_TRUE(source) << source.error().message;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 50; ++round) {
                EXPECT_EQ(text_of(*source, "a/b.glb"), "glb");
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(text_of(*source, "tileset.json"), "{}");
    EXPECT_EQ(error_of(*source, "x' OR 1=1 --"), ErrorKind::kNotFound);
}

TEST(DatabaseSource, RefusesViewsInPlaceOfTheTable) {
    const TemporaryFolder folder;
    EXPECT_FALSE(open_database_source(
        make_database(folder, "CREATE VIEW media AS SELECT 'a' AS key, 'b' AS content;")));
    EXPECT_FALSE(open_database_source(make_database(folder, "CREATE TABLE other(x);")));
}

TEST(HttpSource, NamesOnlyServersAndTellsWebPagesFromData) {
    test::LoopbackServer server([](const test::LoopbackRequest& request) {
        test::LoopbackAnswer answer;
        answer.body = request.path == "/portal/a.glb" ? "  <!DOCTYPE HTML><p>log in" : "data";
        answer.etag = "\"e\"";
        return answer;
    });
    const auto source =
        open_http_source(server.url("/portal/tileset.json"), std::make_shared<net::HttpClient>());
    ASSERT_TRUE(source);
    const auto target = (*source)->resolve({}, "b.glb?x=1");
    ASSERT_TRUE(target);
    EXPECT_EQ(*target, server.url("/portal/b.glb?x=1"));
    EXPECT_EQ(text_of(*source, *target), "data");
    EXPECT_EQ(error_of(*source, server.url("/portal/a.glb")), ErrorKind::kTemporary);
    EXPECT_FALSE((*source)->resolve({}, "file:///etc/passwd"));
    EXPECT_FALSE((*source)->resolve({}, "data:,x"));
    const auto secure = open_http_source("https://host/a", std::make_shared<net::HttpClient>());
    ASSERT_TRUE(secure);
    EXPECT_FALSE((*secure)->resolve({}, "http://host/b"));
    EXPECT_TRUE((*secure)->resolve({}, "https://other/b"));
}

}  // namespace
}  // namespace belvedere::stream
