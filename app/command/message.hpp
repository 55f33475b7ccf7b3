// SPDX-License-Identifier: Apache-2.0
// A text that a person reads, as a key into the translations with its English default.
#pragma once

#include <string_view>

namespace belvedere {

// Both views must outlive their use; in practice they are string literals.
struct Message {
    std::string_view key;      // "layers.opacity": stable, lower case, dots between parts.
    std::string_view english;  // "Opacity": sentence case, no full stop unless it is a sentence.
};

}  // namespace belvedere
