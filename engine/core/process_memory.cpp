// SPDX-License-Identifier: Apache-2.0
#include "engine/core/process_memory.hpp"

#include <unistd.h>

#include <cstdio>
#include <memory>

namespace belvedere {

std::uint64_t resident_bytes() {
    // proc(5): total and resident size in pages.
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "r"),
                                                               &std::fclose);
    unsigned long long total = 0, resident = 0;
    if (!file || std::fscanf(file.get(), "%llu %llu", &total, &resident) != 2) return 0;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace belvedere
