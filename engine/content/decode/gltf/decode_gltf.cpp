// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/decode_gltf.hpp"

#include <cassert>
#include <memory>
#include <string>
#include <utility>

#include "engine/content/decode/gltf/buffer_store.hpp"
#include "engine/content/decode/gltf/feature_rows.hpp"
#include "engine/content/decode/gltf/glb_container.hpp"
#include "engine/content/decode/gltf/morphing.hpp"
#include "engine/content/decode/gltf/parse_document.hpp"
#include "engine/content/decode/gltf/property_attributes.hpp"
#include "engine/content/decode/gltf/property_tables.hpp"
#include "engine/content/decode/gltf/property_textures.hpp"
#include "engine/content/decode/gltf/scene_plan.hpp"
#include "engine/content/decode/gltf/skinning.hpp"
#include "engine/content/decode/gltf/texture_images.hpp"
#include "engine/content/decode/gltf/tile_writer.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content {

namespace gltf {

namespace {

// One document on its way into a builder; its stages in the order of run().
class Decoder {
  public:
    Decoder(TileContentBuilder& builder, const Document& document, const GltfChunks& chunks,
            const GltfContext& context)
        : builder_(builder),
          document_(document),
          context_(context),
          buffers_(document, {.binary = chunks.binary,
                              .has_binary = chunks.has_binary,
                              .resources = context.content->resources}),
          images_(document, buffers_, builder) {}

    Result<void> run() {
        for (const std::string& warning : document_.warnings)
            builder_.warn(warning);
        builder_.set_attribution(document_.copyright);
        builder_.set_generator(document_.generator);
        for (const std::string_view name : document_.extensions_used)
            builder_.add_extension(name);
        const MetadataSource metadata(document_, buffers_, context_.content->feature_schema_json,
                                      builder_);
        FeatureRows features(
            read_property_tables(metadata, buffers_, builder_), context_.batch_rows,
            [this](std::uint32_t texture) { return images_.read_pixels(texture); });
        features.set_document(document_, context_.content->feature_id_set);
        auto plan = plan_scene(document_, context_, buffers_, features, builder_);
        if (!plan) return fail(std::move(plan.error()));
        builder_.instance_count += plan->instance_count;
        auto items = collect(*plan);
        if (!items) return fail(std::move(items.error()));
        auto tile = make_tile_frame(bounds_of(*plan, *items), *context_.content->mapping);
        if (!tile) return fail(std::move(tile.error()));
        TexelWriter texels(document_, metadata, features, images_, builder_);
        TileWriter writer(*plan, *tile, metadata, features, images_, texels, builder_);
        if (auto written = writer.write(std::move(*items), context_.content->cancel); !written) {
            return written;
        }
        list_unread_properties(metadata, writer.has_read_point_properties(), builder_);
        if (!writer.last_fault().empty()) fault_ = writer.last_fault();
        return check_something_drawn(*plan);
    }

  private:
    using Sources = std::vector<std::shared_ptr<const PrimitiveSource>>;

    // Opens each primitive of a mesh once, however often it is drawn.
    Result<const Sources*> sources_of(std::uint32_t mesh) {
        meshes_.resize(document_.meshes.size());
        if (meshes_[mesh]) return &*meshes_[mesh];
        Sources& sources = meshes_[mesh].emplace();
        const auto& primitives = document_.meshes[mesh].primitives;
        for (std::size_t i = 0; i < primitives.size(); ++i) {
            if (context_.content->cancel.cancelled()) {
                return fail(ErrorKind::kCancelled, "no longer wanted");
            }
            std::vector<std::string> warnings;
            auto source = open_primitive(document_, buffers_, primitives[i], warnings);
            for (const std::string& warning : warnings)
                builder_.warn(warning);
            if (!source) {
                leave_out(mesh, i, source.error());
                sources.push_back(nullptr);
            } else {
                sources.push_back(std::make_shared<const PrimitiveSource>(std::move(*source)));
            }
        }
        return &sources;
    }

    void leave_out(std::uint32_t mesh, std::size_t primitive, const Error& error) {
        fault_ = error.message;
        fault_kind_ = error.kind;
        builder_.warn("meshes[" + std::to_string(mesh) + "].primitives[" +
                      std::to_string(primitive) + "] is left out: " + error.message);
    }

