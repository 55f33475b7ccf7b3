// SPDX-License-Identifier: Apache-2.0
#include "engine/core/heap.hpp"

#include <atomic>
#include <cstdlib>  // Says whether this is glibc.

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace belvedere {

void give_back_free_heap() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

namespace {

std::atomic<bool> is_kept_small = false;

}  // namespace

void keep_heap_small() {
    is_kept_small = true;
#ifdef __GLIBC__
    constexpr int kLargeBytes = 64 << 10, kHeaps = 2;
    mallopt(M_MMAP_THRESHOLD, kLargeBytes);
    mallopt(M_TRIM_THRESHOLD, kLargeBytes);
    mallopt(M_ARENA_MAX, kHeaps);
#endif
}

void keep_heap_warm() {
    if (is_kept_small) return;
#ifdef __GLIBC__
    constexpr int kLargeBytes = 4 << 20, kKeptBytes = 64 << 20;
    mallopt(M_MMAP_THRESHOLD, kLargeBytes);
    mallopt(M_TRIM_THRESHOLD, kKeptBytes);
#endif
}

}  // namespace belvedere
