// SPDX-License-Identifier: Apache-2.0
// What a feed's source is called.
#pragma once

#include <string>
#include <string_view>

namespace belvedere::live {

// The address, and of its options those that make it another source than others at that address, in
// order of the alphabet: what is asked for there (`type`, `id`, `q`, `tenant`, `$filter` ...)
// stands as it is, whatever else goes to the server as a number of eight digits made of it ("~").
// How one connects, how often one asks and what names a secret or may be one (`token`, `apikey`
// ...) is left out: a name is seen in windows, pictures and exports, and a new password makes no
// other source. Pure; any thread.
[[nodiscard]] std::string source_name(std::string_view url);

}  // namespace belvedere::live
