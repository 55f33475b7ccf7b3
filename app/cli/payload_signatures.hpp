// SPDX-License-Identifier: Apache-2.0
// What signatures in a payload file are worth.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::cli {

// The verdict on one device's message, as its card in the window has it.
struct PayloadSignature {
    std::string device;
    std::string state;   // "verified", "verified in part", "wrong" or "cannot be told".
    std::string signer;  // A DID; may be empty.
    std::string cause;   // Why it is wrong or cannot be told.
    std::uint32_t sealed = 0, attributes = 0;  // Of attributes that are signed one by one.
};

// Of the devices of `store`, which a payload was taken into: those whose message is signed, at most
// kSignaturesInspected of the first. Only signers that are keys themselves (did:key) can be known.
[[nodiscard]] std::vector<PayloadSignature> signatures_of(std::string_view payload,
                                                          const twin::TwinStore& store,
                                                          UtcTime now);
// Each is sought in the whole payload.
inline constexpr std::uint32_t kSignaturesInspected = 256;

}  // namespace belvedere::cli
