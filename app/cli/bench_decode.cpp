// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_decode.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/run_statistics.hpp"
#include "engine/content/decode/decode_content.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"

namespace belvedere::cli {
namespace {

// Files beside the content, for its external buffers and images; never outside its folder.
class SiblingFiles final : public content::ResourceReader {
  public:
    explicit SiblingFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<Bytes> read(std::string_view uri) override {
        const std::filesystem::path path(uri);
        for (const auto& part : path) {
            if (part == "..")
                return fail(ErrorKind::kDenied, std::string(uri) + ": above its folder");
        }
        if (path.is_absolute()) return fail(ErrorKind::kDenied, std::string(uri) + ": absolute");
        return read_file(folder_ / path, content::limits::kContentFileBytes);
    }

  private:
    std::filesystem::path folder_;
};

struct Sample {
    double wall_ms = 0.0, read_ms = 0.0;
    std::uint64_t bytes = 0, triangles = 0, block_bytes = 0;
};

Result<Sample> measure_once(const std::string& file, content::DecodeContext& context) {
    Sample sample;
    const double start_s = system_clock().steady_seconds();
    const auto bytes = read_file(file, content::limits::kContentFileBytes);
    if (!bytes) return fail(bytes.error());
    const double read_s = system_clock().steady_seconds();
    const auto block = content::decode_content(*bytes, context);
    if (!block) return fail(block.error());
    const double end_s = system_clock().steady_seconds();
    sample.wall_ms = (end_s - start_s) * 1e3;
    sample.read_ms = (read_s - start_s) * 1e3;
    sample.bytes = bytes->size();
    sample.triangles = block->header().triangle_count;
    sample.block_bytes = block->bytes().size();
    return sample;
}

}  // namespace

int bench_decode(const BenchDecodeOptions& options) {
    SiblingFiles siblings(std::filesystem::path(options.file).parent_path());
    content::DecodeContext context;
    context.name = options.file;
    context.mapping = geo::local_mapping();
    context.resources = &siblings;
    std::vector<double> wall_ms, read_ms;
    Sample last;
    for (int run = 0; run < options.runs; ++run) {
        const auto sample = measure_once(options.file, context);
        if (!sample) return report(sample.error());
        last = *sample;
        wall_ms.push_back(last.wall_ms);
        read_ms.push_back(last.read_ms);
    }
    const nlohmann::ordered_json json{{"wall_ms", percentile(wall_ms, 0.5)},
                                      {"read_ms", percentile(read_ms, 0.5)},
                                      {"bytes", last.bytes},
                                      {"triangles", last.triangles},
                                      {"block_bytes", last.block_bytes},
                                      {"runs", options.runs},
                                      {"peak_rss_bytes", peak_rss_bytes()}};
    std::puts(json.dump(2).c_str());
    return kDone;
}

}  // namespace belvedere::cli
