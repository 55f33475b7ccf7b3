// SPDX-License-Identifier: Apache-2.0
// bench_cityjson FILE...: CityJSON files to GPU-ready tiles, beside simdjson's bare parse of the
// same bytes. From memory, interleaved in one run; medians of the thread's CPU time.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <simdjson.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"

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

struct Figures {
    std::vector<double> parse, again, open, index, read, write;
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

}  // namespace

int main(int argc, char** argv) {
    std::printf("%-40s %9s %8s %8s %8s %8s %8s %8s %8s %7s %7s %9s\n", "file", "bytes", "parse ms",
                "again", "open", "index", "read", "write", "all", "ratio", "again", "triangles");
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
            if (!measure(bytes, padded, figures)) {
                std::fprintf(stderr, "%s: cannot be read\n", argv[i]);
                return 1;
            }
        }
        const double parse = median(figures.parse), open = median(figures.open);
        const double again = median(figures.again);
        const double index = median(figures.index), decode = median(figures.read);
        const double write = median(figures.write), all = open + index + decode + write;
        std::printf("%-40s %9zu %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %7.2f %7.2f %9llu\n",
                    argv[i], bytes->view().size(), parse, again, open, index, decode, write, all,
                    all / parse, all / again, static_cast<unsigned long long>(figures.triangles));
    }
    return 0;
}
