// SPDX-License-Identifier: Apache-2.0
// Draws cities: the one door to this module.
//
// How an application uses it, all on the main thread:
//
//   auto renderer = FrameRenderer::create({.device = device, .shaders = shaders, .uploads =
//   uploads}); renderer->warm_up(ring, target.description().format, quality);   // before the first
//   tile auto tile = renderer->create_tile(content);                      // a decoded block,
//   shared
//   ...
//   auto frame = ring.begin();                                       // each frame
//   auto image = target.acquire(**frame);
//   uploads.pump(**frame);
//   if (*image) renderer->render(**frame, {target.description(), **image}, list, views, settings);
//   renderer->pick(**frame, list, {.view = view, ...});              // when the cursor asks
//   ring.submit(**frame);
//   if (*image) target.present(**image);
//   while (auto picked = renderer->take_pick(ring.completed_serial())) ...
//
// Draw only when something changed, with phase kMoving; once nothing moves and nothing is pending,
// one more frame with kResting brings the full quality (on presets that rest). So that a person who
// moves on meanwhile need not wait, prepare_rest() does its long part in steps before it.
#pragma once

#include <volk.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/present_target.hpp"
#include "engine/gpu/shader_library.hpp"
#include "engine/gpu/upload_queue.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/render/field_texture.hpp"
#include "engine/render/pick_pass.hpp"
#include "engine/render/quality.hpp"
#include "engine/render/style_buffer.hpp"
#include "engine/render/symbol_buffer.hpp"
#include "engine/render/tile_resources.hpp"
#include "engine/render/ui_pass.hpp"

namespace belvedere::render {

// All of it must outlive the renderer.
struct FrameRendererOptions {
    gpu::Device& device;
    gpu::ShaderLibrary& shaders;
    gpu::UploadQueue& uploads;
    VkPipelineCache cache = VK_NULL_HANDLE;
    // On a software device, where memory is short: gpu::drain_drawing() after so many. 0: never.
    std::uint64_t triangles_between_drains = 0;
};

enum class FramePhase {
    kMoving,   // The camera moves or tiles still arrive: the preset as it is.
    kResting,  // Nothing moves: at_rest(preset), and cached shadows are brought up to date.
    kStill     // A picture for keeps: for_keeps(preset).
};

// Whether the scene must be drawn at all.
enum class SceneUse {
    kDraw,
    // Tiles, ground, edges, views and quality of the list are those of the frame
    // before: where that frame was composed its picture is used again, and only what lies over it
    // is drawn. A menu that opens over a city at rest costs no second drawing of the city.
    kKeep
};

// Where pictures go. Each keeps its own images, shadow maps and light from frame to frame, so that
// they may be drawn in turns without one undoing the other's.
enum class Screen {
    kWindow,
    kAudience,  // A second window.
    kPaper      // Pictures for keeps.
};
inline constexpr std::size_t kScreens = 3;

struct FrameSettings {
    Screen screen = Screen::kWindow;
    QualitySettings quality;
    FramePhase phase = FramePhase::kMoving;
    SceneUse scene = SceneUse::kDraw;
    float aerosol = 1.5f;  // Of the sky: 1 clear, 4 murky.
    // Where aerial perspective has taken two thirds, for an eye near the ground; from higher up one
    // sees farther. Takes effect with QualitySettings::haze.
    float haze_distance_m = 9'000.0f;
    Color background{158, 196, 232, 255};  // Without a sky.
};

// Where the picture goes.
struct FrameTarget {
    gpu::TargetDescription description;
    gpu::TargetImage image;
};

// Of the last frame.
struct FrameStatistics {
    std::uint64_t tiles_drawn = 0;  // Ready, inside a view; a tile in two views counts twice.
    std::uint64_t triangles_drawn = 0;
    std::uint64_t points_drawn = 0;
    std::uint64_t draw_calls = 0;
    std::uint64_t symbols_drawn = 0;     // Of all sets, in all views, those out of view among them.
    std::uint64_t overlays_dropped = 0;  // Beyond limits::kOverlays and kColumns.
    std::uint64_t shadow_redraws = 0;    // Since the start.
    std::uint64_t pipelines = 0;         // Tile pipelines made since the start.
};

// A rectangle of a view to look up.
struct PickRequest {
    View view;
    VkExtent2D target{};  // Size of the whole picture.
    PixelRect area;       // In the target; 1 x 1 at the cursor, or a marquee.
};

class FrameRenderer final {
  public:
    // kDevice when the device refuses or is lost.
    [[nodiscard]] static Result<std::unique_ptr<FrameRenderer>> create(
        const FrameRendererOptions& options);
    ~FrameRenderer();
    FrameRenderer(const FrameRenderer&) = delete;
    FrameRenderer& operator=(const FrameRenderer&) = delete;

