// SPDX-License-Identifier: Apache-2.0
// URLs of feeds, and Link fields of their answers. No file that they name is opened.
#include <string_view>

#include "engine/feed/mqtt_address.hpp"
#include "engine/feed/poll_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)feed::read_mqtt_address(text);
    const auto polled = feed::parse_poll_address(text);
    if (polled) {
        (void)feed::first_page(*polled, {});
        (void)feed::first_page(*polled, {1'700'000'000'000'000});
    }
    (void)feed::next_of_link(text);
    return 0;
}
