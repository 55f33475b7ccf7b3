// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/archive_writer.hpp"

#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/file.hpp"

namespace belvedere::content::encode {
namespace {

std::filesystem::path package_path() {
    return std::filesystem::temp_directory_path() /
           ("belvedere-archive-" + std::to_string(getpid()) + ".3tz");
}

TEST(ArchiveWriter, IndexIsLastSortedAndPointsAtItsEntries) {
    const std::filesystem::path path = package_path();
    {
        auto writer = ArchiveWriter::create(path);
        ASSERT_TRUE(writer.has_value());
        ASSERT_TRUE(writer->add("tileset.json", as_bytes("{}")).has_value());
        ASSERT_TRUE(writer->add("tiles/0.glb", as_bytes("glTF")).has_value());
        ASSERT_FALSE(writer->add("/absolute", as_bytes("x")).has_value());
        ASSERT_TRUE(writer->finish().has_value());
    }
    const auto bytes = read_file(path, 1U << 20U);
    std::filesystem::remove(path);
    ASSERT_TRUE(bytes.has_value());
    const std::string text(as_text(*bytes));
    const std::size_t index = text.find("@3dtilesIndex1@") + 15;
    std::array<std::uint64_t, 6> entries{};
    std::memcpy(entries.data(), text.data() + index, sizeof entries);
    EXPECT_LT(entries[0], entries[3]);
    for (const std::size_t at : {std::size_t{2}, std::size_t{5}}) {
        ASSERT_LT(entries[at] + 4, text.size());
        EXPECT_EQ(text.substr(entries[at], 4), "PK\x03\x04");
    }
    EXPECT_NE(text.rfind("@3dtilesIndex1@"), index - 15);
    EXPECT_GT(text.rfind("@3dtilesIndex1@"), text.rfind("tiles/0.glb"));
}

TEST(ArchiveWriter, LeavesNothingBehindWhenGivenUp) {
    const std::filesystem::path path = package_path();
    {
        auto writer = ArchiveWriter::create(path);
        ASSERT_TRUE(writer.has_value());
        ASSERT_TRUE(writer->add("tileset.json", as_bytes("{}")).has_value());
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
    EXPECT_FALSE(ArchiveWriter::create("/proc/nowhere/a.3tz").has_value());
}

}  // namespace
}  // namespace belvedere::content::encode
