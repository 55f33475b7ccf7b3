// SPDX-License-Identifier: Apache-2.0
#include "app/convert/export_objects.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/convert/exported_images.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/city_selection.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/encode/cityjson_text.hpp"
#include "engine/content/encode/content_model.hpp"
#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/merge_content.hpp"
#include "engine/core/file.hpp"
#include "engine/geo/crs_description.hpp"
#include "engine/stream/source_resources.hpp"

namespace belvedere::convert {

namespace {

namespace citymodel = content::citymodel;
namespace encode = content::encode;

// Reads stretches and hands their wanted objects to a format.
class ObjectExporter {
  public:
    ObjectExporter(const CityModel& model, const ExportOptions& options,
                   const std::filesystem::path& path, const CancelToken& cancel)
        : model_(model), options_(options), path_(path), cancel_(cancel), images_(path) {}

    Result<void> read(const ConvertProgress& progress) {
        std::size_t done = 0, all = 0;
        for (const stream::CityPart& part : model_.parts)
            all += part.file->stretches().size();
        for (const stream::CityPart& part : model_.parts) {
            for (const citymodel::FileRange& stretch : part.file->stretches()) {
                if (const auto read = read_stretch(part, stretch); !read) {
                    return fail(read.error());
                }
                progress(static_cast<double>(++done) / static_cast<double>(all));
            }
        }
        return {};
    }

    Result<ExportedObjects> write() {
        for (const std::string& id : options_.ids) {
            if (!found_.contains(id)) out_.missing.push_back(id);
        }
        if (out_.objects == 0) return fail(ErrorKind::kNotFound, "the model has none of the ids");
        auto bytes = is_json() ? json_bytes() : glb_bytes();
        if (!bytes) return fail(bytes.error());
        out_.bytes = bytes->size();
        if (const auto saved = write_file_atomic(path_, *bytes); !saved) return fail(saved.error());
        images_.keep();
        return std::move(out_);
    }

  private:
    [[nodiscard]] bool is_json() const { return options_.format == ExportFormat::kCityJson; }

    Result<void> read_stretch(const stream::CityPart& part, const citymodel::FileRange& stretch) {
        auto read = stream::read_stretch(part, stretch, {.every_lod = is_json()}, cancel_);
        if (!read) return fail(read.error());
        citymodel::CityBatch& batch = read->batch;
        if (!options_.ids.empty()) {
            const std::uint32_t kept =
                citymodel::keep_objects(batch, [this](std::string_view id) { return take_id(id); });
            if (kept == 0) return {};
        }
        out_.objects += batch.objects.size();
        return is_json() ? add_json(part, batch) : add_glb(part, batch);
    }

    bool take_id(std::string_view id) {
        const auto found = options_.ids.find(id);
        if (found == options_.ids.end()) return false;
        found_.insert(*found);
        return true;
    }

    Result<void> add_json(const stream::CityPart& part, const citymodel::CityBatch& batch) {
        const std::string crs =
            part.file->head().crs.empty() ? part.mapping->crs_name() : part.file->head().crs;
        if (!text_) {
            const auto description = geo::describe_crs(crs);
            crs_ = crs;
            text_.emplace(encode::CityJsonOptions{crs, description && description->is_geographic,
                                                  model_.name});
        }
        if (crs != crs_) {
            return fail(ErrorKind::kUnsupported,
                        "the objects are in different CRSs; export them one file at a time");
        }
        ExportedImages::OfPart images(images_, model_.source.get(), part.name, cancel_);
        text_->add(batch, &images);
        if (cancel_.cancelled()) return fail(ErrorKind::kCancelled, model_.name);
        return {};
    }

    Result<void> add_glb(const stream::CityPart& part, const citymodel::CityBatch& batch) {
        stream::SourceResources resources(*model_.source, part.name, cancel_);
        citymodel::CityTileOptions options;
        options.mapping = part.mapping.get();
        options.resources = &resources;
        options.cancel = cancel_;
        auto content = citymodel::write_city_tile(batch, options);
        if (!content) return fail_in(part.name, content.error());
        for (const content::StringRef warning : content->warnings())
            out_.notes.push_back(part.name + ": " + std::string(content->text(warning)));
        contents_.push_back(std::move(*content));
        return {};
    }

    Result<Bytes> json_bytes() {
        out_.notes = text_->notes();
        const auto of_images = images_.notes();
        out_.notes.insert(out_.notes.end(), of_images.begin(), of_images.end());
        out_.images = images_.copied();
        const std::string text = text_->finish();
        const ByteView view = as_bytes(text);
        return Bytes(view.begin(), view.end());
    }

    Result<Bytes> glb_bytes() {
        auto whole = content::merge_contents(contents_, {});
        if (!whole) return fail(whole.error());
        const auto model = encode::model_of(*whole, {});
        if (!model) return fail(model.error());
        return encode::encode_glb(*model, {});
    }

    const CityModel& model_;
    const ExportOptions& options_;
    const std::filesystem::path& path_;
    const CancelToken& cancel_;
    ExportedImages images_;
    std::set<std::string, std::less<>> found_;
    ExportedObjects out_;
    std::string crs_;
    std::optional<encode::CityJsonText> text_;
    std::vector<content::TileContent> contents_;
};

}  // namespace

Result<ExportFormat> export_format_of(const std::filesystem::path& path) {
    const std::string extension = path.extension().string();
    if (extension == ".glb") return ExportFormat::kGlb;
    if (extension == ".json") return ExportFormat::kCityJson;
    return fail(ErrorKind::kUsage, path.string() + ": a file is exported as .glb or .json");
}

Result<ExportedObjects> export_objects(const CityModel& model, const ExportOptions& options,
                                       const std::filesystem::path& path,
                                       const ConvertProgress& progress, const CancelToken& cancel) {
    ObjectExporter exporter(model, options, path, cancel);
    if (const auto read = exporter.read(progress); !read) return fail(read.error());
    return exporter.write();
}

}  // namespace belvedere::convert
