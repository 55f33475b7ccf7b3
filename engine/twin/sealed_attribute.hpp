// SPDX-License-Identifier: Apache-2.0
// Attributes of NGSI-LD entities that are signed one by one.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/twin/data_integrity.hpp"

namespace belvedere::twin {

// One attribute with a proof of its own, the property "ngsildproof" (ETSI GS CIM 009 V1.9.1,
// clauses 4.5.2.2 and C.11; ETSI TS 104 179, annex B). What was signed is an entity of this
// attribute alone, with the id and type that the proof was sealed for.
struct SealedAttribute {
    std::string name;  // As the message has it.
    ProofHeader proof;
    bool is_of_entity = false;  // It was sealed for the id and a type of the entity it stands in.
    // The signed document with its "proof", as verify_proof() takes it. Twice, because the standard
    // does not say in which context a proof's own names stand: as the property "ngsildproof" has
    // it, that of Data Integrity after NGSI-LD's core, and the core alone.
    std::array<std::string, 2> documents;
};

struct SealedEntity {
    std::vector<SealedAttribute> attributes;
    std::size_t unsealed = 0;  // Attributes without a proof: nobody vouches for them.
};

// The signed attributes of an entity in normalised or concise form. `context` is the JSON of the
// context that came with the message around it, which holds where the entity has none; empty when
// there was none. The core context follows both, as everywhere in NGSI-LD (clause 5.5.7). Members
// that brokers add (createdAt, modifiedAt, instanceId) are not part of what was signed. kBadData
// when the text is no JSON object or has a member twice; kLimit. Pure; any thread.
[[nodiscard]] Result<SealedEntity> sealed_attributes(ByteView entity, std::string_view context);

// Checks one of them, as verify_proof() does.
[[nodiscard]] Result<void> verify_sealed(const SealedAttribute& attribute,
                                         const DidDocument& signer, UtcTime now,
                                         const linked::ContextDocuments& contexts = {});

}  // namespace belvedere::twin
