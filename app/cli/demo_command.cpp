// SPDX-License-Identifier: Apache-2.0
// belvedere demo: the built-in city, in a window or as a picture.
#include <cmath>
#include <iomanip>
#include <locale>
#include <memory>
#include <sstream>

#include <CLI/CLI.hpp>

#include "app/cli/render_picture.hpp"
#include "app/cli/subcommand.hpp"
#include "app/cli/view_window.hpp"
#include "app/cli/window_options.hpp"
#include "engine/core/log.hpp"
#include "engine/generator/demo_city.hpp"

namespace belvedere::cli {
namespace {

// The demo's first view as --camera has it.
std::string camera_text(const generator::DemoView& view) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << std::setprecision(10) << view.longitude_deg << ',' << view.latitude_deg << ','
         << view.height_m << ',' << view.heading_deg << ',' << view.pitch_deg;
    return text.str();
}

int run_demo(CommonOptions options, const std::string& out, const WindowRequest& request) {
    // In a window the city is made while the window already stands.
    if (out.empty()) return view_window(options, request);
    log::debug("looking for the demo city");
    int told_percent = 0;
    const auto tell = [&told_percent](double fraction) {
        const int percent = static_cast<int>(std::floor(fraction * 100.0));
        if (percent < told_percent + 20) return;
        told_percent = percent;
        log::info("making the demo city: " + std::to_string(percent) + " %");
    };
    const auto tileset = generator::ensure_demo_city(tell);
    if (!tileset) return report(tileset.error());
    options.sources = {tileset->string()};
    if (!request.demo_feed.empty()) options.feeds.push_back(request.demo_feed);
    if (options.camera == "fit" && options.views.empty()) {
        options.camera = camera_text(generator::demo_view());
    }
    return render_picture(options, {.png = out});
}

}  // namespace

void add_demo_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand("demo", "open the built-in demo city; needs no network");
    const auto options = std::make_shared<CommonOptions>();
    const auto out = std::make_shared<std::string>();
    add_drawing_options(*command, *options);
    command->add_option("--cache", options->cache, "folder of the tile cache, or off");
    command->add_option("--out", *out, "render to this PNG file instead of opening a window");
    const auto request = std::make_shared<WindowRequest>();
    request->opens_demo = true;
    add_feed_option(*command, *options);
    add_things_option(*command, *options);
    command->add_flag_callback(
        "--no-devices", [request] { request->demo_feed.clear(); },
        "show the city alone, without its simulated devices");
    add_window_options(*command, *request);
    command->callback([&chosen, options, out, request] {
        chosen = [options, out, request] { return run_demo(*options, *out, *request); };
    });
}

}  // namespace belvedere::cli
