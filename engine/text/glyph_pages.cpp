// SPDX-License-Identifier: Apache-2.0
#include "engine/text/glyph_pages.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/text/glyph_raster.hpp"
#include "engine/text/shelf_packer.hpp"

namespace belvedere::text {
namespace {

// Empty pixels around each glyph, so that linear filtering never reaches its neighbour.
constexpr std::uint32_t kMarginPx = 1;
// Above it a quarter of a pixel is not seen.
constexpr float kPhasesBelowPx = 32.0F;
// Glyphs that cannot be drawn, remembered so that they are not tried each frame.
constexpr std::size_t kUndrawableMax = 4096;

struct KeyHash {
    std::size_t operator()(const GlyphKey& key) const {
        // Mixed as splitmix64 does; hashing sixteen bytes by call would cost more than the look-up.
        std::uint64_t h = key.glyph | std::uint64_t{key.size_64} << 32;
        h ^= (std::uint64_t{key.face.value} << 20 | std::uint64_t{key.phase} << 50);
        h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9ULL;
        h = (h ^ (h >> 27)) * 0x94D049BB133111EBULL;
        return static_cast<std::size_t>(h ^ (h >> 31));
    }
};

}  // namespace

struct GlyphPages::State {
    struct Packing {
        ShelfPacker packer{kPageSidePx};
        std::vector<GlyphKey> keys;
        std::uint64_t used_in = 0;  // The frame that last drew from it.
    };

    State(FontFaces& all, std::size_t most)
        : faces(all), pages_max(std::max<std::size_t>(most, 1)) {}

    const GlyphImage* image_of(const GlyphKey& key);
    std::optional<GlyphImage> add(const GlyphKey& key);
    std::optional<std::size_t> page_for(std::uint32_t width, std::uint32_t height,
                                        ShelfPacker::Place& place);
    bool empty_oldest();
    void add_page();
    void begin_page(std::size_t index);
    void copy(const GlyphBitmap& bitmap, std::size_t page, const PageRect& rect);

