// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/generate_model.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/content/encode/image_encoder.hpp"
#include "engine/core/job_batch.hpp"
#include "engine/generator/counted_plan.hpp"
#include "engine/generator/facade_images.hpp"
#include "engine/generator/tile_files.hpp"

namespace belvedere::generator {

namespace {

constexpr std::size_t kDistrictsAtOnce = 32;
constexpr double kPlanShare = 0.1;

// A file that is renamed into place by finish(), and removed when it is not.
class UnfinishedFile {
  public:
    explicit UnfinishedFile(std::filesystem::path path)
        : path_(std::move(path)), stream_(path_, std::ios::binary | std::ios::trunc) {}
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;
    ~UnfinishedFile() {
        stream_.close();
        std::error_code ignored;
        if (!is_finished_) std::filesystem::remove(path_, ignored);
    }

    void write(const std::string& text) {
        stream_.write(text.data(), static_cast<std::streamsize>(text.size()));
        bytes_ += text.size();
    }
    // Appends what another file holds.
    [[nodiscard]] bool append(UnfinishedFile& other) {
        other.stream_.close();
        if (other.stream_.fail()) return false;
        std::ifstream from(other.path_, std::ios::binary);
        bytes_ += other.bytes_;
        if (other.bytes_ > 0) stream_ << from.rdbuf();
        return from.good() && stream_.good();
    }
    [[nodiscard]] bool finish(const std::filesystem::path& target) {
        stream_.close();
        if (stream_.fail()) return false;
        std::error_code problem;
        std::filesystem::rename(path_, target, problem);
        is_finished_ = !problem;
        return is_finished_;
    }
    [[nodiscard]] bool is_good() const { return stream_.good(); }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  private:
    std::filesystem::path path_;
    std::ofstream stream_;
    std::uint64_t bytes_ = 0;
    bool is_finished_ = false;
};

Result<std::uint64_t> write_pictures(const std::filesystem::path& folder) {
    if (auto made = make_folder(folder / "textures"); !made) return fail(made.error());
    std::uint64_t bytes = 0;
    for (std::size_t i = 1; i < static_cast<std::size_t>(Facade::kCount); ++i) {
        const auto facade = static_cast<Facade>(i);
        const auto png = content::encode::encode_png(make_facade_image(facade));
        if (!png) return fail(png.error());
        if (auto done = write_tile_file(folder / facade_file(facade), *png); !done) {
            return fail(done.error());
        }
        bytes += png->size();
    }
    return bytes;
}

class ModelRun {
  public:
    ModelRun(const CountedPlan& counted, const ModelPlace& place, ModelWriter& writer,
             const std::filesystem::path& target)
        : counted_(counted),
          place_(place),
          writer_(writer),
          target_(target),
          now_(target.string() + ".part"),
          later_(target.string() + ".later") {}

    Result<std::uint64_t> write(const CancelToken& cancel, JobPool& pool,
                                const Progress& progress) {
        const std::size_t count = counted_.plan.districts.size();
        for (std::size_t first = 0; first < count; first += kDistrictsAtOnce) {
            if (cancel.cancelled()) {
                return fail(ErrorKind::kCancelled, "generating was cancelled");
            }
            write_districts(first, std::min(count, first + kDistrictsAtOnce), pool);
            const double share = static_cast<double>(first) / static_cast<double>(count);
            if (progress) progress(kPlanShare + (1.0 - kPlanShare) * share);
        }
        now_.write(writer_.middle());
        const bool is_whole = now_.append(later_);
        now_.write(writer_.tail());
        if (!is_whole || !now_.is_good() || !now_.finish(target_)) {
            return fail(ErrorKind::kDevice, target_.string() + ": cannot be written");
        }
        return now_.bytes();
    }

  private:
    void write_districts(std::size_t first, std::size_t end, JobPool& pool) {
        std::vector<std::vector<ModelBuilding>> districts(end - first);
        run_batch(pool, districts.size(), [&](std::size_t i) {
            districts[i] = model_district(counted_.plan, first + i, place_);
        });
        for (const std::vector<ModelBuilding>& buildings : districts) {
            if (buildings.empty()) continue;
            if (!has_head_) {
                now_.write(writer_.head(buildings[0].parts[0].polygons[0].corners[0]));
                has_head_ = true;
            }
            ModelText text;
            writer_.add(buildings, text);
            now_.write(text.now);
            later_.write(text.later);
        }
    }

    const CountedPlan& counted_;
    const ModelPlace& place_;
    ModelWriter& writer_;
    std::filesystem::path target_;
    UnfinishedFile now_, later_;
    bool has_head_ = false;
};

}  // namespace

Result<GeneratedSet> generate_model(const CityOptions& options, ModelFormat format,
                                    const std::filesystem::path& folder, JobPool& pool,
                                    const Progress& progress) {
    const auto place = ModelPlace::make();
    if (!place) return fail(place.error());
    const auto counted = plan_city(options, pool);
    if (!counted) return fail(counted.error());
    if (progress) progress(kPlanShare);
    if (auto made = make_folder(folder); !made) return fail(made.error());
    const auto pictures = write_pictures(folder);
    if (!pictures) return fail(pictures.error());
    const bool is_json = format == ModelFormat::kCityJson;
    const auto writer = is_json ? make_cityjson_writer() : make_citygml_writer(format);
    const std::filesystem::path target = folder / (is_json ? "city.city.json" : "city.gml");
    const auto bytes =
        ModelRun(*counted, *place, *writer, target).write(options.cancel, pool, progress);
    if (!bytes) return fail(bytes.error());
    GeneratedSet set{.tileset = target, .buildings = options.buildings};
    set.bytes = *bytes + *pictures;
    return set;
}

}  // namespace belvedere::generator
