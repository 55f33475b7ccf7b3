// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/tile_loader.hpp"

#include <atomic>
#include <utility>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/tiles3d/tileset_metadata.hpp"
#include "engine/content/limits.hpp"
#include "engine/content/merge_content.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/source_resources.hpp"
#include "engine/stream/tile_maker.hpp"

namespace belvedere::stream {
namespace {

namespace tiles3d = content::tiles3d;

TileCacheKey cache_key(const TileRequest& tile, const std::string& uri, const std::string& stamp) {
    TileCacheKeyParts parts;
    parts.uri = uri;
    parts.stamp = stamp;
    parts.mapping = tile.context->mapping->name();
    parts.transform = &tile.transform[0][0];
    parts.up_axis = static_cast<int>(tile.context->up_axis);
    parts.feature_id_set = tile.feature_id_set;
    return tile_cache_key(parts);
}

// Decodes what was fetched for one tile, content by content.
class TileDecoder {
  public:
    TileDecoder(const TileRequest& tile, ByteSource& source, TileCache* cache,
                const CancelToken& cancel)
        : tile_(tile), source_(source), cache_(cache), cancel_(cancel) {}

    void add(Result<FetchedBytes> fetched) {
        if (!fetched) {
            note(std::move(fetched.error()));
            return;
        }
        loaded_.bytes_read += fetched->bytes.size();
        if (!fetched->note.empty()) loaded_.warnings.push_back(fetched->note);
        if (is_gzip(fetched->bytes)) {
            auto plain =
                inflated(fetched->bytes, Compression::kGzip, content::limits::kContentFileBytes);
            if (!plain) {
                note({plain.error().kind, fetched->uri + ": " + plain.error().message});
                return;
            }
            fetched->bytes = std::move(*plain);
        }
        const Result<void> added = tile_.uris.empty() ? add_subtree(*fetched) : add_bytes(*fetched);
        if (!added) {
            note(added.error());
        } else if (fetched->remember) {
            fetched->remember();
        }
    }

    Result<LoadedTile> finish() {
        if (contents_.empty() && loaded_.grafts.empty() && error_) return fail(std::move(*error_));
        if (error_) loaded_.warnings.push_back(error_->message);
        if (contents_.size() == 1) loaded_.content = std::move(contents_.front());
        if (contents_.size() > 1) {
            auto merged = content::merge_contents(contents_, {});
            if (!merged) return fail_in(tile_.uris.front(), merged.error());
            loaded_.content = std::move(*merged);
        }
        return std::move(loaded_);
    }

  private:
    void note(Error error) {
        if (error_) {
            loaded_.warnings.push_back(error.message);
        } else {
            error_ = std::move(error);
        }
    }

    Result<void> add_subtree(const FetchedBytes& fetched) {
        const tiles3d::ImplicitTiling& tiling =
            tile_.context->implicit_tilings[tile_.implicit.tiling];
        SourceResources resources(source_, fetched.uri, cancel_);
        auto subtree =
            tiles3d::parse_subtree(fetched.bytes, tiling, &resources, tile_.context->schema_json);
        loaded_.bytes_read += resources.bytes_read();
        if (!subtree) return fail_in(fetched.uri, subtree.error());
        auto graft =
            build_graft(*subtree, tile_.implicit, tile_.base_uri, tile_.place, tile_.context);
        return keep(std::move(graft));
    }

