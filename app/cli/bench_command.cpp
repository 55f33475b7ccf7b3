// SPDX-License-Identifier: Apache-2.0
// belvedere bench NAME: measurements that anyone can repeat.
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/bench_decode.hpp"
#include "app/cli/bench_devices.hpp"
#include "app/cli/bench_fly.hpp"
#include "app/cli/bench_live.hpp"
#include "app/cli/bench_loading.hpp"
#include "app/cli/bench_memory.hpp"
#include "app/cli/subcommand.hpp"

namespace belvedere::cli {
namespace {

void add_decode(CLI::App& bench, Action& chosen) {
    auto* command = bench.add_subcommand("decode", "one content file to a GPU-ready block");
    const auto options = std::make_shared<BenchDecodeOptions>();
    command->add_option("FILE", options->file, "glb, gltf, b3dm, i3dm, pnts or cmpt")->required();
    command->add_option("--runs", options->runs, "how often; the median is told")
        ->check(CLI::Range(1, 100000));
    command->callback(
        [&chosen, options] { chosen = [options] { return bench_decode(*options); }; });
}

void add_fly(CLI::App& bench, Action& chosen) {
    auto* command =
        bench.add_subcommand("fly", "load a city, then its views fixed, orbit and fly, headless");
    const auto options = std::make_shared<BenchFlyOptions>();
    add_source_options(*command, options->common, SourceCount::kAtLeastOne);
    add_drawing_options(*command, options->common);
    command->add_option("--phases", options->phases, "of fixed, orbit and fly; none: only load")
        ->delimiter(',');
    command->add_flag("--draw-while-loading", options->draws_while_loading,
                      "draw every frame while tiles arrive, as a window does");
    command->callback([&chosen, options] { chosen = [options] { return bench_fly(*options); }; });
}

void add_live(CLI::App& bench, Action& chosen) {
    auto* command =
        bench.add_subcommand("live", "live data: messages a second, latency, bytes a device");
    const auto options = std::make_shared<BenchLiveOptions>();
    command->add_option("--messages", options->messages, "decoded and applied on one core")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command
        ->add_option("--rate", options->rate_per_s, "messages a second while latency is measured")
        ->check(CLI::Range(1.0, 1e6))
        ->capture_default_str();
    command->add_option("--seconds", options->seconds, "for how long")
        ->check(CLI::Range(0.1, 600.0))
        ->capture_default_str();
    command->add_option("--entities", options->entities, "in the store while memory is measured")
        ->check(CLI::Range(0, 4'000'000))
        ->capture_default_str();
    command->callback([&chosen, options] { chosen = [options] { return bench_live(*options); }; });
}

void add_devices(CLI::App& bench, Action& chosen) {
    auto* command =
        bench.add_subcommand("devices", "live devices drawn one by one while they change");
    const auto options = std::make_shared<BenchDevicesOptions>();
    add_drawing_options(*command, options->common);
    command->add_option("--count", options->devices, "devices")
        ->check(CLI::Range(1, 4'000'000))
        ->capture_default_str();
    command->add_option("--changing", options->changing, "share with a new value in each frame")
        ->check(CLI::Range(0.001, 1.0))
        ->capture_default_str();
    command->add_option("--frames", options->frames, "that are measured")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->callback(
        [&chosen, options] { chosen = [options] { return bench_devices(*options); }; });
}

// A measurement that takes what drawing a source takes, and nothing else.
struct DrawingBench {
    const char* name;
    const char* help;
    int (*run)(const CommonOptions& options);
};

void add_drawing(CLI::App& bench, Action& chosen, DrawingBench measurement) {
    auto* command = bench.add_subcommand(measurement.name, measurement.help);
    const auto options = std::make_shared<CommonOptions>();
    add_source_options(*command, *options, SourceCount::kAtLeastOne);
    add_drawing_options(*command, *options);
    command->callback([&chosen, options, run = measurement.run] {
        chosen = [options, run] { return run(*options); };
    });
}

}  // namespace

void add_bench_command(CLI::App& parent, Action& chosen) {
    auto* bench =
        parent.add_subcommand("bench", "reproducible measurements; JSON on standard output");
    bench->require_subcommand(1);
    add_decode(*bench, chosen);
    add_fly(*bench, chosen);
    add_live(*bench, chosen);
    add_devices(*bench, chosen);
    add_drawing(*bench, chosen,
                {"loading", "frames while tiles load beside the same frames alone", bench_loading});
    add_drawing(*bench, chosen,
                {"memory", "what a city costs the process, beside --memory", bench_memory});
}

}  // namespace belvedere::cli
