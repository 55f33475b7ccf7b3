// SPDX-License-Identifier: Apache-2.0
#include "app/convert/tile_set.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <glm/geometric.hpp>

#include "app/convert/limits.hpp"
#include "app/convert/tile_plan.hpp"
#include "engine/content/encode/tileset_writer.hpp"
#include "engine/core/file.hpp"

namespace belvedere::convert {

namespace {

namespace encode = content::encode;

constexpr std::uint32_t kTilesAFolder = 1'000;
// How much of the work indexing is.
constexpr double kIndexShare = 0.2;
constexpr std::size_t kTilesInWork = 16;

std::string tile_name(std::uint32_t node) {
    return "tiles/" + std::to_string(node / kTilesAFolder) + '/' + std::to_string(node) + ".glb";
}

std::string document_name(std::uint32_t node) {
    return "documents/" + std::to_string(node) + ".json";
}

// An answer of a job.
struct TileAnswer {
    std::uint32_t node = 0;
    std::uint64_t triangles = 0, bytes = 0;
    std::vector<std::string> warnings;
    std::string error;                // The tile was written empty.
    std::optional<Error> stopped_by;  // Nothing was written: the disk, or cancelled.
};

Result<void> save(const std::filesystem::path& path, ByteView bytes) {
    std::error_code code;
    std::filesystem::create_directories(path.parent_path(), code);
    if (code) return fail(ErrorKind::kDenied, path.string() + ": " + code.message());
    const ByteView pieces[] = {bytes};
    return write_cache_file(path, pieces);
}

class TileSetWriter {
  public:
    TileSetWriter(JobPool& jobs, const CityModel& model, const std::filesystem::path& folder,
                  const TileSetOptions& options, const CancelToken& cancel)
        : jobs_(jobs), model_(model), folder_(folder), options_(options), cancel_(cancel) {}

    Result<WrittenTileSet> write(const ConvertProgress& progress) {
        auto listed = list_members(
            jobs_, model_, [&](double part) { progress(part * kIndexShare); }, cancel_);
        if (!listed) return fail(listed.error());
        if (listed->members.empty()) {
            return fail(ErrorKind::kBadData, model_.name + ": there are no objects in it");
        }
        warnings_.insert(model_.warnings.begin(), model_.warnings.end());
        warnings_.insert(listed->warnings.begin(), listed->warnings.end());
        out_.errors = listed->errors;
        plan_ = plan_tiles(std::exchange(listed->members, {}));
        out_.objects = listed->objects;
        out_.tiles = plan_.nodes.size();
        out_.is_on_earth = listed->is_on_earth;
        out_.levels = plan_.nodes.back().depth + 1;
        const TileWriter writer(model_, *listed, plan_, options_.tiles);
        if (const auto done = write_tiles(writer, progress); !done) return fail(done.error());
        if (const auto done = write_documents(*listed); !done) return fail(done.error());
        out_.tileset = folder_ / "tileset.json";
        out_.warnings.assign(warnings_.begin(), warnings_.end());
        return std::move(out_);
    }

  private:
    Result<void> write_tiles(const TileWriter& writer, const ConvertProgress& progress) {
        std::vector<std::uint32_t> nodes;
        for (std::uint32_t i = options_.share; i < plan_.nodes.size(); i += options_.shares)
            nodes.push_back(i);
        std::deque<std::future<TileAnswer>> waiting;
        std::optional<Error> stopped_by;
        std::size_t next = 0;
        for (std::size_t done = 0; done < nodes.size(); ++done) {
            for (; next < nodes.size() && next < done + kTilesInWork && !stopped_by; ++next)
                waiting.push_back(begin(writer, nodes[next]));
            if (waiting.empty()) break;
            // Jobs at work borrow the writer: all are waited for, whatever happens.
            TileAnswer answer = waiting.front().get();
            waiting.pop_front();
            if (answer.stopped_by && !stopped_by) stopped_by = std::move(answer.stopped_by);
            take(answer);
            progress(kIndexShare + (1.0 - kIndexShare) * static_cast<double>(done + 1) /
                                       static_cast<double>(nodes.size()));
        }
        if (stopped_by) return fail(*stopped_by);
        // With the last tiles at work when it was cancelled: still nothing that looks whole.
        if (cancel_.cancelled()) return fail(ErrorKind::kCancelled, "stopped");
        return {};
    }

    std::future<TileAnswer> begin(const TileWriter& writer, std::uint32_t node) {
        const auto promise = std::make_shared<std::promise<TileAnswer>>();
        auto answer = promise->get_future();
        jobs_.submit([promise, &writer, node, path = folder_ / tile_name(node), cancel = cancel_,
                      glb = options_.tiles.glb] {
            promise->set_value(write_tile(writer, node, path, cancel, glb));
        });
        return answer;
    }

