// SPDX-License-Identifier: Apache-2.0
// Collects what a decoder finds and lays it out as one TileContent block.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/block_memory.hpp"
#include "engine/content/float4.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::content {

// How many records the large sections will hold.
struct SectionCounts {
    std::uint64_t vertices = 0, surfaces = 0, colors = 0;
    std::uint64_t indices_16 = 0, indices_32 = 0;
    std::uint64_t instances = 0;
};

// Plain growing arrays, one for each section; a decoder appends to them directly. Not thread-safe;
// one builder a job. The decoder checks its own indices: finish() does not. The arrays of the large
// sections leave records undefined that are added by resize() without a value.
class TileContentBuilder {
    std::unique_ptr<BlockMemory> memory_ = std::make_unique<BlockMemory>();  // Outlives the arrays.

  public:
    SectionArray<VertexGeometry> geometry{SectionAllocator<VertexGeometry>(memory_.get())};
    SectionArray<VertexSurface> surfaces{SectionAllocator<VertexSurface>(memory_.get())};
    SectionArray<Rgba8> colors{SectionAllocator<Rgba8>(memory_.get())};
    SectionArray<std::uint16_t> indices_16{SectionAllocator<std::uint16_t>(memory_.get())};
    SectionArray<std::uint32_t> indices_32{SectionAllocator<std::uint32_t>(memory_.get())};
    SectionArray<InstanceRecord> instances{SectionAllocator<InstanceRecord>(memory_.get())};
    std::vector<PrimitiveRecord> primitives;
    std::vector<MaterialRecord> materials;
    std::vector<ImageRecord> images;
    std::vector<FeatureClassRecord> classes;
    std::vector<ColumnRecord> columns;
    std::vector<FeatureSetRecord> feature_sets;
    std::vector<std::uint32_t> set_rows;
    std::vector<ContentFrameRecord> content_frame;  // None or one.
    std::vector<TexelSetRecord> texel_sets;
    std::vector<TexelUv> texel_uvs;
    std::vector<TexelImageRecord> texel_images;
    Bytes texels;
    std::uint32_t feature_count = 0;
    std::uint64_t instance_count = 0;
    geo::LocalFrame frame;

    TileContentBuilder() = default;
    TileContentBuilder(TileContentBuilder&&) = default;
    TileContentBuilder& operator=(TileContentBuilder&&) = delete;

    // Lays the block out for what is to come, so that finish() need not copy it: worth calling when
    // the counts are known before the first record is added; later it does nothing. Counts that
    // turn out wrong cost time and no more.
    void expect(const SectionCounts& counts);

    // Makes room for that much more text at once: growing step by step copies it several times.
    void expect_text(std::uint64_t bytes);

    // Appends text and returns where it stands. Equal texts in a row are stored once.
    StringRef add_text(std::string_view text);
    // Notes a sentence about what was left out or mended; repeated ones are counted, and at most
    // limits::kWarnings are kept.
    void warn(std::string_view sentence);
    void set_attribution(std::string_view text);
    void set_generator(std::string_view text);
    // Notes that the content uses an extension of that name; more than once is once.
    void add_extension(std::string_view name);
    // Reserves `bytes` in kColumnData at a multiple of 8 / in kPixels at a multiple of 16; returns
    // the offset. Write through column_data() / pixels(), which move when more is reserved.
    std::uint64_t add_column_data(std::uint64_t bytes);
    std::uint64_t add_pixels(std::uint64_t bytes);
    Bytes& column_data() { return column_data_; }
    Bytes& pixels() { return pixels_; }

    // Sets the bounds of a primitive from its vertices and instances, which must stand already.
    void fit_bounds(PrimitiveRecord& primitive) const;
    // The same where the bounds of its vertices are known; instances must stand already.
    void set_bounds(PrimitiveRecord& primitive, const Bounds4& vertices) const;

    // Lays out the block; bounds and counts of the header are summed from the primitives, whose own
    // bounds must be set. The builder is used up after.
    [[nodiscard]] TileContent finish();

  private:
    struct Warning {
        std::string sentence;
        std::uint32_t count = 1;
    };
    std::vector<StringRef> write_warnings();
    [[nodiscard]] bool is_laid_out() const;

    std::string text_;
    StringRef last_text_;
    std::vector<Warning> warnings_;
    std::uint64_t warnings_left_out_ = 0;
    std::vector<std::string> extensions_;
    Bytes column_data_;
    Bytes pixels_;
    StringRef attribution_;
    StringRef generator_;
};

// Octahedral snorm16 of a unit vector, and back.
struct OctNormal {
    std::int16_t x, y;
};
[[nodiscard]] OctNormal encode_normal(float x, float y, float z);

// A material with glTF's default values.
[[nodiscard]] MaterialRecord default_material();

}  // namespace belvedere::content
