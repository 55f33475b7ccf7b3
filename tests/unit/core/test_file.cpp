// SPDX-License-Identifier: Apache-2.0
#include "engine/core/file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "engine/core/folders.hpp"

namespace belvedere {
namespace {

// A folder of its own for each test, gone afterwards.
class FileTest : public testing::Test {
  protected:
    FileTest() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "belvedere-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~FileTest() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

TEST_F(FileTest, WritesWholeAndReadsBack) {
    const auto path = folder_ / "größe 東京.bin";
    ASSERT_TRUE(write_file_atomic(path, as_bytes("first")));
    ASSERT_TRUE(write_file_atomic(path, as_bytes("second!")));
    const auto bytes = read_file(path, 7);
    ASSERT_TRUE(bytes) << bytes.error().message;
    EXPECT_EQ(as_text(*bytes), "second!");
    EXPECT_EQ(as_text(*read_file_range(path, 1, 3)), "eco");
    EXPECT_EQ(as_text(MappedFile::open(path)->bytes()), "second!");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1)
        << "no temporary file is left";
}

TEST_F(FileTest, SaysWhatIsWrong) {
    EXPECT_EQ(read_file(folder_ / "none", 10).error().kind, ErrorKind::kNotFound);
    EXPECT_EQ(read_file(folder_, 10).error().kind, ErrorKind::kBadData);
    const auto path = folder_ / "a";
    ASSERT_TRUE(write_file_atomic(path, as_bytes("12345")));
    EXPECT_EQ(read_file(path, 4).error().kind, ErrorKind::kLimit);
    EXPECT_EQ(read_file_range(path, 3, 3).error().kind, ErrorKind::kBadData);
    EXPECT_EQ(read_file_range(path, ~std::uint64_t{0}, 1).error().kind, ErrorKind::kBadData);
    EXPECT_FALSE(write_file_atomic(folder_ / "no" / "folder", as_bytes("x")));
}

TEST_F(FileTest, MapsAnEmptyFile) {
    const auto path = folder_ / "empty";
    ASSERT_TRUE(write_file_atomic(path, {}));
    auto mapped = MappedFile::open(path);
    ASSERT_TRUE(mapped);
    EXPECT_TRUE(mapped->bytes().empty());
}

TEST_F(FileTest, FoldersFollowTheVariablesWhenAbsolute) {
    ::setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
    EXPECT_EQ(folders::cache(), folder_ / "belvedere");
    ::setenv("XDG_CACHE_HOME", "relative", 1);
    EXPECT_TRUE(folders::cache().is_absolute());
    ::unsetenv("XDG_CACHE_HOME");
}

}  // namespace
}  // namespace belvedere
