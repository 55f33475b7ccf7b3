// SPDX-License-Identifier: Apache-2.0
#include "engine/core/heap.hpp"

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

}  // namespace belvedere
