// SPDX-License-Identifier: Apache-2.0
// Which identifiers are one device: said by whom, on what evidence, from when until when.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"

namespace belvedere::twin {

using ClaimId = Id<struct ClaimTag>;      // An identifier in a platform.
using MappingId = Id<struct MappingTag>;  // A statement about two of them.

// How two identifiers belong together. Only kSameDevice is symmetric and transitive; a merge is
// never made on names or places, those only suggest.
enum class Relation : std::uint8_t { kSameDevice, kPartOf, kSuccessorOf, kObserves };

// A device's identifier as one platform uses it: scheme "ngsi-ld", "did:key", "sensorthings",
// "sparkplug", "gml:id" and so on.
struct IdentifierClaim {
    std::string scheme, value, platform;
    friend auto operator<=>(const IdentifierClaim&, const IdentifierClaim&) = default;
};

// A statement that two claims belong together. Revoking ends it; it is never taken away, so that
// one can ask what was believed at any time.
struct IdentityMapping {
    static constexpr UtcTime kNever{std::numeric_limits<std::int64_t>::max()};
    ClaimId a, b;
    Relation relation = Relation::kSameDevice;
    std::string asserted_by;
    std::string method;                 // "signed by both", "operator", "registry" ...
    std::vector<std::string> evidence;  // Where it can be checked.
    UtcTime established_at;
    UtcTime revoked_at = kNever;
    std::string revoked_by;

    [[nodiscard]] bool is_live(UtcTime at) const { return established_at <= at && at < revoked_at; }
};

// What a claim's keys say of it.
enum class ClaimTrust : std::uint8_t {
    kClaimed,        // Nobody has shown a key.
    kAuthenticated,  // One key, by which a signature was checked.
    kDisputed,       // Two keys claim the one identifier.
};

// The identity model of ITU-T Y.4462's three operations: establish, delete (here: revoke), query.
// One thread. At most kClaimsMost claims and kMappingsMost mappings.
class IdentityGraph {
  public:
    static constexpr std::size_t kClaimsMost = 4'000'000;
    static constexpr std::size_t kMappingsMost = 8'000'000;

    // The id of a claim, made when it is new. kLimit.
    [[nodiscard]] Result<ClaimId> ensure_claim(const IdentifierClaim& claim);
    [[nodiscard]] std::optional<ClaimId> find_claim(const IdentifierClaim& claim) const;
    [[nodiscard]] const IdentifierClaim& claim(ClaimId id) const { return claims_[id.value]; }

    // kUsage for a claim with itself, or a mapping without who asserts it; kLimit.
    [[nodiscard]] Result<MappingId> establish(IdentityMapping mapping);
    // Ends a live mapping. kNotFound when it is none.
    [[nodiscard]] Result<void> revoke(MappingId mapping, UtcTime at, std::string revoked_by);
    [[nodiscard]] const IdentityMapping& mapping(MappingId id) const { return mappings_[id.value]; }
    // Mappings that name the claim, revoked ones too, in the order they were established.
    [[nodiscard]] std::vector<MappingId> mappings_of(ClaimId claim) const;

    // All claims that are the same device as this one at a time: the closure of live kSameDevice
    // mappings, itself among them, sorted. Work: the group's mappings.
    [[nodiscard]] std::vector<ClaimId> same_device(ClaimId claim, UtcTime at) const;

    // Notes that a signature by `key` was checked for the claim.
    void note_key(ClaimId claim, std::string_view key);
    [[nodiscard]] ClaimTrust trust(ClaimId claim) const;

  private:
    std::vector<IdentifierClaim> claims_;
    std::map<IdentifierClaim, ClaimId> ids_;
    std::vector<IdentityMapping> mappings_;
    std::vector<std::vector<MappingId>> by_claim_;
    std::unordered_map<ClaimId, std::vector<std::string>> keys_;
};

// One place and time at which a device was seen.
struct Sighting {
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
    UtcTime at;
};
// Whether one thing can have been at both: within `metres_a_second` of travel, and 500 m that
// positions and clocks may be off. False is a conflict of identities, shown and never merged.
[[nodiscard]] bool can_have_travelled(const Sighting& a, const Sighting& b,
                                      double metres_a_second = 100.0);

}  // namespace belvedere::twin
