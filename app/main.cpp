// SPDX-License-Identifier: Apache-2.0
// Entry point of the one binary.
#include "app/cli/command_line.hpp"

int main(int argc, char** argv) {
    return belvedere::cli::run(argc, argv);
}
