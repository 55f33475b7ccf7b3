// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/validation_messages.hpp"

namespace belvedere::gpu {

// Empty while nothing false is known: add an id only with what the layer gets wrong.
std::span<const FalseMessage> false_messages() {
    return {};
}

}  // namespace belvedere::gpu
