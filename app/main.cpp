// SPDX-License-Identifier: Apache-2.0
// Entry point of the one binary.
#include <cstdio>

int main() {
    std::fputs("belvedere: a real-time viewer for city digital twins\n", stderr);
    return 2;
}
