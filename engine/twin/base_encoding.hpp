// SPDX-License-Identifier: Apache-2.0
// Bytes as letters: the encodings that decentralised identifiers use.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::twin {

// base58btc (draft-msporny-base58-03). At most 256 letters, because decoding takes the square of
// their number. kBadData for a letter that is none of its alphabet.
[[nodiscard]] Result<Bytes> decode_base58(std::string_view text);
[[nodiscard]] std::string encode_base58(ByteView bytes);

// base64url without padding (RFC 4648, section 5); padding is tolerated. At most 64 KiB.
[[nodiscard]] Result<Bytes> decode_base64url(std::string_view text);

// Multibase (draft-multiformats-multibase): 'z' is base58btc, 'u' base64url.
[[nodiscard]] Result<Bytes> decode_multibase(std::string_view text);

}  // namespace belvedere::twin