    Result<std::vector<DrawItem>> collect(const ScenePlan& plan) {
        std::vector<DrawItem> items;
        for (const Draw& draw : plan.draws) {
            auto sources = sources_of(draw.mesh);
            if (!sources) return fail(std::move(sources.error()));
            if (items.size() + (*sources)->size() > limits::kPrimitives) {
                return fail(ErrorKind::kLimit, "tile has more than limits::kPrimitives primitives");
            }
            for (std::size_t i = 0; i < (*sources)->size(); ++i) {
                auto source = (**sources)[i];
                if (source) source = morph(draw, i, std::move(source));
                if (source && draw.skin != kNone) source = pose(plan, draw, i, *source);
                if (!source) continue;
                items.push_back({&draw, &document_.meshes[draw.mesh].primitives[i], source});
            }
        }
        return items;
    }

    std::shared_ptr<const PrimitiveSource> morph(const Draw& draw, std::size_t index,
                                                 std::shared_ptr<const PrimitiveSource> source) {
        const Mesh& mesh = document_.meshes[draw.mesh];
        const Primitive& primitive = mesh.primitives[index];
        const std::vector<double>& weights =
            draw.morph_node == kNone ? mesh.weights : document_.nodes[draw.morph_node].weights;
        if (!is_morphed(primitive, weights)) return source;
        std::vector<std::string> warnings;
        auto moved = morphed(document_, buffers_, primitive, weights, *source, warnings);
        for (const std::string& warning : warnings)
            builder_.warn(warning);
        if (!moved) {
            leave_out(draw.mesh, index, moved.error());
            return nullptr;
        }
        builder_.warn("morph targets are shown at their default weights");
        return std::make_shared<const PrimitiveSource>(std::move(*moved));
    }

    std::shared_ptr<const PrimitiveSource> pose(const ScenePlan& plan, const Draw& draw,
                                                std::size_t primitive,
                                                const PrimitiveSource& source) {
        auto turned =
            posed(document_, buffers_, document_.skins[draw.skin], plan.node_to_root, source);
        if (!turned) {
            leave_out(draw.mesh, primitive, turned.error());
            return nullptr;
        }
        builder_.warn("skins are shown in their rest pose");
        return std::make_shared<const PrimitiveSource>(std::move(*turned));
    }

    static SourceBounds bounds_of(const ScenePlan& plan, const std::vector<DrawItem>& items) {
        SourceBounds bounds;
        for (const DrawItem& item : items) {
            const glm::dvec3 low(item.source->low), high(item.source->high);
            if (item.draw->instances == kNone) {
                bounds.add(item.draw->matrix, low, high);
                continue;
            }
            for (const glm::dmat4& matrix : plan.sets[item.draw->instances].matrices) {
                bounds.add(matrix * item.draw->matrix, low, high);
            }
        }
        return bounds;
    }

    Result<void> check_something_drawn(const ScenePlan& plan) {
        if (!builder_.primitives.empty()) return {};
        if (plan.draws.empty()) {
            builder_.warn("the scene draws nothing");
            return {};
        }
        if (fault_.empty()) return {};
        return fail(fault_kind_, "nothing in it can be drawn: " + fault_);
    }

    TileContentBuilder& builder_;
    const Document& document_;
    const GltfContext& context_;
    BufferStore buffers_;
    TextureImages images_;
    std::vector<std::optional<Sources>> meshes_;
    std::string fault_;
    ErrorKind fault_kind_ = ErrorKind::kBadData;
};

Result<void> decode(TileContentBuilder& builder, ByteView bytes, const GltfContext& context) {
    if (bytes.size() > limits::kContentFileBytes) {
        return fail(ErrorKind::kLimit, "file is over limits::kContentFileBytes");
    }
    const auto chunks = split_gltf(bytes);
    if (!chunks) return fail(chunks.error());
    const auto json = JsonDocument::parse(chunks->json, limits::kJsonDepth);
    if (!json) return fail(json.error());
    const auto document = parse_document(json->root());
    if (!document) return fail(document.error());
    return Decoder(builder, *document, *chunks, context).run();
}

}  // namespace

}  // namespace gltf

Result<TileContent> decode_gltf(ByteView bytes, const GltfContext& context) {
    TileContentBuilder builder;
    if (auto decoded = decode_gltf_into(builder, bytes, context); !decoded) {
        return fail(std::move(decoded.error()));
    }
    return builder.finish();
}

Result<void> decode_gltf_into(TileContentBuilder& builder, ByteView bytes,
                              const GltfContext& context) {
    assert(context.content != nullptr && context.content->mapping != nullptr);
    auto decoded = gltf::decode(builder, bytes, context);
    if (!decoded) return fail_in(context.content->name, std::move(decoded.error()));
    return {};
}

}  // namespace belvedere::content
