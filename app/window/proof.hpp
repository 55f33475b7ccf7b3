// SPDX-License-Identifier: Apache-2.0
// Proof: what came of checking what is signed of a message about a device.
#pragma once

#include <cstdint>
#include <string>

#include "app/words/words.hpp"

namespace belvedere::window {

enum class ProofState : std::uint8_t {
    kNone,        // Nothing is signed.
    kVerified,    // By a key of the device's own, or of one that it names.
    kWrong,       // The signature is not of this message and key.
    kCannotTell,  // A suite or a signer that cannot be checked here.
    kChecking,    // A worker is at it.
};

struct Proof {
    ProofState state = ProofState::kNone;
    std::string signer;  // A DID.
    std::string key;     // Of kVerified: the key as a did:key, whatever the signer is called.
    bool lacks_document = false;  // Of kCannotTell: the signer's document would tell.
    words::Sentence cause;        // Why it is wrong or cannot be told.
    std::string attribute;        // Whose signature `cause` is of; empty: of all.
    // Of a message whose attributes are signed one by one: how many are, of how many.
    std::uint32_t sealed = 0, attributes = 0;
};

}  // namespace belvedere::window
