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
#include "app/window/proof.hpp"
#include "app/window/proof_checker.hpp"
#include "app/window/signature_rounds.hpp"
#include "app/window/signer_documents.hpp"
#include "engine/twin/identity_graph.hpp"

namespace belvedere::window {

// The lists of the bindings panel, as commands have them.
inline constexpr std::array<std::string_view, 7> kLinkLists = {
    "bound", "suggested", "missing", "twins_alone", "objects_alone", "refused", "conflicts"};

// One thing at two places at once, or under two keys.
struct IdentityConflict {
    enum class Kind : std::uint8_t { kTwoPlaces, kTwoKeys };
    Kind kind = Kind::kTwoPlaces;
    // Of kTwoKeys `b` is none where one source has both, else the device of that id elsewhere.
    twin::EntityId a, b;
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
    // The proof of the newest message of the chosen device, by `proofs`; while that is at a newer
    // message, for at most a second the one before.
    Proof proof;
    ProofChecker proofs;
    SignatureRounds rounds;        // Of all devices.
    bool proof_is_late = false;    // It was told that the message is being checked.
    std::int64_t proof_of_us = 0;  // When that message came; -1: it is judged again.
    twin::EntityId proof_device;
    double proof_checked_s = -1e9;
};

}  // namespace belvedere::window
