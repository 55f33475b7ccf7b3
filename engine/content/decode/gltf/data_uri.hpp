// SPDX-License-Identifier: Apache-2.0
// data: URIs (RFC 2397), base64 or percent-encoded.
#pragma once

#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::gltf {

[[nodiscard]] bool is_data_uri(std::string_view uri);
// The bytes it holds, in at most one allocation of its length; kBadData when it is malformed.
[[nodiscard]] Result<Bytes> decode_data_uri(std::string_view uri);

}  // namespace belvedere::content::gltf
