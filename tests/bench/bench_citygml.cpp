// SPDX-License-Identifier: Apache-2.0
// bench_citygml FILE [ROUNDS [every]]: a CityGML file to tiles of triangles on two threads, with
// its images and code lists, beside `xmllint --stream --noout` and, where it is installed,
// libcitygml with triangles on the same file, in turns. Medians of wall time, from the file; of CPU
// time too, since other programs on the machine do not count there. With "every" all levels of
// detail are read and looked at as an import report does it, solids among them.
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/citygml/citygml_file.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_batch.hpp"
#include "engine/geo/world_mapping.hpp"
#include "engine/stream/city_beside.hpp"
#include "engine/stream/city_folder.hpp"
#include "engine/stream/source_resources.hpp"
#include "tests/bench/peer_citygml.hpp"

extern char** environ;

namespace {

using namespace belvedere;
using content::citymodel::CityFile;
using content::citymodel::FileRange;

constexpr std::uint64_t kTileBytes = 1U << 20;

class MappedBytes final : public content::citymodel::CityBytes {
  public:
    explicit MappedBytes(MappedFile file) : file_(std::move(file)) {}
    [[nodiscard]] ByteView view() const override { return file_.bytes(); }
    void release(const FileRange& /*range*/) const override {}

  private:
    MappedFile file_;
};

struct Counts {
    std::atomic<std::uint64_t> members{0}, objects{0}, polygons{0}, triangles{0}, warnings{0},
        images{0};
};

double cpu_ms(int who) {
    rusage usage{};
    getrusage(who, &usage);
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double wall_ms(const auto& work) {
    const double start = system_clock().steady_seconds();
    work();
    return (system_clock().steady_seconds() - start) * 1e3;
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

bool read_city(const std::string& path, const content::citymodel::LodChoice& lods, JobPool& pool,
               Counts& counts) {
    auto mapped = MappedFile::open(path);
    if (!mapped) return false;
    const std::filesystem::path place(path);
    const auto folder = stream::open_city_folder(place.parent_path());
    if (!folder) return false;
    auto file = content::citygml::open_citygml(std::make_shared<MappedBytes>(std::move(*mapped)),
                                               {path, stream::read_beside(place)});
    if (!file) {
        std::fprintf(stderr, "%s\n", file.error().message.c_str());
        return false;
    }
    auto mapping = geo::local_mapping();
    if (!(*file)->head().crs.empty()) {
        if (auto placed =
                geo::projected_mapping((*file)->head().crs, geo::VerticalReference::kOfTheCrs)) {
            mapping = std::move(*placed);
        }
    }
    // As the program works: stretches are indexed side by side, then tiles are made, here of about
    // a megabyte.
    const std::vector<FileRange> stretches = (*file)->stretches();
    std::vector<std::vector<std::vector<FileRange>>> indexed(stretches.size());
    run_batch(pool, stretches.size(), [&](std::size_t i) {
        const auto index = (*file)->index(stretches[i], {});
        if (!index) return;
        counts.members += index->members.size();
        std::uint64_t bytes = kTileBytes;
        for (const auto& member : index->members) {
            if (bytes >= kTileBytes) {
                indexed[i].emplace_back();
                bytes = 0;
            }
            indexed[i].back().push_back(member.range);
            bytes += member.range.bytes;
        }
    });
    std::vector<std::vector<FileRange>> tiles;
    for (auto& of_stretch : indexed)
        std::ranges::move(of_stretch, std::back_inserter(tiles));
    run_batch(pool, tiles.size(), [&](std::size_t i) {
        const auto batch = (*file)->read(tiles[i], lods, {});
        if (!batch) return;
        counts.objects += batch->objects.size();
        counts.polygons += batch->polygons.size();
        counts.warnings += batch->warnings.size();
        content::citymodel::CityTileOptions options;
        options.mapping = mapping.get();
        stream::SourceResources images(**folder, place.filename().string(), {});
        options.resources = &images;
        if (const auto tile = content::citymodel::write_city_tile(*batch, options)) {
            counts.triangles += tile->header().triangle_count;
            counts.images += tile->images().size();
        }
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

// Another program or library, as long as it is there and reads the file.
struct Peer {
    const char* name;
    bool is_there;
    std::vector<double> wall, cpu;

    void measure(int who, const auto& work) {
        if (!is_there) return;
        const double before = cpu_ms(who);
        wall.push_back(wall_ms([&] { is_there = work(); }));
        cpu.push_back(cpu_ms(who) - before);
    }
    void print(double ours_ms) const {
        if (!is_there) {
            std::printf("%s is not there, or cannot read the file\n", name);
            return;
        }
        std::printf("%s %.1f ms (%.1f ms CPU); citygml takes %.3f of it, %.1f times as fast\n",
                    name, median(wall), median(cpu), ours_ms / median(wall),
                    median(wall) / ours_ms);
    }
};

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fprintf(stderr, "bench_citygml FILE [ROUNDS [every]]\n");
        return 2;
    }
    const std::string path = arguments[1];
    const int rounds = count > 2 ? std::max(1, std::atoi(arguments[2])) : 5;
    content::citymodel::LodChoice lods;
    lods.every_lod = lods.checks_solids = count > 3 && std::string_view(arguments[3]) == "every";
    JobPool pool({2, WorkerScheduling::kNormal});
    std::vector<double> ours, our_cpu;
    Peer xmllint{"xmllint --stream", true, {}, {}};
    Peer libcitygml{"libcitygml", bench::has_libcitygml(), {}, {}};
    for (int round = 0; round < rounds; ++round) {
        Counts counts;
        bool is_good = false;
        const double before = cpu_ms(RUSAGE_SELF);
        ours.push_back(wall_ms([&] { is_good = read_city(path, lods, pool, counts); }));
        our_cpu.push_back(cpu_ms(RUSAGE_SELF) - before);
        if (!is_good) return 1;
        xmllint.measure(RUSAGE_CHILDREN, [&] { return run_xmllint(path); });
        std::optional<bench::PeerCity> theirs;
        libcitygml.measure(RUSAGE_SELF, [&] {
            theirs = bench::read_with_libcitygml(path);
            return theirs.has_value();
        });
        if (round > 0) continue;
        std::printf(
            "%llu members, %llu objects, %llu polygons, %llu triangles, %llu images, "
            "%llu warnings\n",
            static_cast<unsigned long long>(counts.members),
            static_cast<unsigned long long>(counts.objects),
            static_cast<unsigned long long>(counts.polygons),
            static_cast<unsigned long long>(counts.triangles),
            static_cast<unsigned long long>(counts.images),
            static_cast<unsigned long long>(counts.warnings));
        if (!theirs) continue;
        std::printf("libcitygml: %llu objects, %llu polygons, %llu triangles\n",
                    static_cast<unsigned long long>(theirs->objects),
                    static_cast<unsigned long long>(theirs->polygons),
                    static_cast<unsigned long long>(theirs->triangles));
    }
    const auto mapped = MappedFile::open(path);
    const double bytes = mapped ? static_cast<double>(mapped->bytes().size()) : 0.0;
    std::printf("citygml %.1f ms (%.1f ms CPU), %.0f MB/s\n", median(ours), median(our_cpu),
                bytes / median(ours) / 1e3);
    xmllint.print(median(ours));
    libcitygml.print(median(ours));
    return 0;
}
