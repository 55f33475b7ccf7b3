// SPDX-License-Identifier: Apache-2.0
// bench_cityjson FILE...: CityJSON files to GPU-ready tiles on two threads, as the program makes
// them, beside simdjson's bare parse of the same bytes. From memory, interleaved in one run;
// medians of wall time, and of CPU time by step.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <simdjson.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_batch.hpp"

namespace {

using namespace belvedere;
namespace citymodel = content::citymodel;

constexpr int kSamples = 9;

class HeldBytes final : public citymodel::CityBytes {
  public:
    explicit HeldBytes(Bytes bytes) : bytes_(std::move(bytes)) {}
    ByteView view() const override { return bytes_; }
    void release(const citymodel::FileRange&) const override {}

  private:
    Bytes bytes_;
};

double milliseconds(const std::function<void()>& work) {
    const double start = thread_cpu_seconds();
    work();
    return (thread_cpu_seconds() - start) * 1e3;
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

double wall_milliseconds(const std::function<void()>& work) {
    const double start = system_clock().steady_seconds();
    work();
    return (system_clock().steady_seconds() - start) * 1e3;
}

struct Figures {
    std::vector<double> parse, again, open, index, read, write;  // CPU.
    std::vector<double> parse_wall, again_wall, all_wall;
    simdjson::dom::parser warm;
    std::uint64_t triangles = 0, objects = 0;
};

bool parse_bare(const simdjson::padded_string& text, simdjson::dom::parser& parser) {
    if (parser.parse(text).error() == simdjson::SUCCESS) return true;
    // A sequence is many documents.
    bool is_parsed = false;
    simdjson::dom::document_stream stream;
    if (parser.parse_many(text, text.size() + 1).get(stream)) return false;
    for (auto document : stream)
        is_parsed = document.error() == simdjson::SUCCESS;
    return is_parsed;
}

// Members are read and written in batches of about a megabyte, as tiles are.
std::vector<std::vector<citymodel::FileRange>> batches_of(const citymodel::CityFile::Index& index) {
    constexpr std::uint64_t kBatchBytes = 1U << 20;
    std::vector<std::vector<citymodel::FileRange>> batches;
    std::uint64_t bytes = kBatchBytes;
    for (const citymodel::CityMember& member : index.members) {
        if (bytes >= kBatchBytes) {
            batches.emplace_back();
            bytes = 0;
        }
        batches.back().push_back(member.range);
        batches.back().insert(batches.back().end(), member.parts.begin(), member.parts.end());
        bytes += member.range.bytes;
    }
    return batches;
}

bool measure(const std::shared_ptr<HeldBytes>& bytes, const simdjson::padded_string& padded,
             Figures& figures) {
    bool is_parsed = false;
    // By a parser of its own, as a program that opens one file has it; and by one whose memory is
    // there already, which is the most that a parser can do.
    figures.parse.push_back(milliseconds([&] {
        simdjson::dom::parser parser;
        is_parsed = parse_bare(padded, parser);
    }));
    figures.again.push_back(milliseconds([&] { (void)parse_bare(padded, figures.warm); }));
    std::shared_ptr<const citymodel::CityFile> file;
    figures.open.push_back(milliseconds([&] {
        auto opened = content::open_city_file(bytes, "bench");
        if (opened) file = *opened;
    }));
    if (!is_parsed || file == nullptr) return false;
    double index_ms = 0.0, read_ms = 0.0, write_ms = 0.0;
    figures.triangles = figures.objects = 0;
    const auto mapping = geo::local_mapping();
    for (const citymodel::FileRange& stretch : file->stretches()) {
        std::vector<std::vector<citymodel::FileRange>> batches;
        index_ms += milliseconds([&] {
            const auto index = file->index(stretch, {});
            if (index) batches = batches_of(*index);
        });
        for (const std::vector<citymodel::FileRange>& ranges : batches) {
            citymodel::CityBatch batch;
            read_ms += milliseconds([&] {
                auto read = file->read(ranges, {.every_lod = true}, {});
                if (read) batch = std::move(*read);
            });
            figures.objects += batch.objects.size();
            write_ms += milliseconds([&] {
                citymodel::CityTileOptions options;
                options.mapping = mapping.get();
                const auto content = citymodel::write_city_tile(batch, options);
                if (content) figures.triangles += content->header().triangle_count;
            });
        }
    }
    figures.index.push_back(index_ms);
    figures.read.push_back(read_ms);
    figures.write.push_back(write_ms);
    return true;
}

// The same on two threads: stretches are indexed side by side, then batches are.
bool measure_wall(const std::shared_ptr<HeldBytes>& bytes, const simdjson::padded_string& padded,
                  JobPool& pool, Figures& figures) {
    figures.parse_wall.push_back(wall_milliseconds([&] {
        simdjson::dom::parser parser;
        (void)parse_bare(padded, parser);
    }));
    figures.again_wall.push_back(
        wall_milliseconds([&] { (void)parse_bare(padded, figures.warm); }));
    bool is_good = false;
    figures.all_wall.push_back(wall_milliseconds([&] {
        const auto file = content::open_city_file(bytes, "bench");
        if (!file) return;
        const auto mapping = geo::local_mapping();
        const std::vector<citymodel::FileRange> stretches = (*file)->stretches();
        std::vector<std::vector<std::vector<citymodel::FileRange>>> indexed(stretches.size());
        run_batch(pool, stretches.size(), [&](std::size_t i) {
            const auto index = (*file)->index(stretches[i], {});
            if (index) indexed[i] = batches_of(*index);
        });
        std::vector<std::vector<citymodel::FileRange>> batches;
        for (auto& of_stretch : indexed)
            std::ranges::move(of_stretch, std::back_inserter(batches));
        run_batch(pool, batches.size(), [&](std::size_t i) {
            const auto read = (*file)->read(batches[i], {.every_lod = true}, {});
            if (!read) return;
            citymodel::CityTileOptions options;
            options.mapping = mapping.get();
            (void)citymodel::write_city_tile(*read, options);
        });
        is_good = true;
    }));
    return is_good;
}

void print(const char* file, std::size_t bytes, const Figures& figures) {
    const double parse = median(figures.parse_wall), again = median(figures.again_wall);
    const double all = median(figures.all_wall);
    std::printf("%s, %.1f MB, %llu triangles\n", file, static_cast<double>(bytes) / 1e6,
                static_cast<unsigned long long>(figures.triangles));
    std::printf(
        "  wall: cityjson %.1f ms on two threads; bare parse %.1f ms, with memory that is "
        "there already %.1f ms: %.2f and %.2f of it\n",
        all, parse, again, all / parse, all / again);
    std::printf(
        "  CPU: open %.1f, index %.1f, read %.1f, write %.1f ms; bare parse %.1f, %.1f ms\n",
        median(figures.open), median(figures.index), median(figures.read), median(figures.write),
        median(figures.parse), median(figures.again));
}

}  // namespace

int main(int argc, char** argv) {
    JobPool pool({2, WorkerScheduling::kNormal});
    for (int i = 1; i < argc; ++i) {
        auto read = read_file(argv[i], std::uint64_t{2} << 30);
        if (!read) {
            std::fprintf(stderr, "%s\n", read.error().message.c_str());
            return 1;
        }
        const simdjson::padded_string padded(as_text(*read));
        const auto bytes = std::make_shared<HeldBytes>(std::move(*read));
        Figures figures;
        for (int sample = 0; sample < kSamples; ++sample) {
            if (!measure(bytes, padded, figures) || !measure_wall(bytes, padded, pool, figures)) {
                std::fprintf(stderr, "%s: cannot be read\n", argv[i]);
                return 1;
            }
        }
        print(argv[i], bytes->view().size(), figures);
    }
    return 0;
}
