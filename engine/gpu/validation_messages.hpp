// SPDX-License-Identifier: Apache-2.0
// The validation messages that are known to be false, each with its reason.
#pragma once

#include <span>
#include <string_view>

namespace belvedere::gpu {

struct FalseMessage {
    std::string_view id;      // message id name (VUID-... or UNASSIGNED-...)
    std::string_view reason;  // why it is false here
};

// Messages with these ids are neither counted nor logged.
[[nodiscard]] std::span<const FalseMessage> false_messages();

}  // namespace belvedere::gpu
