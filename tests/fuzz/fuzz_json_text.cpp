// SPDX-License-Identifier: Apache-2.0
// Properties that are JSON text, looked into at every place.
#include <cstdint>
#include <memory_resource>
#include <string_view>

#include "engine/expression/json_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere::expression;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::pmr::monotonic_buffer_resource memory;
    (void)json_value(text, memory);
    (void)json_display_text(text);
    for (std::size_t i = 0; i < 4; ++i) {
        const Value element = json_element(text, i, memory);
        if (element.is(ValueKind::kJson)) (void)json_member(element.as_text(), "a", memory);
    }
    (void)to_text(json_member(text, "a", memory));
    return 0;
}
