// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/sealed_attribute.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/linked/json_tree.hpp"
#include "engine/linked/ngsi_ld_core.hpp"

namespace belvedere::twin {
namespace {

using Json = nlohmann::json;

constexpr const char* kCoreContext =
    "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld";
constexpr const char* kProofContext = "https://w3id.org/security/data-integrity/v2";
constexpr std::size_t kSealedMost = 256;  // Attributes of one entity whose proofs are looked at.

std::string text_in(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Members of an entity that are no attributes (clause 5.2.2 and 5.2.4).
bool is_of_entity_itself(std::string_view name) {
    constexpr std::array<std::string_view, 9> kOwn = {
        "id", "type", "@id", "@type", "@context", "scope", "createdAt", "deletedAt", "modifiedAt"};
    return std::ranges::find(kOwn, name) != kOwn.end();
}

bool names_type(const Json& entity, const std::string& type) {
    const auto found = entity.find(entity.contains("type") ? "type" : "@type");
    if (found == entity.end()) return false;
    if (!found->is_array()) return found->is_string() && found->get<std::string>() == type;
    return std::any_of(found->begin(), found->end(), [&](const Json& one) {
        return one.is_string() && one.get<std::string>() == type;
    });
}

// The contexts of a message, with the core's at the end.
Json with_core(const Json& context) {
    Json all = context.is_array() ? context : Json::array();
    if (!context.is_array() && !context.is_null()) all.push_back(context);
    const bool has_core = !all.empty() && all.back().is_string() &&
                          linked::is_core_context(all.back().get_ref<const std::string&>());
    if (!has_core) all.push_back(kCoreContext);
    return all;
}

// The proof that the property's value is; some put a member "proof" between.
const Json* proof_in(const Json& seal) {
    const auto value = seal.find("value");
    if (value == seal.end() || !value->is_object()) return nullptr;
    const auto inner = value->find("proof");
    if (inner != value->end() && inner->is_object()) return &*inner;
    return &*value;
}

SealedAttribute sealed(const Json& entity, const std::string& name, const Json& instance,
                       const Json& context) {
    const Json& seal = instance["ngsildproof"];
    SealedAttribute attribute;
    attribute.name = name;
    const std::string id = text_in(seal, "entityIdSealed");
    const std::string type = text_in(seal, "entityTypeSealed");
    const std::string own_id = text_in(entity, entity.contains("id") ? "id" : "@id");
    const Json* proof = proof_in(seal);
    // An attribute of that name could not stand beside its own proof.
    if (proof == nullptr || name == "proof") return attribute;
    attribute.is_of_entity = !id.empty() && id == own_id && names_type(entity, type);
    attribute.proof = {text_in(*proof, "cryptosuite"), text_in(*proof, "verificationMethod"),
                       text_in(*proof, "proofPurpose")};
    Json signed_part = instance;
    for (const char* added : {"ngsildproof", "createdAt", "modifiedAt", "instanceId"})
        signed_part.erase(added);
    Json document{{"id", id}, {"type", type}, {"proof", *proof}};
    document[name] = std::move(signed_part);
    Json contexts = with_core(context);
    document["@context"] = contexts;
    attribute.documents[1] = document.dump();
    contexts.push_back(kProofContext);
    document["@context"] = std::move(contexts);
    attribute.documents[0] = document.dump();
    return attribute;
}

}  // namespace

Result<SealedEntity> sealed_attributes(ByteView entity, std::string_view context) {
    const auto is_unambiguous = linked::parse_json(as_text(entity));
    if (!is_unambiguous) return fail(is_unambiguous.error());
    const Json root = Json::parse(as_text(entity), nullptr, false);
    if (!root.is_object()) return fail(ErrorKind::kBadData, "an entity that is no JSON object");
    Json around;
    if (!context.empty()) {
        const auto is_json = linked::parse_json(context);
        if (!is_json) return fail_in("the context of the message", is_json.error());
        around = Json::parse(context, nullptr, false);
    }
    if (root.contains("@context")) around = root["@context"];
    SealedEntity result;
    for (const auto& [name, value] : root.items()) {
        if (is_of_entity_itself(name)) continue;
        const Json instances = value.is_array() && !value.empty() && value[0].is_object()
                                   ? value
                                   : Json::array({value});
        for (const Json& instance : instances) {
            const bool is_sealed = instance.is_object() && instance.contains("ngsildproof") &&
                                   instance["ngsildproof"].is_object();
            if (!is_sealed) {
                ++result.unsealed;
            } else if (result.attributes.size() >= kSealedMost) {
                return fail(ErrorKind::kLimit, "an entity of too many signed attributes");
            } else {
                result.attributes.push_back(sealed(root, name, instance, around));
            }
        }
    }
    return result;
}

Result<void> verify_sealed(const SealedAttribute& attribute, const DidDocument& signer, UtcTime now,
                           const linked::ContextDocuments& contexts) {
    if (!attribute.is_of_entity)
        return fail(ErrorKind::kDenied, "an attribute that was sealed for another entity");
    Result<void> first;
    for (const std::string& document : attribute.documents) {
        auto verified = verify_proof(as_bytes(document), signer, now, contexts);
        if (verified) return verified;
        if (first) first = std::move(verified);
    }
    return first;
}

}  // namespace belvedere::twin
