// SPDX-License-Identifier: Apache-2.0
// TwinDesk: what belongs together among devices, city and platforms, as a window keeps it. Plain
// data; the rules stand in twin_work.hpp and the commands.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/binding/city_binding.hpp"
#include "app/layers/feature_tint.hpp"
#include "app/project/twin_links.hpp"
#include "app/window/signer_documents.hpp"
#include "app/words/words.hpp"
#include "engine/twin/identity_graph.hpp"

namespace belvedere::window {

// The lists of the bindings panel, as commands have them.
inline constexpr std::array<std::string_view, 7> kLinkLists = {
    "bound", "suggested", "missing", "twins_alone", "objects_alone", "refused", "conflicts"};

// What came of checking a signature.
enum class ProofState : std::uint8_t {
    kNone,        // Nothing is signed.
    kVerified,    // By a key of the device's own, or of one that it names.
    kWrong,       // The signature is not of this message and key.
    kCannotTell,  // A suite or a signer that cannot be checked here.
};
struct Proof {
    ProofState state = ProofState::kNone;
    std::string signer;  // A DID.
    std::string key;     // Of kVerified: the key as a did:key, whatever the signer is called.
    bool lacks_document = false;  // Of kCannotTell: the signer's document would tell.
    words::Sentence cause;        // Why it is wrong or cannot be told.
    // Of a message whose attributes are signed one by one: how many are, of how many.
    std::uint32_t sealed = 0, attributes = 0;
};

// One thing at two places at once, or under two keys.
struct IdentityConflict {
    enum class Kind : std::uint8_t { kTwoPlaces, kTwoKeys };
    Kind kind = Kind::kTwoPlaces;
    twin::EntityId a, b;  // Of kTwoKeys `b` is none.
    friend bool operator==(const IdentityConflict&, const IdentityConflict&) = default;
};

struct IdentityDesk {
    twin::IdentityGraph graph;
    project::SharedList<project::IdentityStatement> made_of;
    std::map<project::DeviceName, twin::ClaimId> claims;
    std::vector<twin::MappingId> mappings;  // Of the statements, in their order.
    std::map<project::DeviceName, std::set<std::string>> keys;  // By which it was signed.
    // Found by going through devices a slice at a time; at most kConflictsMax.
    std::vector<IdentityConflict> conflicts, finding;
    std::uint32_t next_entity = 0;
    double begun_s = -1e9;
    std::set<twin::EntityId> disputed;  // As the store has them.
    SignerDocuments documents;
};
inline constexpr std::size_t kConflictsMax = 1'000;

struct TwinDesk {
    binding::CityBinding binding;
    layers::FeatureTint tint;
    IdentityDesk identity;
    std::string list = "suggested";  // Of kLinkLists.
    double looked_s = -1e9;          // When the chosen device was looked at last.
    twin::EntityId looked_at;
    std::string last_export;  // Of a raw message or of identities.
    // The proof of the newest message of the chosen device.
    Proof proof;
    std::int64_t proof_of_us = 0;  // When that message came; -1: it is judged again.
    twin::EntityId proof_device;
    double proof_checked_s = -1e9;
};

}  // namespace belvedere::window
