// SPDX-License-Identifier: Apache-2.0
// How long text takes a frame: bench_text [ROUNDS]. 200 labels in six languages, measured and
// turned into quads, from the caches and without them. One line of JSON a case, CPU time of the
// thread; the bar is 0.3 ms from the caches.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/text/glyph_pages.hpp"
#include "engine/text/typesetter.hpp"

namespace belvedere::text {
namespace {

std::vector<std::string> labels() {
    const char* words[] = {
        "Building height", "Hauteur du bâtiment", "Altura del edificio", "Высота здания",
        "建筑高度",        "ارتفاع المبنى"};
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < 200; ++i)
        labels.push_back(words[i % 6] + (" " + std::to_string(i)));
    return labels;
}

void report(const char* name, std::vector<double> times_ms) {
    std::sort(times_ms.begin(), times_ms.end());
    std::printf("{\"case\":\"%s\",\"median_ms\":%.4f,\"p99_ms\":%.4f}\n", name,
                times_ms[times_ms.size() / 2], times_ms[times_ms.size() * 99 / 100]);
}

float frame(Typesetter& typesetter, GlyphPages& pages, const std::vector<std::string>& texts,
            std::vector<GlyphQuad>& quads) {
    const TextStyle style;
    float width = 0.0F;
    float y = 0.0F;
    quads.clear();
    pages.begin_frame();
    for (const std::string& text : texts) {
        const auto shaped = typesetter.set(text, style);
        width += shaped->width_px;
        (void)pages.append_quads(*shaped, {10.0F, y}, quads);
        y += 20.0F;
    }
    return width;
}

int run(int rounds) {
    const auto texts = labels();
    std::vector<GlyphQuad> quads;
    FontFaces faces;
    float sum = 0.0F;
    const auto timed = [&](Typesetter& typesetter, GlyphPages& pages) {
        const double start_s = thread_cpu_seconds();
        sum += frame(typesetter, pages, texts, quads);
        return (thread_cpu_seconds() - start_s) * 1e3;
    };
    Typesetter typesetter(faces);
    GlyphPages pages(faces);
    report("first frame, fonts opened", {timed(typesetter, pages)});
    std::vector<double> cached, unshaped;
    for (int i = 0; i < rounds; ++i)
        cached.push_back(timed(typesetter, pages));
    report("cached", cached);
    for (int i = 0; i < std::max(rounds / 10, 1); ++i) {
        Typesetter fresh(faces);
        unshaped.push_back(timed(fresh, pages));
    }
    report("shaped anew", unshaped);
    std::printf("{\"quads\":%zu,\"glyphs\":%zu,\"pages\":%zu,\"shaped_bytes\":%zu}\n", quads.size(),
                pages.glyphs(), pages.pages().size(), typesetter.cache_use().bytes);
    return sum > 0.0F ? 0 : 1;
}

}  // namespace
}  // namespace belvedere::text

int main(int argc, char** argv) {
    return belvedere::text::run(argc > 1 ? std::max(std::atoi(argv[1]), 1) : 1000);
}
