// SPDX-License-Identifier: Apache-2.0
// belvedere secret keep|forget NAME: passwords and tokens in the desktop's keyring.
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/subcommand.hpp"
#include "engine/core/log.hpp"
#include "engine/feed/secret.hpp"

namespace belvedere::cli {
namespace {

int exit_of(const Result<void>& done) {
    if (done) return kDone;
    log::error(done.error().message);
    return done.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
}

int keep(const std::string& name) {
    if (::isatty(STDIN_FILENO) != 0) std::fputs("secret (one line): ", stderr);
    std::string secret;
    if (!std::getline(std::cin, secret) || secret.empty()) {
        log::error("no secret on standard input");
        return kUsage;
    }
    if (secret.ends_with('\r')) secret.pop_back();
    return exit_of(feed::keep_secret(name, secret));
}

}  // namespace

void add_secret_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "secret", "passwords and tokens of feeds, in the desktop's keyring: ?secret=NAME");
    command->require_subcommand(1);
    const auto name = std::make_shared<std::string>();
    auto* keeping = command->add_subcommand("keep", "take one line from standard input");
    keeping->add_option("NAME", *name, "what addresses call it by")->required();
    keeping->callback([&chosen, name] { chosen = [name] { return keep(*name); }; });
    auto* forgetting = command->add_subcommand("forget", "take it out of the keyring");
    forgetting->add_option("NAME", *name, "what addresses call it by")->required();
    forgetting->callback(
        [&chosen, name] { chosen = [name] { return exit_of(feed::forget_secret(*name)); }; });
}

}  // namespace belvedere::cli
