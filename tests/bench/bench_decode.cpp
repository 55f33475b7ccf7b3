// SPDX-License-Identifier: Apache-2.0
// bench_decode FILE...: from a glTF file's bytes to a GPU-ready block, beside the plain reading of
// the file and tinygltf's own load of the same bytes, interleaved in one run. Medians.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tiny_gltf.h>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/file.hpp"

namespace {

using namespace belvedere;

double microseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    return spent.count();
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// tinygltf would decode images with its own codecs; only its parsing is compared.
bool keep_image(tinygltf::Image*, const int, std::string*, std::string*, int, int,
                const unsigned char*, int, void*) {
    return true;
}

bool load_with_tinygltf(ByteView bytes, const std::filesystem::path& path) {
    tinygltf::TinyGLTF loader;
    loader.SetImageLoader(keep_image, nullptr);
    tinygltf::Model model;
    std::string error, warning;
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto size = static_cast<unsigned int>(bytes.size());
    if (path.extension() == ".glb") {
        return loader.LoadBinaryFromMemory(&model, &error, &warning, data, size);
    }
    return loader.LoadASCIIFromString(&model, &error, &warning, reinterpret_cast<const char*>(data),
                                      size, path.parent_path().string());
}

bool measure(const std::filesystem::path& path) {
    content::DecodeContext content;
    content.name = path.filename().string();
    content.mapping = geo::local_mapping();
    content::GltfContext context;
    context.content = &content;
    std::vector<double> read, ours, adopted, theirs;
    std::uint64_t triangles = 0, block_bytes = 0, file_bytes = 0;
    constexpr int kRounds = 300;
    for (int round = 0; round < kRounds; ++round) {
        Bytes bytes;
        read.push_back(microseconds([&] {
            if (auto file = read_file(path, content::limits::kContentFileBytes)) bytes = *file;
        }));
        if (bytes.empty()) {
            std::fprintf(stderr, "%s cannot be read\n", path.c_str());
            return false;
        }
        std::optional<content::TileContent> tile;
        ours.push_back(microseconds([&] {
            if (auto decoded = content::decode_gltf(bytes, context)) tile = std::move(*decoded);
        }));
        if (!tile) {
            std::fprintf(stderr, "%s does not decode\n", path.c_str());
            return false;
        }
        Bytes block(tile->bytes().begin(), tile->bytes().end());
        adopted.push_back(microseconds([&] {
            if (auto again = content::TileContent::adopt(std::move(block)))
                tile = std::move(*again);
        }));
        theirs.push_back(microseconds([&] { (void)load_with_tinygltf(bytes, path); }));
        triangles = tile->header().triangle_count;
        block_bytes = tile->bytes().size();
        file_bytes = bytes.size();
    }
    std::printf(
        "%-28s %9llu B %8llu triangles  read %7.1f us  decode %7.1f us  adopt %7.1f us  "
        "tinygltf %7.1f us  ratio %.2f  block %llu B\n",
        content.name.c_str(), static_cast<unsigned long long>(file_bytes),
        static_cast<unsigned long long>(triangles), median(read), median(ours), median(adopted),
        median(theirs), median(ours) / median(theirs),
        static_cast<unsigned long long>(block_bytes));
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_decode FILE...\n");
        return 2;
    }
    bool all_good = true;
    for (int i = 1; i < argc; ++i)
        all_good = measure(argv[i]) && all_good;
    return all_good ? 0 : 1;
}
