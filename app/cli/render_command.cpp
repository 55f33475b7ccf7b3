// SPDX-License-Identifier: Apache-2.0
// belvedere render SOURCE... --out FILE.png: the picture a window would show, without one, or told
// in words by --describe.
#include "app/cli/render_picture.hpp"

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/subcommand.hpp"

namespace belvedere::cli {

void add_render_command(CLI::App& parent, Action& chosen) {
    auto* command =
        parent.add_subcommand("render", "draw a city to a PNG, once the view is complete");
    const auto options = std::make_shared<CommonOptions>();
    const auto out = std::make_shared<std::string>();
    add_source_options(*command, *options, SourceCount::kAtLeastOne);
    add_feed_option(*command, *options);
    command
        ->add_option("--wait-feed", options->wait_feed_s,
                     "seconds to gather live values at most, once the city is complete")
        ->check(CLI::Range(0.0, 86400.0));
    command->add_flag("--group-devices", options->groups_devices,
                      "devices whose symbols would overlap are one symbol with their number");
    add_drawing_options(*command, *options);
    const auto words = std::make_shared<std::string>();
    const auto marks = std::make_shared<PictureMarks>();
    command->add_flag("--attribution,!--no-attribution", marks->has_attribution,
                      "burn in the credits that the data ask for; on unless told otherwise");
    command->add_flag("--scale-bar", marks->has_scale_bar,
                      "burn in a scale bar, right for the middle of the picture");
    command->add_flag("--legend", marks->has_legend, "burn in what the colours of --style mean");
    command->add_flag("--patterns", marks->has_patterns,
                      "what --style colours also carries the pattern of its entry in the legend");
    auto* file = command->add_option("--out", *out, "the PNG file to write");
    auto* describe = command->add_option(
        "--describe", *words, "tell the view in words, as JSON on standard output, this fully");
    describe->check(CLI::IsMember({"short", "normal", "full"}));
    const auto sight = std::make_shared<std::string>();
    command->add_option("--color-vision", *sight,
                        "show it as seen with another sight: protan, deutan, tritan or mono, and "
                        "how severe it is, as in deutan:0.8");
    const auto correction = std::make_shared<std::string>();
    command
        ->add_option("--color-correction", *correction,
                     "move colours apart for a sight: protan, deutan or tritan, and how much, as "
                     "in deutan:0.8")
        ->excludes("--color-vision");
    const auto cameras = std::make_shared<std::string>();
    const auto languages = std::make_shared<std::vector<std::string>>();
    command
        ->add_option("--cameras", *cameras,
                     "tell the views of this list, a camera a line; no picture is drawn")
        ->needs(describe)
        ->excludes(file);
    command->add_option("--languages", *languages, "tell it in these languages too, such as fr,ar")
        ->delimiter(',')
        ->needs(describe);
    command->callback([&chosen, options, out, words, marks, sight, correction, cameras, languages,
                       file, describe] {
        if (file->empty() && describe->empty()) throw CLI::RequiredError("--out or --describe");
        chosen = [options, out, words, marks, sight, correction, cameras, languages] {
            return render_picture(*options, {*out, describe::verbosity_named(*words), *marks,
                                             *sight, *correction, *cameras, *languages});
        };
    });
}

}  // namespace belvedere::cli
