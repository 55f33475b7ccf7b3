// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/shader_library.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {

std::span<const EmbeddedShader> gpu_test_shaders();

namespace {

class ShaderLibraryTest : public test::GpuTest {
  protected:
    ShaderLibraryTest() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "belvedere-shaders-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        setenv("BELVEDERE_SHADER_DIR", folder_.c_str(), 1);
    }
    ~ShaderLibraryTest() override {
        unsetenv("BELVEDERE_SHADER_DIR");
        std::filesystem::remove_all(folder_);
    }
    // Writes a source that is newer than what the library last saw, and lets it look.
    void edit(ShaderLibrary& library, const std::string& source) {
        const auto path = folder_ / "test_flat.frag.glsl";
        std::ofstream(path) << source;
        std::filesystem::last_write_time(
            path, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(++edits_));
        std::this_thread::sleep_for(std::chrono::milliseconds(550));
        library.reload_changed();
    }
    std::filesystem::path folder_;
    int edits_ = 0;
};

TEST_F(ShaderLibraryTest, FindsEmbeddedShadersAndOnlyThose) {
    ShaderLibrary library(device(), gpu_test_shaders());
    const auto first = library.find("test_flat.vert");
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(*library.find("test_flat.vert"), *first) << "made once";
    EXPECT_EQ(library.find("unknown.vert").error().kind, ErrorKind::kNotFound);
}

TEST_F(ShaderLibraryTest, ReloadsAnEditedSourceAndKeepsTheOldOneOnFailure) {
    if (std::system("glslc --version > /dev/null 2>&1") != 0) {
        GTEST_SKIP() << "glslc is not installed";
    }
    ShaderLibrary library(device(), gpu_test_shaders());
    const auto original = library.find("test_flat.frag");
    ASSERT_TRUE(original.has_value());
    library.reload_changed();
    EXPECT_EQ(library.revision(), 0u);

    const std::uint64_t before = device().validation_messages();
    edit(library, "#version 460\nlayout(location = 0) out vec4 c;\nvoid main() { c = vec4(1); }\n");
    EXPECT_EQ(library.revision(), 1u);
    EXPECT_TRUE(library.last_message().empty());
    const auto edited = library.find("test_flat.frag");
    ASSERT_TRUE(edited.has_value());
    EXPECT_NE(*edited, *original);

    edit(library, "#version 460\nvoid main() { this is not GLSL }\n");
    EXPECT_EQ(library.revision(), 1u);
    EXPECT_NE(library.last_message().find("error"), std::string::npos) << library.last_message();
    EXPECT_EQ(*library.find("test_flat.frag"), *edited);
    EXPECT_EQ(device().validation_messages(), before);
}

}  // namespace
}  // namespace belvedere::gpu
