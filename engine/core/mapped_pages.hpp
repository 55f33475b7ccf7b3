// SPDX-License-Identifier: Apache-2.0
// Pages of files that are mapped and not looked at for a while.
#pragma once

#include <cstdint>

#include "engine/core/bytes.hpp"

namespace belvedere {

// Gives back the memory of the pages about a range of `mapped`, the bytes of a MappedFile: clean
// pages, so that dropping them loses nothing and costs a read when they are wanted again. Any
// thread.
void release_mapped(ByteView mapped, std::uint64_t offset, std::uint64_t bytes);

}  // namespace belvedere
