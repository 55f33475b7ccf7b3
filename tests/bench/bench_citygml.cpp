// SPDX-License-Identifier: Apache-2.0
// bench_citygml FILE [ROUNDS]: a CityGML file to the shared model on two threads, beside
// `xmllint --stream --noout` on the same file, in turns. Medians of wall time, from the file.
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "engine/content/decode/citygml/citygml_file.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_batch.hpp"

extern char** environ;

namespace {

using namespace belvedere;
using content::citymodel::CityFile;
using content::citymodel::FileRange;

class MappedBytes final : public content::citymodel::CityBytes {
  public:
    explicit MappedBytes(MappedFile file) : file_(std::move(file)) {}
    [[nodiscard]] ByteView view() const override { return file_.bytes(); }
    void release(const FileRange& /*range*/) const override {}

  private:
    MappedFile file_;
};

struct Counts {
    std::atomic<std::uint64_t> members{0}, objects{0}, polygons{0}, corners{0}, warnings{0};
};

double wall_ms(const auto& work) {
    const double start = system_clock().steady_seconds();
    work();
    return (system_clock().steady_seconds() - start) * 1e3;
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

bool read_city(const std::string& path, JobPool& pool, Counts& counts) {
    auto mapped = MappedFile::open(path);
    if (!mapped) return false;
    auto file = content::citygml::open_citygml(std::make_shared<MappedBytes>(std::move(*mapped)),
                                               {path, {}});
    if (!file) {
        std::fprintf(stderr, "%s\n", file.error().message.c_str());
        return false;
    }
    const std::vector<FileRange> stretches = (*file)->stretches();
    // Members of a stretch are read in batches of about a megabyte, as tiles are.
    run_batch(pool, stretches.size(), [&](std::size_t i) {
        const auto index = (*file)->index(stretches[i], {});
        if (!index) return;
        counts.members += index->members.size();
        std::vector<FileRange> ranges;
        std::uint64_t bytes = 0;
        const auto flush = [&] {
            const auto batch = (*file)->read(ranges, {}, {});
            if (!batch) return;
            counts.objects += batch->objects.size();
            counts.polygons += batch->polygons.size();
            counts.corners += batch->corners.size();
            counts.warnings += batch->warnings.size();
            ranges.clear();
            bytes = 0;
        };
        for (const auto& member : index->members) {
            ranges.push_back(member.range);
            bytes += member.range.bytes;
            if (bytes > (1U << 20)) flush();
        }
        if (!ranges.empty()) flush();
    });
    return true;
}

bool run_xmllint(const std::string& path) {
    std::string name = "xmllint", stream = "--stream", quiet = "--noout", file = path;
    char* arguments[] = {name.data(), stream.data(), quiet.data(), file.data(), nullptr};
    pid_t child = 0;
    int status = 0;
    return posix_spawnp(&child, "xmllint", nullptr, nullptr, arguments, environ) == 0 &&
           waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fprintf(stderr, "bench_citygml FILE [ROUNDS]\n");
        return 2;
    }
    const std::string path = arguments[1];
    const int rounds = count > 2 ? std::max(1, std::atoi(arguments[2])) : 5;
    JobPool pool({2, WorkerScheduling::kNormal});
    std::vector<double> ours, xmllint;
    bool has_xmllint = true;
    for (int round = 0; round < rounds; ++round) {
        Counts counts;
        bool is_good = false;
        ours.push_back(wall_ms([&] { is_good = read_city(path, pool, counts); }));
        if (!is_good) return 1;
        if (has_xmllint) xmllint.push_back(wall_ms([&] { has_xmllint = run_xmllint(path); }));
        if (round > 0) continue;
        std::printf("%llu members, %llu objects, %llu polygons, %llu corners, %llu warnings\n",
                    static_cast<unsigned long long>(counts.members),
                    static_cast<unsigned long long>(counts.objects),
                    static_cast<unsigned long long>(counts.polygons),
                    static_cast<unsigned long long>(counts.corners),
                    static_cast<unsigned long long>(counts.warnings));
    }
    const auto mapped = MappedFile::open(path);
    const double bytes = mapped ? static_cast<double>(mapped->bytes().size()) : 0.0;
    std::printf("citygml %.1f ms, %.0f MB/s", median(ours), bytes / median(ours) / 1e3);
    if (has_xmllint) {
        std::printf("; xmllint --stream %.1f ms; %.2f of it", median(xmllint),
                    median(ours) / median(xmllint));
    }
    std::printf("\n");
    return 0;
}
