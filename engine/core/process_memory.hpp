// SPDX-License-Identifier: Apache-2.0
// What this process occupies.
#pragma once

#include <cstdint>

namespace belvedere {

// Resident memory, shared pages included; 0 where the system does not tell. Any thread; about 10
// us.
[[nodiscard]] std::uint64_t resident_bytes();

}  // namespace belvedere
