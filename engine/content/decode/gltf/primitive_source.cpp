// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/primitive_source.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "engine/content/decode/gltf/draco_mesh.hpp"
#include "engine/content/float4.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

AccessorView own_indices(const std::vector<std::uint32_t>& indices) {
    auto owner = std::make_shared<Bytes>(indices.size() * sizeof(std::uint32_t));
    if (!indices.empty()) std::memcpy(owner->data(), indices.data(), owner->size());
    AccessorView view{.data = owner->data(),
                      .stride = sizeof(std::uint32_t),
                      .count = indices.size(),
                      .component = ComponentType::kUInt32,
                      .components = 1,
                      .is_normalized = false,
                      .owner = nullptr};
    view.owner = std::move(owner);
    return view;
}

// Which component counts glTF allows for an attribute (section 3.7.2.1).
bool has_right_shape(std::string_view name, const AccessorView& view) {
    if (name == "POSITION" || name == "NORMAL") return view.components == 3;
    if (name == "TANGENT" || name == "JOINTS_0" || name == "WEIGHTS_0") {
        return view.components == 4;
    }
    if (name == "TEXCOORD_0" || name == "TEXCOORD_1") return view.components == 2;
    if (name == "COLOR_0") return view.components == 3 || view.components == 4;
    return true;
}

class Opener {
  public:
    Opener(const Document& document, BufferStore& buffers, const Primitive& primitive,
           std::vector<std::string>& warnings)
        : document_(document), buffers_(buffers), primitive_(primitive), warnings_(warnings) {}

    Result<PrimitiveSource> run() {
        if (primitive_.draco) {
            if (auto decoded = decode_compressed(); !decoded) {
                return fail(std::move(decoded.error()));
            }
        } else if (primitive_.indices != kNone) {
            auto indices = open_accessor(document_, buffers_, primitive_.indices, limits::kIndices);
            if (!indices) return fail(std::move(indices.error()));
            source_.indices = std::move(*indices);
        }
        if (source_.indices.count > 0 &&
            (source_.indices.components != 1 || !is_index_type(source_.indices.component))) {
            return fail(ErrorKind::kBadData, "its indices are not unsigned integers");
        }
        for (const Attribute& attribute : primitive_.attributes) {
            if (attribute.name == "POSITION") {
                if (auto found = take_position(attribute); !found) {
                    return fail(std::move(found.error()));
                }
            }
        }
        if (source_.positions.count == 0) return fail(ErrorKind::kBadData, "it has no positions");
        for (const Attribute& attribute : primitive_.attributes)
            take_other(attribute);
        open_outline();
        if (auto measured = measure(source_); !measured) return fail(std::move(measured.error()));
        return std::move(source_);
    }

  private:
    Result<void> decode_compressed() {
        auto stream = buffers_.view(primitive_.draco->view);
        if (!stream) return fail(std::move(stream.error()));
        std::vector<DracoWish> wishes;
        DracoBounds bounds{.indices = limits::kIndices, .vertices = limits::kVertices};
        for (const Attribute& in_stream : primitive_.draco->attributes) {
            const auto declared =
                std::ranges::find(primitive_.attributes, in_stream.name, &Attribute::name);
            if (declared == primitive_.attributes.end()) continue;
            const Accessor& accessor = document_.accessors[declared->index];
            wishes.push_back({.name = in_stream.name,
                              .id = in_stream.index,
                              .component = accessor.component,
                              .components = accessor.components,
                              .is_normalized = accessor.is_normalized});
        }
        auto mesh = decode_draco(*stream, wishes, bounds);
        if (!mesh) return fail(std::move(mesh.error()));
        compressed_ = std::move(mesh->attributes);
        source_.indices = own_indices(mesh->indices);
        return {};
    }

    Result<AccessorView> open(const Attribute& attribute) {
        const auto found = std::ranges::find(compressed_, attribute.name, &DracoAttribute::name);
        if (found != compressed_.end()) return found->view;
        return open_accessor(document_, buffers_, attribute.index, limits::kVertices);
    }

    Result<void> take_position(const Attribute& attribute) {
        auto view = open(attribute);
        if (!view) return fail(std::move(view.error()));
        if (!has_right_shape("POSITION", *view)) {
            return fail(ErrorKind::kBadData, "its positions do not have three components");
        }
        if (view->component != ComponentType::kFloat32) {
            std::vector<float> values(view->count * 3);
            read_floats(*view, 3, 0.0F, values.data());
            view = own_floats(std::move(values), 3);
        }
        source_.positions = std::move(*view);
        return {};
    }

    void take_other(const Attribute& attribute) {
        if (attribute.name == "POSITION") return;
        auto view = open(attribute);
        const std::string name(attribute.name);
        if (!view) {
            warnings_.push_back(name + " is left out: " + view.error().message);
            return;
        }
        if (!has_right_shape(attribute.name, *view)) {
            warnings_.push_back(name + " is left out: it is of the wrong type");
            return;
        }
        if (view->count != source_.positions.count) {
            warnings_.push_back(name + " is left out: it has not one element for each position");
            return;
        }
        place(attribute.name, std::move(*view));
    }

