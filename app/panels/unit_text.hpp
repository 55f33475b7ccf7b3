// SPDX-License-Identifier: Apache-2.0
// Quantities as a person reads them in a panel.
#pragma once

#include <cstdint>
#include <string>

namespace belvedere::panels {

// "1.2 GiB", "340 MiB", "12 KiB".
[[nodiscard]] std::string bytes_text(std::uint64_t bytes);
// "1 320 000" with thin groups, as ISO 80000-1 (7.3.1) recommends.
[[nodiscard]] std::string count_text(std::uint64_t count);
// "3.4 ms".
[[nodiscard]] std::string milliseconds_text(double milliseconds);
// "250 m", "1.5 km", "20 cm".
[[nodiscard]] std::string length_text(double metres);
// "14:05" from hours of a day.
[[nodiscard]] std::string clock_text(double hour);
// With this many digits behind the point.
[[nodiscard]] std::string number_text(double value, int decimals);

}  // namespace belvedere::panels
