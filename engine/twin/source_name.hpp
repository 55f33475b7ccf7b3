// SPDX-License-Identifier: Apache-2.0
// What sources are called, and how one is meant by its name.
#pragma once

#include <string_view>

namespace belvedere::twin {

// A source's name is an address, followed by "?" and what of its options makes it another source
// than others at that address. Its part in front of "?". Pure; any thread.
[[nodiscard]] std::string_view plain_source_name(std::string_view name);

// Whether `wanted` means the source of that name: the name itself, or its address alone, which
// means all sources there (so were names before they had options). Pure; any thread.
[[nodiscard]] bool means_source(std::string_view wanted, std::string_view name);

}  // namespace belvedere::twin
