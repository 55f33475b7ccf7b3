// SPDX-License-Identifier: Apache-2.0
// bench_decode FILE-OR-FOLDER...: glTF files to GPU-ready blocks, beside the plain reading of each
// file, tinygltf's own load of it and the checking of the finished block. All from the file and
// interleaved file by file in one run, so that caches and clocks treat them alike. Medians.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tiny_gltf.h>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"

namespace {

using namespace belvedere;

constexpr std::size_t kSamplesMin = 300;
constexpr std::uint64_t kFileBytesMax = content::limits::kContentFileBytes;

// CPU time of this thread: other programs on the machine do not count.
double microseconds(const std::function<void()>& work) {
    const double start = thread_cpu_seconds();
    work();
    return (thread_cpu_seconds() - start) * 1e6;
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

bool load_with_tinygltf(const std::filesystem::path& path) {
    tinygltf::TinyGLTF loader;
    loader.SetImageLoader(keep_image, nullptr);
    tinygltf::Model model;
    std::string error, warning;
    return path.extension() == ".glb"
               ? loader.LoadBinaryFromFile(&model, &error, &warning, path.string())
               : loader.LoadASCIIFromFile(&model, &error, &warning, path.string());
}

struct Figures {
    std::vector<double> read, decode, adopt, tinygltf;
    std::uint64_t bytes = 0, triangles = 0, block_bytes = 0;
};

bool measure(const std::filesystem::path& path, Figures& figures) {
    content::DecodeContext content;
    content.name = path.filename().string();
    content.mapping = geo::local_mapping();
    content::GltfContext context;
    context.content = &content;

    bool is_peer_good = false;
    figures.read.push_back(microseconds([&] { (void)read_file(path, kFileBytesMax); }));
    std::optional<content::TileContent> tile;
    figures.decode.push_back(microseconds([&] {
        const auto file = read_file(path, kFileBytesMax);
        if (!file) return;
        if (auto decoded = content::decode_gltf(*file, context)) tile = std::move(*decoded);
    }));
    figures.tinygltf.push_back(microseconds([&] { is_peer_good = load_with_tinygltf(path); }));
    if (!tile || !is_peer_good) {
        std::fprintf(stderr, "%s: %s cannot load it\n", path.c_str(),
                     tile ? "tinygltf" : "the decoder");
        return false;
    }
    figures.bytes += std::filesystem::file_size(path);
    figures.triangles += tile->header().triangle_count;
    figures.block_bytes += tile->bytes().size();
    Bytes block(tile->bytes().begin(), tile->bytes().end());
    figures.adopt.push_back(
        microseconds([&] { (void)content::TileContent::adopt(std::move(block)); }));
    return true;
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& source) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(source)) return {source};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
        if (entry.path().extension() == ".glb") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

bool run(const std::filesystem::path& source) {
    const std::vector<std::filesystem::path> files = files_of(source);
    if (files.empty()) return false;
    bool is_good = true;
    Figures figures;
    while (is_good && figures.decode.size() < std::max(kSamplesMin, files.size())) {
        for (const auto& file : files)
            is_good = measure(file, figures) && is_good;
    }
    if (figures.adopt.empty()) return false;
    const auto samples = figures.decode.size();
    const double ours = median(figures.decode), theirs = median(figures.tinygltf);
    std::printf(
        "%s: %zu samples, %zu B, %zu triangles, block %zu B a file: read %.1f us, "
        "read and decode %.1f us, tinygltf %.1f us (ratio %.2f), check %.1f us\n",
        source.filename().c_str(), samples, std::size_t{figures.bytes} / samples,
        std::size_t{figures.triangles} / samples, std::size_t{figures.block_bytes} / samples,
        median(figures.read), ours, theirs, ours / theirs, median(figures.adopt));
    return is_good;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_decode FILE-OR-FOLDER...\n");
        return 2;
    }
    bool all_good = true;
    for (int i = 1; i < argc; ++i)
        all_good = run(argv[i]) && all_good;
    return all_good ? 0 : 1;
}
