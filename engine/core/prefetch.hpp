// SPDX-License-Identifier: Apache-2.0
// Asks for memory before it is needed.
#pragma once

#include <cstddef>

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

// All lines that a value lies in: most of what is smaller than a line lies in two.
template <class T>
inline void prefetch_whole(const T& value) {
    constexpr std::size_t kLine = 64;
    const auto* bytes = reinterpret_cast<const char*>(&value);
    for (std::size_t at = 0; at < sizeof(T); at += kLine)
        prefetch(bytes + at);
    prefetch(bytes + sizeof(T) - 1);
}

}  // namespace belvedere
