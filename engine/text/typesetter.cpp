// SPDX-License-Identifier: Apache-2.0
#include "engine/text/typesetter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <list>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/core/hash.hpp"
#include "engine/text/line_shaper.hpp"
#include "engine/text/text_setting.hpp"

namespace belvedere::text {
namespace {

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
    return hash_64(ByteView(reinterpret_cast<const std::byte*>(text.data()), text.size()), seed);
}

std::uint64_t hash_of(std::string_view text, const TextStyle& style, const TextLayout& layout) {
    const std::array<float, 5> numbers = {style.size_px, style.letter_spacing_em,
                                          style.word_spacing_em, style.line_height,
                                          layout.width_px};
    const std::array<std::uint32_t, 5> choices = {
        static_cast<std::uint32_t>(style.weight), layout.lines_max,
        static_cast<std::uint32_t>(layout.overflow), static_cast<std::uint32_t>(layout.alignment),
        static_cast<std::uint32_t>(layout.direction)};
    std::uint64_t hash = hash_64(std::as_bytes(std::span(numbers)));
    hash = hash_64(std::as_bytes(std::span(choices)), hash);
    return hash_of(text, hash_of(style.family, hash_of(style.language, hash)));
}

float within(float value, float least, float most) {
    return std::isnan(value) ? least : std::clamp(value, least, most);
}

TextStyle allowed(TextStyle style) {
    style.size_px = within(style.size_px, kSizePxMin, kSizePxMax);
    style.letter_spacing_em = within(style.letter_spacing_em, -0.2F, 2.0F);
    style.word_spacing_em = within(style.word_spacing_em, -0.2F, 4.0F);
    style.line_height = within(style.line_height, 0.5F, 4.0F);
    return style;
}

std::size_t bytes_of(const ShapedText& text, std::size_t key_bytes) {
    std::size_t bytes = sizeof(ShapedText) + key_bytes;
    for (const ShapedLine& line : text.lines) {
        bytes += sizeof(ShapedLine) + line.glyphs.capacity() * sizeof(ShapedGlyph) +
                 line.clusters.capacity() * sizeof(Cluster);
    }
    return bytes;
}

}  // namespace

struct Typesetter::State {
    struct Kept {
        std::uint64_t hash = 0;
        std::string text;
        TextStyle style;
        TextLayout layout;
        std::shared_ptr<const ShapedText> shaped;
        std::size_t bytes = 0;
    };
    State(FontFaces& all, std::size_t bytes_max) : faces(all), shaper(all) {
        use.bytes_max = bytes_max;
    }

    void forget(std::list<Kept>::iterator kept) {
        use.bytes -= kept->bytes;
        by_hash.erase(kept->hash);
        texts.erase(kept);
    }
    void keep(Kept kept) {
        if (kept.bytes > use.bytes_max) return;
        while (!texts.empty() && use.bytes + kept.bytes > use.bytes_max)
            forget(std::prev(texts.end()));
        use.bytes += kept.bytes;
        const std::uint64_t hash = kept.hash;
        texts.push_front(std::move(kept));
        by_hash[hash] = texts.begin();
    }

    FontFaces& faces;
    LineShaper shaper;
    std::list<Kept> texts;  // The most recently asked first.
    std::unordered_map<std::uint64_t, std::list<Kept>::iterator> by_hash;
    CacheUse use;
};

Typesetter::Typesetter(FontFaces& faces, std::size_t cache_bytes_max)
    : state_(std::make_unique<State>(faces, cache_bytes_max)) {}
Typesetter::~Typesetter() = default;

std::shared_ptr<const ShapedText> Typesetter::set(std::string_view utf8, const TextStyle& style,
                                                  const TextLayout& layout) {
    const std::uint64_t hash = hash_of(utf8, style, layout);
    const auto found = state_->by_hash.find(hash);
    if (found != state_->by_hash.end()) {
        const auto kept = found->second;
        if (kept->text == utf8 && kept->style == style && kept->layout == layout) {
            ++state_->use.hits;
            state_->texts.splice(state_->texts.begin(), state_->texts, kept);
            return kept->shaped;
        }
        state_->forget(kept);  // Another text with the same hash.
    }
    ++state_->use.misses;
    const TextStyle inside = allowed(style);
    TextLayout room = layout;
    if (std::isnan(room.width_px) || room.width_px < 0.0F) room.width_px = 0.0F;
    TextSetting setting(state_->faces, state_->shaper, inside, room);
    auto shaped = std::make_shared<const ShapedText>(setting.set(utf8));
    const std::size_t bytes = bytes_of(*shaped, utf8.size() + sizeof(State::Kept));
    state_->keep({hash, std::string(utf8), style, layout, shaped, bytes});
    return shaped;
}

Typesetter::CacheUse Typesetter::cache_use() const {
    CacheUse use = state_->use;
    use.texts = state_->texts.size();
    return use;
}

}  // namespace belvedere::text
