// SPDX-License-Identifier: Apache-2.0
// Asks for memory before it is needed.
#pragma once

namespace belvedere {

// Brings the cache line at `address` nearer, if it is any; never fails, whatever the address.
// Worth it only where many places far apart are read one after another and all are known early.
inline void prefetch(const void* address) {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

}  // namespace belvedere
