// SPDX-License-Identifier: Apache-2.0
// Personal data stays outside: what names a person is dropped at the door.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere::twin {

// Whether a property says who a person is: number plates, SIM numbers, owners, telephone numbers,
// mail addresses, names of drivers. By its short name, letters and digits alone, any case, so that
// "license_plate" and "licensePlate" are one. A city's twin needs none of them; the store drops
// them by default, also inside structured values, and its ledger says how many. Pure; any thread.
[[nodiscard]] bool is_personal(std::string_view short_name);

// JSON text, whole or cut off, without the values of members that are personal: they read
// "(withheld)". At most `bytes_max` of it. Other text stays as it is. Pure; any thread.
[[nodiscard]] std::string without_personal(std::string_view text, std::size_t bytes_max);

// The same of a whole JSON text, and the short names of what was withheld in it.
struct FilteredText {
    std::string text;
    std::vector<std::string> withheld;
};
[[nodiscard]] FilteredText filter_personal(std::string_view json);

}  // namespace belvedere::twin
