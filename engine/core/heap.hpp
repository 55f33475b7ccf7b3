// SPDX-License-Identifier: Apache-2.0
// The C library's heap.
#pragma once

namespace belvedere {

// Gives memory that was freed but kept by the heap back to the system, so that what the process
// occupies follows what it uses: after much was freed at once. Takes milliseconds and holds the
// heap's locks one by one: for workers, and not often. Does nothing where the C library cannot.
void give_back_free_heap();

// From now on everything of 64 KiB or more is taken from the system by itself and returned when
// freed, and threads share two heaps: freed memory is the system's at once, at a page fault for
// each page that is used anew. Where memory is short.
void keep_heap_small();

// From now on up to 64 MiB that were freed stay with each heap, and blocks below 4 MiB come from
// it: what is allocated and freed in every frame, as a software rasteriser does with megabytes, is
// not taken from the system each time, which costs a page fault for each page. Does
// nothing after keep_heap_small(); give_back_free_heap() gives that back as well.
void keep_heap_warm();

}  // namespace belvedere