    // Makes and draws once each pipeline that a city usually needs with this quality (moving and at
    // rest), into a small image, and waits: 0.3-0.8 s on a software device, whose driver compiles
    // at the first draw. What is left out compiles when it is first seen.
    [[nodiscard]] Result<void> warm_up(gpu::FrameRing& ring, VkFormat target_format,
                                       const QualitySettings& quality);

    // Puts a decoded tile on the GPU; draw it once is_ready(). kLimit when the device is full.
    [[nodiscard]] Result<std::unique_ptr<TileResources>> create_tile(
        const std::shared_ptr<const content::TileContent>& content,
        BlockLifetime lifetime = BlockLifetime::kUntilUploaded);
    // Whether a tile of BlockLifetime::kOfTile costs no memory beside its block.
    [[nodiscard]] bool draws_from_blocks() const;
    // Gives a tile that lacks_outlines() derived ones, for EdgeStyle::shown. `content` is its block
    // or the retained part. About 10 ms for 20,000 triangles: a few tiles a frame.
    [[nodiscard]] Result<void> add_outlines(TileResources& tile,
                                            const content::TileContent& content);
    // Styles of the tile's features, and of its points without features (content::plain_points),
    // from row `first_row` on, from the next frame. 100,000 in a frame are well within budget.
    // kLimit beyond limits::kStyledFeatures on the screen.
    [[nodiscard]] Result<void> set_styles(TileResources& tile, std::uint32_t first_row,
                                          std::span<const FeatureStyle> styles);
    // Back to the tile's own look.
    void clear_styles(TileResources& tile);

    // Room for symbols (SymbolSet); none of it is used until it is resized.
    [[nodiscard]] std::unique_ptr<SymbolBuffer> create_symbols();
    // Room for a field (DrawField), likewise.
    [[nodiscard]] std::unique_ptr<FieldTexture> create_field();

    // Images for the interface; see UiPass::add_image.
    [[nodiscard]] Result<UiImageId> add_ui_image(const UiPixels& pixels);
    [[nodiscard]] Result<void> update_ui_image(UiImageId id, UiPlace place, const UiPixels& pixels);
    void remove_ui_image(UiImageId id);

    // Records a frame: shadows, tiles, ground, sky, what is blended, overlays, interface. Outside
    // any render pass. The target image is left in the layout its description asks for. At most
    // kViewsMax views. An error other than kDevice leaves the renderer usable.
    [[nodiscard]] Result<void> render(gpu::Frame& frame, const FrameTarget& target,
                                      const DrawList& list, std::span<const View> views,
                                      const FrameSettings& settings,
                                      const UiDrawData* interface = nullptr);

    // The next step towards a kResting frame of the same arguments, without a picture: one shadow
    // map that is due. At most about one plain frame long on a software device. True when none is
    // left, at once where there are no maps that are kept.
    [[nodiscard]] Result<bool> prepare_rest(gpu::Frame& frame, const gpu::TargetDescription& target,
                                            const DrawList& list, std::span<const View> views,
                                            const FrameSettings& settings);

    // Records a look-up; in a frame that is rendered or one of its own. Answers a ticket.
    [[nodiscard]] Result<std::uint64_t> pick(gpu::Frame& frame, const DrawList& list,
                                             const PickRequest& request);
    // The next finished look-up; nothing when none is finished.
    [[nodiscard]] std::optional<PickResult> take_pick(std::uint64_t completed_serial);

    // Gives back the images and shadow maps of a screen that is not drawn to any more.
    void forget(Screen screen);
    [[nodiscard]] const FrameStatistics& statistics() const;

  private:
    struct State;
    explicit FrameRenderer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::render
