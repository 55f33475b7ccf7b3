// SPDX-License-Identifier: Apache-2.0
#include "engine/core/mapped_pages.hpp"

#include <sys/mman.h>

#include <algorithm>

namespace belvedere {
namespace {

// Linux maps what lies about a page that is read with it: as much as that goes again.
constexpr std::uint64_t kFaultAround = std::uint64_t{64} << 10;

}  // namespace

void release_mapped(ByteView mapped, std::uint64_t offset, std::uint64_t bytes) {
    if (bytes == 0 || offset >= mapped.size()) return;
    const std::uint64_t first = offset / kFaultAround * kFaultAround;
    const std::uint64_t last = offset + std::min(bytes, mapped.size() - offset);
    const std::uint64_t end = std::min<std::uint64_t>(
        (last + kFaultAround - 1) / kFaultAround * kFaultAround, mapped.size());
    (void)::madvise(const_cast<std::byte*>(mapped.data()) + first, end - first, MADV_DONTNEED);
}

}  // namespace belvedere