    void place(std::string_view name, AccessorView view) {
        struct Slot {
            std::string_view name;
            AccessorView* view;
        };
        const Slot slots[] = {{"NORMAL", &source_.normals},   {"TANGENT", &source_.tangents},
                              {"TEXCOORD_0", &source_.uv[0]}, {"TEXCOORD_1", &source_.uv[1]},
                              {"COLOR_0", &source_.color},    {"JOINTS_0", &source_.joints},
                              {"WEIGHTS_0", &source_.weights}};
        for (const Slot& slot : slots) {
            if (slot.name == name) {
                *slot.view = std::move(view);
                return;
            }
        }
        source_.others.push_back({name, std::move(view)});
    }

    void open_outline() {
        if (primitive_.outline == kNone) return;
        auto view = open_accessor(document_, buffers_, primitive_.outline, limits::kIndices);
        // The extension's own sample stores them as signed shorts; negative ones fail later.
        const bool is_integer =
            view && view->components == 1 && view->component != ComponentType::kFloat32;
        if (is_integer) {
            source_.outline = std::move(*view);
        } else {
            warnings_.emplace_back("CESIUM_primitive_outline is left out: its indices are broken");
        }
    }

    const Document& document_;
    BufferStore& buffers_;
    const Primitive& primitive_;
    std::vector<std::string>& warnings_;
    std::vector<DracoAttribute> compressed_;
    PrimitiveSource source_;
};

struct Measured {
    Bounds4 bounds;
    Float4 sum = splat(0.0F);  // 0 while every number is finite: only those minus themselves are 0.
};

// Four positions at once, in two chains that hide the arithmetic's latency; the fourth lanes are
// noise.
BELVEDERE_AVX2_CLONE
void measure_fours(const std::byte* from, std::uint64_t stride, std::uint64_t fours,
                   Measured& out) {
    const Float4 lows = out.bounds.low, highs = out.bounds.high;
    Float8 low = __builtin_shufflevector(lows, lows, 0, 1, 2, 3, 4, 5, 6, 7), other_low = low;
    Float8 high = __builtin_shufflevector(highs, highs, 0, 1, 2, 3, 4, 5, 6, 7), other_high = high;
    Float8 sum{};
    for (std::uint64_t i = 0; i < fours; ++i, from += 4 * stride) {
        Float4 p[4];
        for (std::uint64_t k = 0; k < 4; ++k)
            std::memcpy(&p[k], from + k * stride, sizeof(Float4));
        const Float8 even = __builtin_shufflevector(p[0], p[1], 0, 1, 2, 3, 4, 5, 6, 7);
        const Float8 odd = __builtin_shufflevector(p[2], p[3], 0, 1, 2, 3, 4, 5, 6, 7);
        low = even < low ? even : low;
        high = even > high ? even : high;
        other_low = odd < other_low ? odd : other_low;
        other_high = odd > other_high ? odd : other_high;
        sum += (even - even) + (odd - odd);
    }
    low = other_low < low ? other_low : low;
    high = other_high > high ? other_high : high;
    out.bounds.low = minimum(__builtin_shufflevector(low, low, 0, 1, 2, 3),
                             __builtin_shufflevector(low, low, 4, 5, 6, 7));
    out.bounds.high = maximum(__builtin_shufflevector(high, high, 0, 1, 2, 3),
                              __builtin_shufflevector(high, high, 4, 5, 6, 7));
    out.sum = __builtin_shufflevector(sum, sum, 0, 1, 2, 3) +
              __builtin_shufflevector(sum, sum, 4, 5, 6, 7);
}

}  // namespace

Result<PrimitiveSource> with_shape(const PrimitiveSource& source, std::vector<float> positions,
                                   std::vector<float> normals) {
    PrimitiveSource out = source;
    out.positions = own_floats(std::move(positions), 3);
    if (!normals.empty()) out.normals = own_floats(std::move(normals), 3);
    out.tangents = {};
    if (auto measured = measure(out); !measured) return fail(std::move(measured.error()));
    return out;
}

Result<void> measure(PrimitiveSource& source) {
    const std::uint64_t count = source.positions.count, stride = source.positions.stride;
    if (count == 0) return fail(ErrorKind::kBadData, "it has no positions");
    // Sixteen bytes from any element but the last are inside the accessor.
    const std::uint64_t fours = (count - 1) / 4;
    Measured measured;
    measure_fours(source.positions.data, stride, fours, measured);
    Bounds4& bounds = measured.bounds;
    Float4& sum = measured.sum;
    for (std::uint64_t i = fours * 4; i < count; ++i) {
        const Float4 position = load3(source.positions.data + i * stride);
        bounds.add(position);
        sum += position - position;
    }
    const Float4 low = bounds.low, high = bounds.high;
    if (!(sum[0] == 0.0F && sum[1] == 0.0F && sum[2] == 0.0F)) {
        return fail(ErrorKind::kBadData, "a position is not finite");
    }
    source.low = {low[0], low[1], low[2]};
    source.high = {high[0], high[1], high[2]};
    return {};
}

Result<PrimitiveSource> open_primitive(const Document& document, BufferStore& buffers,
                                       const Primitive& primitive,
                                       std::vector<std::string>& warnings) {
    if (!primitive.is_usable) return fail(ErrorKind::kBadData, "it is not well-formed");
    return Opener(document, buffers, primitive, warnings).run();
}

}  // namespace belvedere::content::gltf
