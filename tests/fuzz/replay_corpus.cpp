// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer: every file of a corpus as it is, cut short, and with single
// bytes changed (the same ones each time). Exit 1 when there is no file.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kCuts = 32;
constexpr int kFlips = 256;

std::vector<std::uint8_t> bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    return {bytes.begin(), bytes.end()};
}

int replay(const std::vector<std::uint8_t>& bytes) {
    int runs = 0;
    const auto run = [&runs](const std::vector<std::uint8_t>& input) {
        LLVMFuzzerTestOneInput(input.data(), input.size());
        ++runs;
    };
    run(bytes);
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / kCuts);
    for (std::size_t length = 0; length < bytes.size(); length += step) {
        run({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)});
    }
    if (bytes.empty()) return runs;
    std::mt19937 random(1);
    for (int i = 0; i < kFlips; ++i) {
        std::vector<std::uint8_t> changed = bytes;
        changed[random() % changed.size()] = static_cast<std::uint8_t>(random());
        run(changed);
    }
    return runs;
}

}  // namespace

int main(int count, char** arguments) {
    int runs = 0;
    for (int i = 1; i < count; ++i) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
        std::ranges::sort(files);
        for (const auto& file : files)
            runs += replay(bytes_of(file));
    }
    std::printf("%d inputs\n", runs);
    return runs > 0 ? 0 : 1;
}
