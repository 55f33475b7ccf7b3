// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets of feeds share.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/feed/decoder.hpp"

namespace belvedere::fuzz {

// Splits the input at its first line break: a topic, and a payload.
struct FuzzedMessage {
    std::string_view topic, payload;
};
[[nodiscard]] FuzzedMessage split_message(const std::uint8_t* data, std::size_t size);

// Decodes, puts the batch into a store, asks the store, and aborts when something is not accounted
// for.
void feed_store(feed::Decoder& decoder, const FuzzedMessage& message);

}  // namespace belvedere::fuzz
