// SPDX-License-Identifier: Apache-2.0
#include "app/convert/import_report.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string_view>
#include <utility>

#include "app/convert/limits.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/image/decode_image.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::convert {
namespace {

namespace citymodel = content::citymodel;
using citymodel::CityMember;
using citymodel::CityWarning;
using citymodel::FileRange;

// Members that are read at once at most, so that a broken one costs no more than these again.
constexpr std::size_t kMembersAtOnce = 256;

// The parts of members follow them, as CityFile::read wants them.
std::vector<FileRange> ranges_of(std::span<const CityMember> members) {
    std::vector<FileRange> ranges;
    for (const CityMember& member : members) {
        ranges.push_back(member.range);
        ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
    }
    return ranges;
}

std::uint64_t bytes_of(const CityMember& member) {
    std::uint64_t bytes = member.range.bytes;
    for (const FileRange& part : member.parts)
        bytes += part.bytes;
    return bytes;
}

// For each texture the id of the first object that has it on a surface.
std::vector<std::string_view> first_objects(const citymodel::CityBatch& batch) {
    std::vector<std::string_view> objects(batch.textures.size());
    for (const citymodel::Geometry& geometry : batch.geometries) {
        if (geometry.object == content::kNone) continue;
        const std::string_view id = batch.text_of(batch.objects[geometry.object].id);
        for (std::uint32_t i = 0; i < geometry.polygons.count; ++i) {
            const content::Range looks = batch.polygons[geometry.polygons.first + i].appearances;
            for (std::uint32_t k = 0; k < looks.count; ++k) {
                const std::uint32_t texture = batch.appearances[looks.first + k].texture;
                if (texture < objects.size() && objects[texture].empty()) objects[texture] = id;
            }
        }
    }
    return objects;
}

// Reads the model and gathers what is to be said of it.
class ReportMaker {
  public:
    ReportMaker(const CityModel& model, const CancelToken& cancel)
        : model_(model), cancel_(cancel) {}

    Result<ImportReport> make(const ConvertProgress& progress) {
        for (const std::string& warning : model_.warnings)
            add({ReportKind::kWarning, {}, {}, warning, 1});
        std::uint64_t all = 0;
        for (const stream::CityPart& part : model_.parts) {
            for (const FileRange& stretch : part.file->stretches())
                all += stretch.bytes;
        }
        std::uint64_t done = 0;
        for (const stream::CityPart& part : model_.parts) {
            stream::count_head(part.file->head(), report_.counts);
            for (const FileRange& stretch : part.file->stretches()) {
                read_stretch(part, stretch);
                if (cancel_.cancelled()) return fail(ErrorKind::kCancelled, model_.name);
                done += stretch.bytes;
                progress(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all));
            }
        }
        return std::move(report_);
    }

  private:
    void add(ReportEntry entry) {
        if (report_.entries.size() >= limits::kReportEntries) {
            ++report_.left_out;
            return;
        }
        report_.entries.push_back(std::move(entry));
    }
    void add(const stream::CityPart& part, const std::vector<CityWarning>& warnings) {
        for (const CityWarning& warning : warnings) {
            add({ReportKind::kWarning, part.name, warning.object, warning.sentence, warning.count});
        }
    }
    void add_error(const stream::CityPart& part, const std::string& object, const Error& error) {
        if (error.kind == ErrorKind::kCancelled) return;
        add({ReportKind::kError, part.name, object, error.message, 1});
    }

    void read_stretch(const stream::CityPart& part, const FileRange& stretch) {
        const auto index = part.file->index(stretch, cancel_);
        if (!index) return add_error(part, {}, index.error());
        add(part, index->warnings);
        const std::vector<CityMember>& members = index->members;
        report_.shapeless += static_cast<std::uint64_t>(std::ranges::count_if(
            members, [](const CityMember& member) { return member.bounds.is_empty(); }));
        for (std::size_t first = 0; first < members.size() && !cancel_.cancelled();) {
            std::size_t last = first;
            std::uint64_t bytes = 0;
            while (last < members.size() && last - first < kMembersAtOnce &&
                   (last == first || bytes + bytes_of(members[last]) <= limits::kReadBytes)) {
                bytes += bytes_of(members[last++]);
            }
            read_members(part, std::span(members).subspan(first, last - first));
            first = last;
        }
    }

    // All at once; where something is to be said, each alone, so that it is known of which.
    void read_members(const stream::CityPart& part, std::span<const CityMember> members) {
        std::vector<CityWarning> warnings;
        const auto batch = read(part, members, warnings);
        const bool is_one = members.size() == 1;
        if (batch) {
            stream::count_city(*batch, report_.counts);
            look_for_textures(part, *batch);
        } else if (is_one || batch.error().kind == ErrorKind::kCancelled) {
            return add_error(part, {}, batch.error());
        }
        if (batch && (warnings.empty() || is_one)) return add(part, warnings);
        for (const CityMember& member : members) {
            if (cancel_.cancelled()) return;
            std::vector<CityWarning> own;
            const auto alone = read(part, std::span(&member, 1), own);
            if (!alone) {
                add_error(part, {}, alone.error());
                continue;
            }
            if (!batch) stream::count_city(*alone, report_.counts);
            add(part, own);
        }
    }

