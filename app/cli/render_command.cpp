// SPDX-License-Identifier: Apache-2.0
// belvedere render SOURCE... --out FILE.png: the picture a window would show, without one, or told
// in words by --describe.
#include "app/cli/render_picture.hpp"

#include <memory>
#include <string>

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
    const auto words = std::make_shared<std::string>();
    const auto marks = std::make_shared<PictureMarks>();
    command->add_flag("--attribution,!--no-attribution", marks->has_attribution,
                      "burn in the credits that the data ask for; on unless told otherwise");
    command->add_flag("--scale-bar", marks->has_scale_bar,
                      "burn in a scale bar, right for the middle of the picture");
    auto* file = command->add_option("--out", *out, "the PNG file to write");
    auto* describe = command->add_option(
        "--describe", *words, "tell the view in words, as JSON on standard output, this fully");
    describe->check(CLI::IsMember({"short", "normal", "full"}));
    command->callback([&chosen, options, out, words, marks, file, describe] {
        if (file->empty() && describe->empty()) throw CLI::RequiredError("--out or --describe");
        chosen = [options, out, words, marks] {
            return render_picture(*options, {*out, describe::verbosity_named(*words), *marks});
        };
    });
}

}  // namespace belvedere::cli
