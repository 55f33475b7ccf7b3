// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/feature_rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

std::uint32_t null_id_of(const FeatureIds& ids) {
    return ids.null_id && *ids.null_id < kNone ? static_cast<std::uint32_t>(*ids.null_id) : kNone;
}

// Turns ids into rows and notes whether one was beyond the table.
struct RowMaker {
    Range rows;
    std::uint32_t null_id;
    std::uint32_t outside = 0;

    std::uint32_t operator()(std::uint32_t id) {
        const bool is_null = id == null_id, is_inside = id < rows.count;
        outside |= static_cast<std::uint32_t>(!is_inside & !is_null);
        return is_inside && !is_null ? rows.first + id : kNone;
    }
};

// Ids as they usually are, unsigned integers: read, turned and written in one step.
template <class Id>
void write_rows(const AccessorView& ids, RowMaker& maker, std::span<VertexGeometry> out) {
    if (out.empty()) return;
    const std::byte* from = ids.data;
    const std::uint64_t stride = ids.stride;
    // The vertices of a feature follow each other, so most ids are the one before.
    Id last = load_unaligned<Id>(from);
    std::uint32_t row = maker(last);
    for (VertexGeometry& vertex : out) {
        const Id id = load_unaligned<Id>(from);
        if (id != last) row = maker(last = id);
        vertex.feature = row;
        from += stride;
    }
}

// Ids become rows in place.
void to_rows(std::vector<std::uint32_t>& ids, Range rows, std::uint32_t null_id,
             TileContentBuilder& builder) {
    RowMaker maker{.rows = rows, .null_id = null_id};
    for (std::uint32_t& id : ids)
        id = maker(id);
    if (maker.outside != 0) builder.warn(kIdsOutsideTable);
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

// featureCount counts features, not ids: those may start anywhere, and the null id may be one of
// them. Rows up to the largest id serve all, unless ids are so sparse that most rows would be idle.
std::uint64_t count_without_table(const FeatureIds& ids, std::span<const std::uint32_t> values,
                                  TileContentBuilder& builder) {
    constexpr std::uint64_t kIdleMax = 65'536;
    const std::uint64_t said = ids.count.value_or(values.size());
    std::uint64_t end = 0;
    for (const std::uint32_t id : values) {
        if (id != kNone && id != ids.null_id) end = std::max<std::uint64_t>(end, id + 1ULL);
    }
    if (end <= said || end > said + kIdleMax) return said;
    std::vector<bool> is_used(end, false);
    for (const std::uint32_t id : values) {
        if (id != kNone && id != ids.null_id) is_used[id] = true;
    }
    if (static_cast<std::uint64_t>(std::ranges::count(is_used, true)) > said) {
        builder.warn("there are more feature ids than featureCount says");
    }
    return end;
}

std::string table_name(const Document& document, std::uint32_t table) {
    if (table < document.table_names.size()) return std::string(document.table_names[table]);
    const auto tables = document.structural_metadata["propertyTables"].items();
    if (table >= tables.size()) return {};
    const auto name = tables[table]["name"].text();
    return std::string(name ? *name : tables[table]["class"].text().value_or(std::string_view{}));
}

float wrapped(float value) {
    if (!std::isfinite(value)) return 0.0F;
    return value - std::floor(value);
}

}  // namespace

const FeatureIds* FeatureRows::choose(const std::vector<FeatureIds>& all) const {
    if (all.empty()) return nullptr;
    for (std::size_t i = 0; i < all.size() && !chosen_.empty(); ++i) {
        if (name_of(all[i], i) == chosen_ || std::to_string(i) == chosen_) return &all[i];
    }
    const auto with_table =
        std::ranges::find_if(all, [](const FeatureIds& ids) { return ids.table != kNone; });
    return with_table != all.end() ? &*with_table : &all.front();
}