    static TileAnswer write_tile(const TileWriter& writer, std::uint32_t node,
                                 const std::filesystem::path& path, const CancelToken& cancel,
                                 const encode::GlbOptions& glb) {
        TileAnswer answer;
        answer.node = node;
        auto written = cancel.cancelled()
                           ? Result<WrittenTile>(fail(ErrorKind::kCancelled, "stopped"))
                           : writer.write(node, cancel);
        if (!written && written.error().kind == ErrorKind::kCancelled) {
            answer.stopped_by = written.error();
            return answer;
        }
        if (!written) {
            answer.error = tile_name(node) + ": " + written.error().message;
            auto empty = encode::encode_glb({}, glb);
            written = WrittenTile{empty ? std::move(*empty) : Bytes(), 0, 0, {}};
        }
        answer.triangles = written->triangles;
        answer.bytes = written->glb.size();
        answer.warnings = std::move(written->warnings);
        if (const auto saved = save(path, written->glb); !saved) answer.stopped_by = saved.error();
        return answer;
    }

    void take(const TileAnswer& answer) {
        if (answer.stopped_by) return;
        ++out_.tiles_written;
        out_.triangles += answer.triangles;
        out_.bytes += answer.bytes;
        for (const std::string& warning : answer.warnings) {
            if (warnings_.size() < limits::kWarnings) warnings_.insert(warning);
        }
        if (!answer.error.empty() && out_.errors.size() < limits::kErrors) {
            out_.errors.push_back(answer.error);
        }
    }

    // A node and what is below it; large subtrees are documents of their own, which are put aside.
    encode::TilesetNode tree_of(std::uint32_t index, bool is_root,
                                std::vector<std::uint32_t>& documents) const {
        const PlanNode& node = plan_.nodes[index];
        encode::TilesetNode out;
        out.box = {glm::dvec3(node.low), glm::dvec3(node.high)};
        out.geometric_error_m = node.error_m;
        const bool is_split = plan_.nodes.front().tiles > limits::kDocumentTiles;
        const bool is_apart =
            is_split && !is_root && node.tiles > 1 && node.tiles <= limits::kDocumentTiles;
        if (is_apart) {
            documents.push_back(index);
            out.content_uri = document_name(index);
            return out;
        }
        out.content_uri = tile_name(index);
        for (std::uint32_t i = 0; i < node.child_count; ++i)
            out.children.push_back(tree_of(node.first_child + i, false, documents));
        return out;
    }

    Result<void> write_documents(const CityMembers& listed) {
        std::vector<std::uint32_t> documents;
        encode::TilesetDocument root;
        root.root = tree_of(0, true, documents);
        if (listed.is_on_earth) root.root_transform = listed.frame.to_world_matrix();
        const PlanNode& top = plan_.nodes.front();
        root.geometric_error_m = std::max(top.error_m, double{glm::length(top.high - top.low)});
        root.title = model_.name;
        for (const std::uint32_t node : documents) {
            if (const auto done = write_document(node); !done) return fail(done.error());
        }
        const std::string text = encode::write_tileset(root);
        out_.bytes += text.size();
        return write_file_atomic(folder_ / "tileset.json", as_bytes(text));
    }

    Result<void> write_document(std::uint32_t node) {
        std::vector<std::uint32_t> none;
        encode::TilesetDocument document;
        document.root = tree_of(node, true, none);
        document.geometric_error_m = plan_.nodes[node].error_m;
        // Its contents lie beside its folder.
        std::vector<encode::TilesetNode*> open{&document.root};
        while (!open.empty()) {
            encode::TilesetNode* at = open.back();
            open.pop_back();
            at->content_uri = "../" + at->content_uri;
            for (encode::TilesetNode& child : at->children)
                open.push_back(&child);
        }
        const std::string text = encode::write_tileset(document);
        out_.bytes += text.size();
        return save(folder_ / document_name(node), as_bytes(text));
    }

    JobPool& jobs_;
    const CityModel& model_;
    const std::filesystem::path& folder_;
    const TileSetOptions& options_;
    const CancelToken& cancel_;
    TilePlan plan_;
    WrittenTileSet out_;
    std::set<std::string> warnings_;
};

}  // namespace

Result<WrittenTileSet> write_tile_set(JobPool& jobs, const CityModel& model,
                                      const std::filesystem::path& folder,
                                      const TileSetOptions& options,
                                      const ConvertProgress& progress, const CancelToken& cancel) {
    return TileSetWriter(jobs, model, folder, options, cancel).write(progress);
}

}  // namespace belvedere::convert