    Result<void> add_bytes(const FetchedBytes& fetched) {
        if (content::content_kind(fetched.bytes) == content::ContentKind::kTilesetJson) {
            auto document = tiles3d::parse_tileset(fetched.bytes, fetched.uri);
            if (!document) return fail(document.error());
            SourceResources resources(source_, fetched.uri, cancel_);
            tiles3d::resolve_metadata(*document, resources);
            loaded_.bytes_read += resources.bytes_read();
            return keep(build_graft(*document, fetched.uri, tile_.place, tile_.context->mapping));
        }
        SourceResources resources(source_, fetched.uri, cancel_);
        content::DecodeContext context;
        context.name = fetched.uri;
        context.tile_transform = tile_.transform;
        context.mapping = tile_.context->mapping;
        context.up_axis = tile_.context->up_axis;
        context.resources = &resources;
        context.cancel = cancel_;
        context.feature_schema_json = tile_.context->schema_json;
        context.feature_id_set = tile_.feature_id_set;
        auto decoded = content::decode_content(fetched.bytes, context);
        loaded_.bytes_read += resources.bytes_read();
        if (!decoded) return fail(decoded.error());
        if (cache_ != nullptr && tile_.uris.size() == 1 && !fetched.stamp.empty() &&
            !resources.is_incomplete()) {
            cache_->store(cache_key(tile_, fetched.uri, fetched.stamp), *decoded,
                          resources.dependencies());
        }
        contents_.push_back(std::move(*decoded));
        return {};
    }

    Result<void> keep(Result<TileGraft> graft) {
        if (!graft) return fail(graft.error());
        for (std::string& warning : graft->warnings) {
            loaded_.warnings.push_back(std::move(warning));
        }
        graft->warnings.clear();
        loaded_.grafts.push_back(std::move(*graft));
        return {};
    }

    const TileRequest& tile_;
    ByteSource& source_;
    TileCache* cache_;
    const CancelToken& cancel_;
    LoadedTile loaded_;
    std::vector<content::TileContent> contents_;
    std::optional<Error> error_;
};

// One load on its way; shared by the jobs and answers it consists of.
struct TileLoad : std::enable_shared_from_this<TileLoad> {
    JobPool& jobs;
    TileRequest tile;
    // Weak, so that an answer of a server cannot be what keeps its own client alive.
    std::weak_ptr<ByteSource> source;
    std::shared_ptr<TileCache> cache;
    CancelToken cancel;
    double order;
    TileLoaded done;
    std::vector<Result<FetchedBytes>> fetched;  // Each element is written by one answer.
    std::optional<LoadedTile> held;  // From the cache; whether it still holds is being asked.
    std::atomic<std::size_t> missing{0};

    TileLoad(JobPool& pool, TileLoadRequest request, TileLoaded callback)
        : jobs(pool),
          tile(std::move(request.tile)),
          source(request.source),
          cache(std::move(request.cache)),
          cancel(std::move(request.cancel)),
          order(request.order),
          done(std::move(callback)) {}