Range FeatureRows::rows_for(const FeatureIds& ids, std::span<const std::uint32_t> values,
                            TileContentBuilder& builder) {
    if (ids.table != kNone) {
        return ids.table < tables_.size() ? tables_[ids.table] : Range{};
    }
    const auto made =
        std::ranges::find(own_rows_, &ids, &std::pair<const FeatureIds*, Range>::first);
    if (made != own_rows_.end()) return made->second;
    const std::uint64_t count = count_without_table(ids, values, builder);
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

std::optional<std::vector<std::uint32_t>> FeatureRows::ids_of_vertices(
    const FeatureIds& ids, const PrimitiveSource& source, TileContentBuilder& builder) {
    const std::uint64_t count = source.positions.count;
    if (ids.source == FeatureIds::Source::kImplicit) return implicit_ids(ids, count);
    if (ids.source == FeatureIds::Source::kTexture) return sample_texture(ids, source, builder);
    const AccessorView* view = find_attribute(source, ids.attribute);
    if (view == nullptr || view->components != 1) {
        builder.warn(ids.attribute + " is missing: its parts have no feature");
        return std::nullopt;
    }
    std::vector<std::uint32_t> values(count);
    read_integers(*view, values.data());
    return values;
}

std::optional<std::vector<std::uint32_t>> FeatureRows::ids_of_instances(
    const FeatureIds& ids, const Instancing& instancing, std::uint32_t count, BufferStore& buffers,
    TileContentBuilder& builder) {
    if (ids.source != FeatureIds::Source::kAttribute) return implicit_ids(ids, count);
    const auto found = std::ranges::find(instancing.attributes, ids.attribute, &Attribute::name);
    auto view = found == instancing.attributes.end()
                    ? Result<AccessorView>(fail(ErrorKind::kBadData, "it is missing"))
                    : open_accessor(*document_, buffers, found->index, limits::kInstances);
    if (!view || view->count != count) {
        builder.warn(ids.attribute + " of instances is not usable: they have no feature");
        return std::nullopt;
    }
    std::vector<std::uint32_t> values(count);
    read_integers(*view, values.data());
    return values;
}

VertexRows FeatureRows::rows_of_vertices(const Primitive& primitive, const PrimitiveSource& source,
                                         TileContentBuilder& builder) {
    VertexRows rows;
    const FeatureIds* ids = choose(primitive.feature_ids);
    if (ids == nullptr) {
        if (!batch_) return rows;
        const AccessorView* view = find_attribute(source, "_BATCHID");
        if (view == nullptr) view = find_attribute(source, "BATCHID");
        if (view == nullptr || view->components != 1) return rows;
        rows.attribute_ = view;
        rows.rows_ = *batch_;
        return rows;
    }
    const AccessorView* view = ids->source == FeatureIds::Source::kAttribute
                                   ? find_attribute(source, ids->attribute)
                                   : nullptr;
    if (view != nullptr && view->components == 1 && ids->table != kNone) {
        // The common case needs no list of all ids.
        rows.attribute_ = view;
        rows.rows_ = rows_for(*ids, {}, builder);
    } else {
        auto values = ids_of_vertices(*ids, source, builder);
        if (!values) return rows;
        rows.rows_ = rows_for(*ids, *values, builder);
        rows.ids_ = std::move(*values);
    }
    rows.null_id_ = null_id_of(*ids);
    return rows;
}

VertexRows VertexRows::in_order(Range rows) {
    VertexRows in_order;
    in_order.rows_ = rows;
    in_order.ids_.resize(rows.count);
    std::iota(in_order.ids_.begin(), in_order.ids_.end(), 0U);
    return in_order;
}

void VertexRows::read(std::uint64_t first, std::span<std::uint32_t> out) const {
    if (attribute_ != nullptr) {
        read_integers(part_of(*attribute_, first, out.size()), out.data());
    } else if (!ids_.empty()) {
        std::ranges::copy(std::span(ids_).subspan(first, out.size()), out.begin());
    } else {
        std::ranges::fill(out, kNone);
    }
}

void VertexRows::write(std::uint64_t first, std::span<VertexGeometry> out) {
    RowMaker maker{.rows = rows_, .null_id = null_id_};
    const auto component = attribute_ == nullptr ? ComponentType::kInvalid : attribute_->component;
    if (component == ComponentType::kUInt16) {
        write_rows<std::uint16_t>(part_of(*attribute_, first, out.size()), maker, out);
    } else if (component == ComponentType::kUInt8) {
        write_rows<std::uint8_t>(part_of(*attribute_, first, out.size()), maker, out);
    } else {
        constexpr std::size_t kPiece = 512;
        std::uint32_t ids[kPiece];
        for (std::size_t at = 0; at < out.size(); at += kPiece) {
            const auto piece = std::span(ids).first(std::min(kPiece, out.size() - at));
            read(first + at, piece);
            for (std::size_t i = 0; i < piece.size(); ++i)
                out[at + i].feature = maker(piece[i]);
        }
    }
    has_outside_ = has_outside_ || maker.outside != 0;
}

std::vector<std::uint32_t> FeatureRows::rows_of_instances(const Instancing& instancing,
                                                          std::uint32_t count, BufferStore& buffers,
                                                          TileContentBuilder& builder) {
    const FeatureIds* ids = choose(instancing.feature_ids);
    if (ids == nullptr) return std::vector<std::uint32_t>(count, kNone);
    auto rows = ids_of_instances(*ids, instancing, count, buffers, builder);
    if (!rows) return std::vector<std::uint32_t>(count, kNone);
    to_rows(*rows, rows_for(*ids, *rows, builder), null_id_of(*ids), builder);
    return std::move(*rows);
}

std::string FeatureRows::name_of(const FeatureIds& ids, std::size_t index) const {
    if (!ids.label.empty()) return std::string(ids.label);
    std::string name = ids.table == kNone ? std::string() : table_name(*document_, ids.table);
    return name.empty() ? "feature ids " + std::to_string(index) : name;
}

FurtherIds FeatureRows::further(const FeatureIds& ids, std::size_t index,
                                std::vector<std::uint32_t> values,
                                TileContentBuilder& builder) const {
    FurtherIds further;
    further.name = name_of(ids, index);
    further.are_rows = ids.table != kNone;
    if (further.are_rows) {
        to_rows(values, rows_of_table(ids.table), null_id_of(ids), builder);
    } else if (ids.null_id && *ids.null_id < kNone) {
        std::ranges::replace(values, static_cast<std::uint32_t>(*ids.null_id), kNone);
    }
    further.ids = std::move(values);
    return further;
}

std::vector<FurtherIds> FeatureRows::further_of_vertices(const Primitive& primitive,
                                                         const PrimitiveSource& source,
                                                         TileContentBuilder& builder) {
    std::vector<FurtherIds> all;
    const std::vector<FeatureIds>& sets = primitive.feature_ids;
    const FeatureIds* chosen = choose(sets);
    for (std::size_t i = 0; i < sets.size() && all.size() < limits::kFeatureSets; ++i) {
        if (&sets[i] == chosen) continue;
        auto ids = ids_of_vertices(sets[i], source, builder);
        if (ids) all.push_back(further(sets[i], i, std::move(*ids), builder));
    }
    return all;
}

std::vector<FurtherIds> FeatureRows::further_of_instances(const Instancing& instancing,
                                                          std::uint32_t count, BufferStore& buffers,
                                                          TileContentBuilder& builder) {
    std::vector<FurtherIds> all;
    const std::vector<FeatureIds>& sets = instancing.feature_ids;
    const FeatureIds* chosen = choose(sets);
    for (std::size_t i = 0; i < sets.size() && all.size() < limits::kFeatureSets; ++i) {
        if (&sets[i] == chosen) continue;
        auto ids = ids_of_instances(sets[i], instancing, count, buffers, builder);
        if (ids) all.push_back(further(sets[i], i, std::move(*ids), builder));
    }
    return all;
}

}  // namespace belvedere::content::gltf
