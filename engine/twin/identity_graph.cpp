// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/identity_graph.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::twin {
namespace {

constexpr double kSlack_m = 500.0;
constexpr std::size_t kKeysAClaim = 16;  // More do not dispute it any further.

}  // namespace

Result<ClaimId> IdentityGraph::ensure_claim(const IdentifierClaim& claim) {
    if (const auto known = find_claim(claim)) return *known;
    if (claims_.size() >= kClaimsMost) return fail(ErrorKind::kLimit, "too many identifiers");
    const ClaimId id{static_cast<std::uint32_t>(claims_.size())};
    claims_.push_back(claim);
    by_claim_.emplace_back();
    ids_.emplace(claim, id);
    return id;
}

std::optional<ClaimId> IdentityGraph::find_claim(const IdentifierClaim& claim) const {
    const auto found = ids_.find(claim);
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

Result<MappingId> IdentityGraph::establish(IdentityMapping mapping) {
    if (mapping.a == mapping.b) return fail(ErrorKind::kUsage, "an identifier is itself anyway");
    if (mapping.asserted_by.empty())
        return fail(ErrorKind::kUsage, "a mapping that nobody asserts");
    if (mappings_.size() >= kMappingsMost) return fail(ErrorKind::kLimit, "too many mappings");
    const MappingId id{static_cast<std::uint32_t>(mappings_.size())};
    by_claim_[mapping.a.value].push_back(id);
    by_claim_[mapping.b.value].push_back(id);
    mappings_.push_back(std::move(mapping));
    return id;
}

Result<void> IdentityGraph::revoke(MappingId id, UtcTime at, std::string revoked_by) {
    if (id.value >= mappings_.size()) return fail(ErrorKind::kNotFound, "no such mapping");
    IdentityMapping& mapping = mappings_[id.value];
    if (mapping.revoked_at != IdentityMapping::kNever)
        return fail(ErrorKind::kNotFound, "the mapping is revoked already");
    // Never before it began: then it would have been live at no time, and nobody could ask.
    mapping.revoked_at = std::max(at, mapping.established_at);
    mapping.revoked_by = std::move(revoked_by);
    return {};
}

std::vector<MappingId> IdentityGraph::mappings_of(ClaimId claim) const {
    return by_claim_[claim.value];
}

std::vector<ClaimId> IdentityGraph::same_device(ClaimId claim, UtcTime at) const {
    std::vector<ClaimId> group{claim};
    std::unordered_set<ClaimId> seen{claim};
    for (std::size_t next = 0; next < group.size(); ++next) {
        const ClaimId here = group[next];
        for (const MappingId id : by_claim_[here.value]) {
            const IdentityMapping& mapping = mappings_[id.value];
            if (mapping.relation != Relation::kSameDevice || !mapping.is_live(at)) continue;
            const ClaimId other = mapping.a == here ? mapping.b : mapping.a;
            if (seen.insert(other).second) group.push_back(other);
        }
    }
    std::ranges::sort(group);
    return group;
}

void IdentityGraph::note_key(ClaimId claim, std::string_view key) {
    std::vector<std::string>& keys = keys_[claim];
    if (keys.size() < kKeysAClaim && std::ranges::find(keys, key) == keys.end())
        keys.emplace_back(key);
}

ClaimTrust IdentityGraph::trust(ClaimId claim) const {
    const auto keys = keys_.find(claim);
    if (keys == keys_.end()) return ClaimTrust::kClaimed;
    return keys->second.size() == 1 ? ClaimTrust::kAuthenticated : ClaimTrust::kDisputed;
}

bool can_have_travelled(const Sighting& a, const Sighting& b, double metres_a_second) {
    const double distance_m = glm::distance(geo::to_ecef({a.longitude_deg, a.latitude_deg, 0.0}),
                                            geo::to_ecef({b.longitude_deg, b.latitude_deg, 0.0}));
    const double seconds =
        std::abs(static_cast<double>(a.at.microseconds) - static_cast<double>(b.at.microseconds)) *
        1e-6;
    return distance_m <= kSlack_m + seconds * metres_a_second;
}

}  // namespace belvedere::twin