    void begin();
    void decode();
    void make(const TileMaker& maker, ByteSource& bytes);
    [[nodiscard]] std::optional<LoadedTile> cached(const ByteSource& bytes, const std::string& uri,
                                                   const std::string& stamp) const;
    [[nodiscard]] bool is_held_current() const;
    [[nodiscard]] std::vector<Result<std::string>> targets(const ByteSource& bytes) const;
};

std::vector<Result<std::string>> TileLoad::targets(const ByteSource& bytes) const {
    std::vector<Result<std::string>> uris;
    if (tile.uris.empty()) {
        const auto& tiling = tile.context->implicit_tilings[tile.implicit.tiling];
        uris.push_back(
            bytes.resolve(tile.base_uri,
                          tiles3d::expand_template(tiling.subtree_uri, tile.implicit.coordinates)));
    }
    for (const std::string& uri : tile.uris) {
        uris.push_back(bytes.resolve(tile.base_uri, uri));
    }
    return uris;
}

std::optional<LoadedTile> TileLoad::cached(const ByteSource& bytes, const std::string& uri,
                                           const std::string& stamp) const {
    if (stamp.empty()) return std::nullopt;
    // Files that the content refers to count as unchanged as long as it is itself: asking for each
    // of them would cost more than the block saves.
    const TileMaker* maker = tile.context->maker.get();
    const auto stamp_of = [&bytes, maker](const std::string& other) {
        return maker != nullptr ? maker->stamp_of_dependency(other, bytes)
                                : stamp_of_resource(bytes, other);
    };
    auto found = cache->load(cache_key(tile, uri, stamp), stamp_of);
    if (!found) return std::nullopt;
    LoadedTile loaded;
    loaded.bytes_read = found->bytes().size();
    loaded.content = std::move(*found);
    loaded.is_from_cache = true;
    return loaded;
}

void TileLoad::begin() {
    const std::shared_ptr<ByteSource> bytes = source.lock();
    if (bytes == nullptr || cancel.cancelled()) {
        done(fail(ErrorKind::kCancelled, "no longer wanted"));
        return;
    }
    if (tile.context->maker != nullptr) {
        make(*tile.context->maker, *bytes);
        return;
    }
    const std::vector<Result<std::string>> uris = targets(*bytes);
    std::string held_stamp;
    if (cache != nullptr && tile.uris.size() == 1 && uris.front()) {
        const std::string& uri = *uris.front();
        if (auto found = cached(*bytes, uri, bytes->stamp(uri))) {
            done(std::move(*found));
            return;
        }
        held_stamp = bytes->known_stamp(uri);
        held = cached(*bytes, uri, held_stamp);
    }
    fetched.assign(uris.size(), fail(ErrorKind::kNotFound, "not fetched"));
    missing = uris.size();
    for (std::size_t i = 0; i < uris.size(); ++i) {
        const auto take = [self = shared_from_this(), i,
                           is_remote = bytes->is_remote()](Result<FetchedBytes> answer) {
            self->fetched[i] = std::move(answer);
            if (self->missing.fetch_sub(1) != 1) return;
            if (!is_remote) {
                self->decode();
            } else {
                self->jobs.submit([self] { self->decode(); }, self->order);
            }
        };
        if (uris[i] && held) {
            bytes->fetch_if_changed(*uris[i], held_stamp, order, cancel, take);
        } else if (uris[i]) {
            bytes->fetch(*uris[i], order, cancel, take);
        } else {
            take(fail(uris[i].error()));
        }
    }
}

// On the worker that has begun: making waits for nobody.
void TileLoad::make(const TileMaker& maker, ByteSource& bytes) {
    const std::string uri = tile.base_uri + '#' + (tile.uris.empty() ? "" : tile.uris.front());
    const std::string stamp = cache != nullptr ? maker.stamp(tile) : std::string();
    if (auto found = cached(bytes, uri, stamp)) {
        done(std::move(*found));
        return;
    }
    auto made = maker.make(tile, bytes, cancel);
    if (!made) {
        done(fail(std::move(made.error())));
        return;
    }
    if (made->loaded.content && made->may_be_cached && !stamp.empty()) {
        cache->store(cache_key(tile, uri, stamp), *made->loaded.content, made->dependencies);
    }
    done(std::move(made->loaded));
}

bool TileLoad::is_held_current() const {
    return held && fetched.size() == 1 && fetched.front() && fetched.front()->is_unchanged;
}

void TileLoad::decode() {
    const std::shared_ptr<ByteSource> bytes = source.lock();
    if (bytes == nullptr || cancel.cancelled()) {
        done(fail(ErrorKind::kCancelled, "no longer wanted"));
        return;
    }
    if (is_held_current()) {
        const FetchedBytes& answer = *fetched.front();
        if (!answer.note.empty()) held->warnings.push_back(answer.note);
        if (answer.remember) answer.remember();
        done(std::move(*held));
        return;
    }
    held.reset();
    done(decode_tile(tile, std::move(fetched), *bytes, cache.get(), cancel));
}

}  // namespace

std::uint64_t LoadedTile::bytes() const {
    std::uint64_t total = content ? content->bytes().size() : 0;
    for (const TileGraft& graft : grafts) {
        total += graft.bytes();
    }
    return total;
}

Result<LoadedTile> decode_tile(const TileRequest& tile, std::vector<Result<FetchedBytes>> fetched,
                               ByteSource& source, TileCache* cache, const CancelToken& cancel) {
    TileDecoder decoder(tile, source, cache, cancel);
    for (Result<FetchedBytes>& one : fetched) {
        decoder.add(std::move(one));
    }
    return decoder.finish();
}

void load_tile(JobPool& jobs, TileLoadRequest request, TileLoaded done) {
    const double order = request.order;
    auto load = std::make_shared<TileLoad>(jobs, std::move(request), std::move(done));
    jobs.submit([load] { load->begin(); }, order);
}

}  // namespace belvedere::stream