    Result<citymodel::CityBatch> read(const stream::CityPart& part,
                                      std::span<const CityMember> members,
                                      std::vector<CityWarning>& warnings) {
        auto batch = part.file->read(ranges_of(members), {.every_lod = true, .checks_solids = true},
                                     cancel_);
        if (!batch) return fail(batch.error());
        warnings = batch->warnings;
        citymodel::CityTileOptions options;
        options.mapping = part.mapping.get();
        options.cancel = cancel_;
        std::vector<CityWarning> of_shapes;
        options.shape_warnings = &of_shapes;
        const auto tile = citymodel::write_city_tile(*batch, options);
        if (!tile) {
            if (tile.error().kind == ErrorKind::kCancelled) return fail(tile.error());
            const std::string object = batch->objects.empty()
                                           ? std::string()
                                           : std::string(batch->text_of(batch->objects.front().id));
            citymodel::warn(warnings, tile.error().message, object);
        }
        warnings.insert(warnings.end(), of_shapes.begin(), of_shapes.end());
        return batch;
    }

    // Each file once that is missing or no image, with the first object that wants it.
    void look_for_textures(const stream::CityPart& part, const citymodel::CityBatch& batch) {
        if (model_.source == nullptr || model_.source->is_remote()) return;
        const std::vector<std::string_view> wanted_by = first_objects(batch);
        for (std::size_t i = 0; i < batch.textures.size(); ++i) {
            const std::string image(batch.text_of(batch.textures[i].image));
            const std::string object(wanted_by[i]);
            if (cancel_.cancelled()) return;
            if (image.empty() || !looked_for_.insert(part.name + '\n' + image).second) continue;
            const auto uri = model_.source->resolve(part.name, image);
            if (!uri) {
                add({ReportKind::kWarning, part.name, object, image + ": " + uri.error().message,
                     1});
            } else if (const auto problem = problem_of_image(*uri)) {
                add({ReportKind::kWarning, part.name, object, image + ": " + *problem, 1});
            }
        }
    }

    // Why a file is no image that can be shown; nothing when it is one.
    std::optional<std::string> problem_of_image(const std::string& uri) const {
        if (model_.source->stamp(uri).empty()) return "no such file";
        const auto file = stream::read_now(*model_.source, uri, cancel_);
        if (!file) return file.error().message;
        content::TileContentBuilder builder;
        const auto image = content::decode_image(file->bytes, content::ColorSpace::kSrgb, builder);
        if (image) return std::nullopt;
        return "it cannot be read: " + image.error().message;
    }

    const CityModel& model_;
    const CancelToken& cancel_;
    ImportReport report_;
    std::set<std::string> looked_for_;
};

std::string csv_cell(const std::string& text) {
    std::string cell = text;
    if (!cell.empty() && std::string("=+-@\t\r").find(cell[0]) != std::string::npos) {
        cell.insert(0, 1, '\'');
    }
    if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell)
        quoted.append(c == '"' ? 2U : 1U, c);
    return quoted + '"';
}

const char* word_of(ReportKind kind) {
    return kind == ReportKind::kError ? "error" : "warning";
}

}  // namespace

Result<ImportReport> make_import_report(const CityModel& model, const ConvertProgress& progress,
                                        const CancelToken& cancel) {
    return ReportMaker(model, cancel).make(progress);
}

std::string report_as_csv(const ImportReport& report) {
    std::string csv = "kind,file,object,count,sentence\r\n";
    for (const std::string& extension : report.counts.extensions)
        csv += "extension,,,1," + csv_cell(extension) + "\r\n";
    for (const ReportEntry& entry : report.entries) {
        csv += std::string(word_of(entry.kind)) + ',' + csv_cell(entry.file) + ',' +
               csv_cell(entry.object) + ',' + std::to_string(entry.count) + ',' +
               csv_cell(entry.sentence) + "\r\n";
    }
    return csv;
}

std::string report_as_text(const ImportReport& report, const std::string& name) {
    std::ostringstream text;
    text << name << '\n';
    for (const auto& [fact, value] : report.counts.facts)
        text << "  " << fact << ": " << value << '\n';
    for (const auto& [type, count] : report.counts.objects)
        text << "  " << count << ' ' << type << '\n';
    for (const auto& [type, count] : report.counts.surfaces)
        text << "  " << count << ' ' << type << '\n';
    text << "  " << report.counts.polygons << " polygons, levels of detail";
    for (const std::uint8_t lod : report.counts.lods)
        text << ' ' << citymodel::text_of_lod(lod);
    text << '\n';
    for (const std::string& extension : report.counts.extensions)
        text << "  extension, kept as attributes: " << extension << '\n';
    for (const std::string& theme : report.counts.themes)
        text << "  theme " << theme << '\n';
    if (report.shapeless > 0) text << "  " << report.shapeless << " objects without a shape\n";
    for (const ReportEntry& entry : report.entries) {
        text << "  " << word_of(entry.kind) << ": " << entry.sentence;
        if (!entry.object.empty()) text << " (in " << entry.object << ')';
        if (entry.count > 1) text << ", " << entry.count << " times";
        if (!entry.file.empty()) text << ", " << entry.file;
        text << '\n';
    }
    if (report.left_out > 0) text << "  and " << report.left_out << " more\n";
    return text.str();
}

}  // namespace belvedere::convert
