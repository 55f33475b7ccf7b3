// SPDX-License-Identifier: Apache-2.0
// The resident tiles: what stands on the GPU, and what of it the CPU keeps to answer questions.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/city/feature_extent.hpp"
#include "app/city/feature_kind.hpp"
#include "app/city/feature_registry.hpp"
#include "app/city/tile_boxes.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/tile_uploader.hpp"

namespace belvedere {
class JobPool;
}
namespace belvedere::render {
class TileResources;
enum class BlockLifetime;
}  // namespace belvedere::render

namespace belvedere::city {

// What a worker makes of a tile's block: the part that is kept.
struct Retaining;

// One tile that was handed over for drawing.
struct StoredTile {
    std::unique_ptr<render::TileResources> gpu;  // Null when the device refused it.
    // The whole block until its upload is complete, then what retained_content() keeps.
    std::shared_ptr<const content::TileContent> content;
    std::shared_ptr<Retaining> retaining;  // Under way; null when the block is kept as it is.
    std::vector<FeatureId> features;  // Row of the feature table to number; grows while interning.
    std::vector<bool> hidden_rows;    // As its appearance has it; empty: none is hidden.
    // One a row, when somebody asked where features stand; else empty.
    std::vector<FeatureExtent> extents;
    std::vector<FeatureKind> kinds;
    // parent_rows() of it, made when first asked for.
    mutable std::shared_ptr<const std::vector<std::uint32_t>> parents;
    // boxes_of_triangles() of it, made when a ray first comes.
    mutable std::shared_ptr<const TileBoxes> boxes;
    std::uint32_t rows_away = 0;  // Rows that filters, styles and hiding leave out.
    bool is_resident = false;
    bool is_styled = false;  // Its appearance is what the scene asks for now.
};

// Which row each row of it is a part of (tile_family.hpp); kept with the tile.
[[nodiscard]] const std::vector<std::uint32_t>& parents_in(const StoredTile& tile);

// Where its triangles stand; kept with the tile. Main thread.
[[nodiscard]] const TileBoxes& boxes_in(const StoredTile& tile);

// Where a loaded feature was found.
struct FeaturePlace {
    const StoredTile* tile = nullptr;
    stream::TileKey key;
    std::uint32_t row = 0;
};

using MakeGpuTile = std::function<Result<std::unique_ptr<render::TileResources>>(
    const std::shared_ptr<const content::TileContent>&, render::BlockLifetime)>;
struct TileDevice {
    MakeGpuTile make_tile;
    bool draws_from_blocks = false;  // FrameRenderer::draws_from_blocks().
};
// What a source calls a tile, for the names of features without one.
using NameOfTile = std::function<std::string(stream::TileKey)>;

// The uploader of the TileStreamer. Main thread only. A tile is resident once the GPU has it and
// its features have their numbers; work() does the latter in slices, so that a tile of 100,000
// features costs no frame.
class TileStore final : public stream::TileUploader {
  public:
    // The pool must outlive the store.
    TileStore(TileDevice device, NameOfTile name_of_tile, FeatureRegistry& registry, JobPool& jobs);
    ~TileStore() override;
    TileStore(const TileStore&) = delete;
    TileStore& operator=(const TileStore&) = delete;

    void begin_upload(stream::TileKey tile, content::TileContent content) override;
    [[nodiscard]] stream::UploadState state(stream::TileKey tile) override;
    [[nodiscard]] std::uint64_t bytes(stream::TileKey tile) const override;
    // Of the registry.
    [[nodiscard]] std::uint64_t shared_bytes() const override;
    void retire(stream::TileKey tile) override;

    // Numbers features of tiles on their way, for at most about `budget_ms`.
    void work(double budget_ms);
    // Nothing is on its way to the GPU.
    [[nodiscard]] bool is_settled() const { return arriving_.empty(); }

    [[nodiscard]] StoredTile* find(stream::TileKey tile);
    [[nodiscard]] const StoredTile* find(stream::TileKey tile) const;
    // A resident tile that holds the feature; nothing when none does.
    [[nodiscard]] std::optional<FeaturePlace> place_of(FeatureId feature) const;
    void for_each(const std::function<void(stream::TileKey, StoredTile&)>& visit);
    void for_each(const std::function<void(stream::TileKey, const StoredTile&)>& visit) const;
    [[nodiscard]] std::uint64_t gpu_bytes() const { return gpu_bytes_; }

  private:
    void begin_retaining(StoredTile& tile);
    // Numbers at most `rows` more features of the tile; true when it has them all.
    bool intern(stream::TileKey key, StoredTile& tile, std::uint32_t rows);

    struct KeyHash {
        std::size_t operator()(stream::TileKey key) const noexcept;
    };
    TileDevice device_;
    NameOfTile name_of_tile_;
    FeatureRegistry& registry_;
    JobPool& jobs_;
    std::unordered_map<stream::TileKey, StoredTile, KeyHash> tiles_;
    std::vector<stream::TileKey> arriving_;
    std::uint64_t gpu_bytes_ = 0;
};

}  // namespace belvedere::city
