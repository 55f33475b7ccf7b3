// SPDX-License-Identifier: Apache-2.0
// A project's file with its chart, bindings and what other versions wrote. What was read is written
// and read again as it was.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app/project/project_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = project::from_json(text);
    if (!read) return 0;
    const std::string written = project::to_json(*read);
    const auto again = project::from_json(written);
    if (!again || project::to_json(*again) != written) std::abort();
    return 0;
}
