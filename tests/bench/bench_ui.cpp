// SPDX-License-Identifier: Apache-2.0
// How long the window's own drawing takes: bench_ui [ROUNDS]. One line of JSON a case, CPU time of
// the thread; the bars stand beside them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "app/panels/shell.hpp"
#include "app/ui/accessible.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"
#include "engine/access/tree_json.hpp"
#include "engine/core/clock.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere {
namespace {

constexpr ui::FrameSize kSize{1280, 720};

double timed_ms(const auto& work) {
    const double start_s = thread_cpu_seconds();
    work();
    return (thread_cpu_seconds() - start_s) * 1e3;
}

void report(const char* name, std::vector<double> times_ms, double bar_ms) {
    std::sort(times_ms.begin(), times_ms.end());
    std::printf("{\"case\":\"%s\",\"median_ms\":%.4f,\"p99_ms\":%.4f,\"bar_ms\":%.1f}\n", name,
                times_ms[times_ms.size() / 2], times_ms[times_ms.size() * 99 / 100], bar_ms);
}

ui::WindowFacts facts() {
    ui::WindowFacts facts;
    facts.name = "Belvedere";
    facts.view_name = "City";
    facts.width_px = static_cast<float>(kSize.width_px);
    facts.height_px = static_cast<float>(kSize.height_px);
    facts.view = {400.0F, 40.0F, 880.0F, 690.0F};
    return facts;
}

// Buttons, checks, sliders and values, a fourth each.
void draw_widgets(std::size_t count) {
    const ui::Rect place{0.0F, 0.0F, 420.0F, static_cast<float>(kSize.height_px)};
    ui::region("bench", {"bench.region", "Widgets"}, place, ui::RegionLook::kPanel, [&] {
        for (std::size_t i = 0; i < count; ++i) {
            const std::string id = std::to_string(i);
            if (i % 4 == 0) (void)ui::button(id, {"bench.button", "Open"});
            if (i % 4 == 1) (void)ui::check(id, {"bench.check", "Visible"}, true);
            if (i % 4 == 2) (void)ui::slider(id, {"bench.slider", "Opacity"}, 0.5, {.shown = "50"});
            if (i % 4 == 3) ui::value_row(id, Message{"bench.value", "Tiles"}, id);
        }
    });
}

void draw_labels(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = static_cast<float>(i / 8);
        const auto column = static_cast<float>(i % 8);
        ui::draw_label("label." + std::to_string(i), {80.0F + column * 150.0F, 20.0F + row * 28.0F},
                       "Building " + std::to_string(i), ui::Anchor::kCenter);
    }
}

// What a frame pays for its nodes, alone and while a screen reader listens: then it hands them
// over, and the backend's thread makes the tree.
void bench_widgets(ui::Frame& frame, int rounds) {
    for (const std::size_t count : {std::size_t{99}, std::size_t{1999}}) {
        const auto draw = [&] {
            frame.begin(kSize, 0.016);
            draw_widgets(count);
            (void)frame.end();
        };
        std::vector<double> alone, heard, handing, making, dump;
        draw();
        for (int i = 0; i < rounds; ++i) {
            alone.push_back(timed_ms(draw));
            access::TreeMaker maker;
            const auto hand_over = [&] {
                maker = ui::accessible_tree_maker(frame.shared_nodes(), facts(), nullptr);
            };
            handing.push_back(timed_ms(hand_over));
            // The next frame finds its nodes in other hands.
            heard.push_back(timed_ms(draw) + timed_ms(hand_over));
            std::shared_ptr<const access::AccessibleTree> tree;
            making.push_back(timed_ms([&] { tree = maker(); }));
            if (count > 1000) dump.push_back(timed_ms([&] { (void)access::to_json(*tree); }));
        }
        if (count < 1000) {
            report("100 widgets", alone, 0.5);
            report("100 widgets, heard by a screen reader", heard, 0.5);
            report("making a tree of 100, another thread's", making, 0.5);
        } else {
            report("2000 widgets", alone, 10.0);
            report("2000 widgets, heard by a screen reader", heard, 10.0);
            report("handing over 2000 nodes, all that is the main thread's", handing, 4.0);
            report("making a tree of 2000, another thread's", making, 50.0);
            report("writing down a tree of 2000, a worker's", dump, 50.0);
        }
    }
}

void bench_labels(ui::Frame& frame, int rounds) {
    const auto draw = [&](std::size_t count) {
        frame.begin(kSize, 0.016);
        draw_labels(count);
        (void)frame.end();
    };
    std::vector<double> none, labels;
    draw(200);
    for (int i = 0; i < rounds; ++i) {
        none.push_back(timed_ms([&] { draw(0); }));
        labels.push_back(timed_ms([&] { draw(200); }));
    }
    report("an empty frame", none, 0.1);
    report("200 labels from the cache", labels, 0.3);
}

class Window {
  public:
    // As the application does it: only what changed is drawn.
    int draw() {
        int frames = 0;
        for (; frame.wants_another(); ++frames) {
            frame.begin(kSize, 0.016);
            (void)shell.draw(state, kSize, commands);
            (void)frame.end();
            (void)frame.take_glyph_updates();
        }
        return frames;
    }

    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
};

void bench_languages(int rounds) {
    Window window;
    text::Translator translator({BELVEDERE_TRANSLATIONS, "none"});
    words::use(&translator);
    (void)window.draw();
    int frames = 0;
    const auto one_frame = [&] {
        window.frame.push(input::PointerMoveEvent{static_cast<float>(frames), 1.0F});
        frames += window.draw();
    };
    std::vector<double> panels;
    for (int i = 0; i < rounds / 4 + 1; ++i) {
        const int before = frames;
        const double took_ms = timed_ms(one_frame);
        panels.push_back(took_ms / std::max(frames - before, 1));
    }
    report("a frame of two docks", panels, 2.0);
    // Nothing happens: a turn of the loop asks whether to draw, and does not.
    int idle_frames = 0;
    const double idle_ms = timed_ms([&] {
        for (int i = 0; i < 10'000; ++i)
            idle_frames += window.draw();
    });
    std::printf("{\"case\":\"10000 idle turns\",\"total_ms\":%.4f,\"frames\":%d}\n", idle_ms,
                idle_frames);
    std::vector<double> first, again;
    for (int round = 0; round < 4; ++round) {
        for (const char* language : {"fr", "es", "ru", "zh", "ar", "en"}) {
            const double took_ms = timed_ms([&] {
                if (!translator.choose(language)) std::exit(1);
                window.frame.push(input::FocusEvent{true});
                (void)window.draw();
            });
            (round == 0 ? first : again).push_back(took_ms);
        }
    }
    report("another language for the first time, drawn", first, 100.0);
    report("another language again, drawn", again, 100.0);
    words::use(nullptr);
}

void run(int rounds) {
    {
        ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
        bench_widgets(frame, rounds);
        bench_labels(frame, rounds);
    }
    bench_languages(rounds);
}

}  // namespace
}  // namespace belvedere

int main(int argc, char** argv) {
    belvedere::run(argc > 1 ? std::max(std::atoi(argv[1]), 1) : 300);
    return 0;
}
