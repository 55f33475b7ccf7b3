// SPDX-License-Identifier: Apache-2.0
// belvedere render SOURCE... --out FILE.png: the picture a window would show, without one.
#include "app/cli/render_picture.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/subcommand.hpp"

namespace belvedere::cli {

void add_render_command(CLI::App& parent, Action& chosen) {
    auto* command =
        parent.add_subcommand("render", "draw a city to a PNG, once the view is complete");
    const auto options = std::make_shared<CommonOptions>();
    const auto out = std::make_shared<std::string>();
    add_source_options(*command, *options, SourceCount::kAtLeastOne);
    add_drawing_options(*command, *options);
    command->add_option("--out", *out, "the PNG file to write")->required();
    command->callback([&chosen, options, out] {
        chosen = [options, out] { return render_picture(*options, *out); };
    });
}

}  // namespace belvedere::cli