    FontFaces& faces;
    std::size_t pages_max;
    std::vector<GlyphPage> pages;
    std::vector<Packing> packings;  // One a page.
    std::unordered_map<GlyphKey, GlyphImage, KeyHash> images;
    std::unordered_map<GlyphKey, bool, KeyHash> undrawable;
    std::size_t current = 0;  // The page that is filled now.
    std::uint64_t frame = 1;
    std::uint32_t generation = 0;
};

// The glyph's picture; nullptr when it cannot be drawn or no page has room in this frame.
const GlyphImage* GlyphPages::State::image_of(const GlyphKey& key) {
    if (const auto found = images.find(key); found != images.end()) {
        if (found->second.rect.x1 > 0) packings[found->second.page].used_in = frame;
        return &found->second;
    }
    if (undrawable.contains(key)) return nullptr;
    const auto added = add(key);
    return added ? &images.emplace(key, *added).first->second : nullptr;
}

std::optional<GlyphImage> GlyphPages::State::add(const GlyphKey& key) {
    const auto bitmap = rasterised(faces, key);
    if (!bitmap) {
        if (undrawable.size() >= kUndrawableMax) undrawable.clear();
        undrawable[key] = true;
        return std::nullopt;
    }
    GlyphImage image;
    if (bitmap->coverage.empty()) return image;
    ShelfPacker::Place place;
    const auto page =
        page_for(bitmap->width + 2 * kMarginPx, bitmap->height + 2 * kMarginPx, place);
    if (!page) return std::nullopt;
    image.page = static_cast<std::uint32_t>(*page);
    image.rect = {place.x + kMarginPx, place.y + kMarginPx, place.x + kMarginPx + bitmap->width,
                  place.y + kMarginPx + bitmap->height};
    image.left = static_cast<float>(bitmap->left);
    image.top = static_cast<float>(bitmap->top);
    copy(*bitmap, *page, image.rect);
    packings[*page].keys.push_back(key);
    packings[*page].used_in = frame;
    return image;
}

// One page at a time is filled. What room others have left is not used: a small glyph put there
// would keep a whole page that nothing else draws from.
std::optional<std::size_t> GlyphPages::State::page_for(std::uint32_t width, std::uint32_t height,
                                                       ShelfPacker::Place& place) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (current < pages.size()) {
            const auto found = packings[current].packer.add(width, height);
            if (found) {
                place = *found;
                return current;
            }
        }
        if (pages.size() < pages_max) {
            add_page();
        } else if (!empty_oldest()) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

void GlyphPages::State::add_page() {
    current = pages.size();
    pages.emplace_back();
    pages.back().coverage.assign(std::size_t{kPageSidePx} * kPageSidePx, 0);
    packings.emplace_back();
    begin_page(current);
}

// Puts the solid corner into an empty page, all of which is to be uploaded.
void GlyphPages::State::begin_page(std::size_t index) {
    // Always the first place: the corner. The page is larger, so there is room.
    static_cast<void>(packings[index].packer.add(kSolidPx, kSolidPx));
    GlyphPage& page = pages[index];
    for (std::uint32_t row = 0; row < kSolidPx; ++row) {
        std::fill_n(page.coverage.begin() + std::ptrdiff_t{row} * kPageSidePx, kSolidPx,
                    std::uint8_t{255});
    }
    page.dirty = {0, 0, kPageSidePx, kPageSidePx};
    ++page.version;
}

// It becomes the page that is filled. False when this frame has drawn from all.
bool GlyphPages::State::empty_oldest() {
    const auto oldest =
        std::min_element(packings.begin(), packings.end(),
                         [](const Packing& a, const Packing& b) { return a.used_in < b.used_in; });
    if (oldest->used_in >= frame) return false;
    for (const GlyphKey& key : oldest->keys)
        images.erase(key);
    oldest->keys.clear();
    oldest->packer.clear();
    current = static_cast<std::size_t>(oldest - packings.begin());
    GlyphPage& page = pages[current];
    std::fill(page.coverage.begin(), page.coverage.end(), std::uint8_t{0});
    begin_page(current);
    ++generation;
    return true;
}

void GlyphPages::State::copy(const GlyphBitmap& bitmap, std::size_t index, const PageRect& rect) {
    GlyphPage& page = pages[index];
    for (std::size_t row = 0; row < bitmap.height; ++row) {
        std::copy_n(bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(row * bitmap.width),
                    bitmap.width,
                    page.coverage.begin() +
                        static_cast<std::ptrdiff_t>((rect.y0 + row) * kPageSidePx + rect.x0));
    }
    PageRect& dirty = page.dirty;
    dirty = dirty.is_empty() ? rect
                             : PageRect{std::min(dirty.x0, rect.x0), std::min(dirty.y0, rect.y0),
                                        std::max(dirty.x1, rect.x1), std::max(dirty.y1, rect.y1)};
    ++page.version;
}

GlyphPages::GlyphPages(FontFaces& faces, std::size_t pages_max)
    : state_(std::make_unique<State>(faces, pages_max)) {
    state_->add_page();
}
GlyphPages::~GlyphPages() = default;

void GlyphPages::begin_frame() {
    ++state_->frame;
}

std::uint32_t GlyphPages::append_quads(const ShapedLine& line, float size_px,
                                       std::array<float, 2> origin, std::vector<GlyphQuad>& quads) {
    constexpr float kTexel = 1.0F / static_cast<float>(kPageSidePx);
    std::uint32_t left_out = 0;
    const bool has_phases = size_px < kPhasesBelowPx;
    const float steps = has_phases ? 4.0F : 1.0F;
    const auto size_64 = static_cast<std::uint32_t>(std::lround(size_px * 64.0F));
    const float baseline = std::round(origin[1]);
    for (const ShapedGlyph& glyph : line.glyphs) {
        const float x = std::round((origin[0] + glyph.x) * steps) / steps;
        const float whole = std::floor(x);
        const auto phase = static_cast<std::uint16_t>((x - whole) * 4.0F);
        const GlyphImage* image = state_->image_of(
            {glyph.glyph, size_64, glyph.face, has_phases ? phase : std::uint16_t{}});
        if (image == nullptr) {
            ++left_out;
            continue;
        }
        const PageRect& rect = image->rect;
        if (rect.is_empty()) continue;
        const float x0 = whole + image->left;
        const float y0 = baseline + std::round(glyph.y) + image->top;
        quads.push_back({x0, y0, x0 + static_cast<float>(rect.x1 - rect.x0),
                         y0 + static_cast<float>(rect.y1 - rect.y0),
                         static_cast<float>(rect.x0) * kTexel, static_cast<float>(rect.y0) * kTexel,
                         static_cast<float>(rect.x1) * kTexel, static_cast<float>(rect.y1) * kTexel,
                         image->page});
    }
    return left_out;
}

std::uint32_t GlyphPages::append_quads(const ShapedText& text, std::array<float, 2> corner,
                                       std::vector<GlyphQuad>& quads) {
    std::uint32_t left_out = 0;
    for (const ShapedLine& line : text.lines) {
        left_out += append_quads(line, text.size_px,
                                 {corner[0] + line.x, corner[1] + line.baseline}, quads);
    }
    return left_out;
}

std::span<const GlyphPage> GlyphPages::pages() const {
    return state_->pages;
}

PageRect GlyphPages::take_dirty(std::size_t page) {
    return std::exchange(state_->pages[page].dirty, PageRect());
}

std::uint32_t GlyphPages::generation() const {
    return state_->generation;
}

std::size_t GlyphPages::glyphs() const {
    return state_->images.size();
}

}  // namespace belvedere::text
