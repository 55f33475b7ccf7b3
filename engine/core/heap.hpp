// SPDX-License-Identifier: Apache-2.0
// The C library's heap.
#pragma once

namespace belvedere {

// Gives memory that was freed but kept by the heap back to the system, so that what the process
// occupies follows what it uses: after much was freed at once. Takes milliseconds and holds the
// heap's locks one by one: for workers, and not often. Does nothing where the C library cannot.
void give_back_free_heap();

}  // namespace belvedere
