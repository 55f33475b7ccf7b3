// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/feature_rows.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

const FeatureIds* choose(const std::vector<FeatureIds>& all) {
    if (all.empty()) return nullptr;
    const auto with_table =
        std::ranges::find_if(all, [](const FeatureIds& ids) { return ids.table != kNone; });
    return with_table != all.end() ? &*with_table : &all.front();
}

// Ids become rows in place.
void to_rows(std::vector<std::uint32_t>& ids, Range rows,
             const std::optional<std::uint64_t>& null_id, TileContentBuilder& builder) {
    const std::uint32_t none =
        null_id && *null_id < kNone ? static_cast<std::uint32_t>(*null_id) : kNone;
    std::uint32_t outside = 0;
    for (std::uint32_t& id : ids) {
        const bool is_inside = id < rows.count && id != none;
        outside += static_cast<std::uint32_t>(!is_inside && id != none);
        id = is_inside ? rows.first + id : kNone;
    }
    if (outside > 0) builder.warn("feature ids beyond their table: those parts have no feature");
}

std::vector<std::uint32_t> implicit_ids(const FeatureIds& ids, std::uint64_t count) {
    std::vector<std::uint32_t> out(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t id = ids.offset + i / ids.repeat;
        out[i] = id < kNone ? static_cast<std::uint32_t>(id) : kNone;
    }
    return out;
}

const AccessorView* find_attribute(const PrimitiveSource& source, std::string_view name) {
    const auto found = std::ranges::find(source.others, name, &NamedAttribute::name);
    return found == source.others.end() ? nullptr : &found->view;
}

float wrapped(float value) {
    if (!std::isfinite(value)) return 0.0F;
    return value - std::floor(value);
}

}  // namespace

Range FeatureRows::rows_for(const FeatureIds& ids, std::uint32_t element_count,
                            TileContentBuilder& builder) {
    if (ids.table != kNone) {
        return ids.table < tables_.size() ? tables_[ids.table] : Range{};
    }
    const auto made =
        std::ranges::find(own_rows_, &ids, &std::pair<const FeatureIds*, Range>::first);
    if (made != own_rows_.end()) return made->second;
    const std::uint64_t count = ids.count.value_or(element_count);
    if (count + builder.feature_count > limits::kFeatures) {
        builder.warn("more features than limits::kFeatures: those have no feature");
        return {};
    }
    const Range rows{builder.feature_count, static_cast<std::uint32_t>(count)};
    builder.classes.push_back({builder.add_text("features"),
                               rows,
                               {static_cast<std::uint32_t>(builder.columns.size()), 0},
                               kNone,
                               kNone});
    builder.feature_count += rows.count;
    own_rows_.emplace_back(&ids, rows);
    return rows;
}

std::vector<std::uint32_t> FeatureRows::sample_texture(const FeatureIds& ids,
                                                       const PrimitiveSource& source,
                                                       TileContentBuilder& builder) {
    const AccessorView& uv = source.uv[ids.uv_set];
    const std::optional<RgbaPixels> image =
        ids.texture == kNone ? std::nullopt : textures_(ids.texture);
    std::vector<std::uint32_t> out(source.positions.count, kNone);
    if (!image || uv.count != out.size() || image->width == 0 || image->height == 0) {
        builder.warn("a feature id texture is not usable: its parts have no feature");
        return out;
    }
    builder.warn("feature id textures are sampled once a vertex, not once a pixel");
    std::vector<float> coordinates(out.size() * 2);
    read_floats(uv, 2, 0.0F, coordinates.data());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto texel = [](float at, std::uint32_t size) {
            const auto index = static_cast<std::uint32_t>(wrapped(at) * static_cast<float>(size));
            return std::min(index, size - 1);
        };
        const std::size_t x = texel(coordinates[i * 2], image->width);
        const std::size_t y = texel(coordinates[i * 2 + 1], image->height);
        std::uint32_t id = 0;
        for (std::size_t k = 0; k < ids.channels.size(); ++k) {
            const std::uint32_t byte = image->rgba[(y * image->width + x) * 4 + ids.channels[k]];
            id |= byte << (8 * k);
        }
        out[i] = id;
    }
    return out;
}

std::optional<std::vector<std::uint32_t>> FeatureRows::rows_of_vertices(
    const Primitive& primitive, const PrimitiveSource& source, BufferStore&,
    TileContentBuilder& builder) {
    const auto count = static_cast<std::uint32_t>(source.positions.count);
    const FeatureIds* ids = choose(primitive.feature_ids);
    std::vector<std::uint32_t> rows;
    if (ids != nullptr) {
        switch (ids->source) {
            case FeatureIds::Source::kImplicit:
                rows = implicit_ids(*ids, count);
                break;
            case FeatureIds::Source::kTexture:
                rows = sample_texture(*ids, source, builder);
                break;
            case FeatureIds::Source::kAttribute: {
                const AccessorView* view = find_attribute(source, ids->attribute);
                if (view == nullptr || view->components != 1) {
                    builder.warn(ids->attribute + " is missing: its parts have no feature");
                    return std::nullopt;
                }
                rows.resize(count);
                read_integers(*view, rows.data());
            }
        }
        to_rows(rows, rows_for(*ids, count, builder), ids->null_id, builder);
        return rows;
    }
    if (!batch_) return std::nullopt;
    const AccessorView* view = find_attribute(source, "_BATCHID");
    if (view == nullptr) view = find_attribute(source, "BATCHID");
    if (view == nullptr || view->components != 1) return std::nullopt;
    rows.resize(count);
    read_integers(*view, rows.data());
    to_rows(rows, *batch_, std::nullopt, builder);
    return rows;
}

std::vector<std::uint32_t> FeatureRows::rows_of_instances(const Instancing& instancing,
                                                          std::uint32_t count, BufferStore& buffers,
                                                          TileContentBuilder& builder) {
    const FeatureIds* ids = choose(instancing.feature_ids);
    if (ids == nullptr) return std::vector<std::uint32_t>(count, kNone);
    std::vector<std::uint32_t> rows;
    if (ids->source == FeatureIds::Source::kAttribute) {
        const auto found =
            std::ranges::find(instancing.attributes, ids->attribute, &Attribute::name);
        auto view = found == instancing.attributes.end()
                        ? Result<AccessorView>(fail(ErrorKind::kBadData, "it is missing"))
                        : open_accessor(*document_, buffers, found->index, limits::kInstances);
        if (!view || view->count != count) {
            builder.warn(ids->attribute + " of instances is not usable: they have no feature");
            return std::vector<std::uint32_t>(count, kNone);
        }
        rows.resize(count);
        read_integers(*view, rows.data());
    } else {
        rows = implicit_ids(*ids, count);
    }
    to_rows(rows, rows_for(*ids, count, builder), ids->null_id, builder);
    return rows;
}

}  // namespace belvedere::content::gltf
