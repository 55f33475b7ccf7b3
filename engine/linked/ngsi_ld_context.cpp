// SPDX-License-Identifier: Apache-2.0
// NGSI-LD's core context as a document: the terms of ngsi_ld_core.hpp and how values of some are
// meant (ETSI GS CIM 009 V1.9.1, annex B).
#include <algorithm>
#include <iterator>

#include "engine/linked/known_contexts.hpp"
#include "engine/linked/ngsi_ld_core.hpp"

namespace belvedere::linked {
namespace {

constexpr std::string_view kTimes[] = {
    "contextSourceTimeAt", "createdAt",   "deletedAt",        "endAt",       "endTimeAt",
    "expiresAt",           "lastFailure", "lastNotification", "lastSuccess", "lastUsedAt",
    "modifiedAt",          "notifiedAt",  "observedAt",       "startAt",     "timeAt"};
constexpr std::string_view kNames[] = {"attributeList",  "attributeName", "attributeNames",
                                       "attributeTypes", "attributes",    "objectType",
                                       "previousVocab",  "propertyNames", "relationshipNames",
                                       "typeList",       "typeName",      "typeNames",
                                       "valueType",      "vocab",         "watchedAttributes"};
constexpr std::string_view kReferences[] = {"datasetId", "entityId",       "instanceId",
                                            "object",    "previousObject", "subscriptionId",
                                            "success",   "tenant"};
constexpr std::string_view kJson[] = {"contextSourceExtras", "json", "previousJson",
                                      "problemDetails"};
constexpr std::string_view kLists[] = {"avg",
                                       "bbox",
                                       "coordinates",
                                       "distinctCount",
                                       "entityList",
                                       "jsons",
                                       "languageMaps",
                                       "max",
                                       "min",
                                       "objectList",
                                       "objectLists",
                                       "objects",
                                       "orderBy",
                                       "previousObjectList",
                                       "previousValueList",
                                       "snapshotQueries",
                                       "snapshotQueriesDetails",
                                       "snapshotTemporalQueries",
                                       "snapshotTemporalQueriesDetails",
                                       "stddev",
                                       "sum",
                                       "sumsq",
                                       "totalCount",
                                       "valueList",
                                       "valueLists",
                                       "values",
                                       "vocabs"};
constexpr std::string_view kLanguageMaps[] = {"languageMap", "previousLanguageMap"};

// Attributes are signed one by one (ETSI TS 104 179): the proof of one is a property of its own.
constexpr std::string_view kProofScope =
    R"(,"@context":[{"entityIdSealed":"ngsi-ld:entityIdSealed","entityTypeSealed":)"
    R"({"@id":"ngsi-ld:entityTypeSealed","@type":"@vocab"}},)"
    R"("https://w3id.org/security/data-integrity/v2"])";

template <std::size_t kCount>
bool is_of(const std::string_view (&terms)[kCount], std::string_view term) {
    return std::ranges::find(terms, term) != std::end(terms);
}

std::string_view coercion_of(std::string_view term) {
    if (is_of(kTimes, term)) return R"(,"@type":"ngsi-ld:DateTime")";
    if (is_of(kNames, term)) return R"(,"@type":"@vocab")";
    if (is_of(kReferences, term)) return R"(,"@type":"@id")";
    if (is_of(kJson, term)) return R"(,"@type":"@json")";
    if (is_of(kLists, term)) return R"(,"@container":"@list")";
    if (is_of(kLanguageMaps, term)) return R"(,"@container":"@language")";
    if (term == "features") return R"(,"@container":"@set")";
    if (term == "dataset" || term == "entityMap") return R"(,"@container":"@index")";
    if (term == "ngsildproof") return kProofScope;
    return {};
}

void add_term(std::string& text, std::string_view term, const std::string& iri) {
    const std::string_view coercion = coercion_of(term);
    text += ",\"" + std::string(term) + "\":";
    if (coercion.empty()) {
        text += "\"" + iri + "\"";
    } else {
        text += R"({"@id":")" + iri + "\"" + std::string(coercion) + "}";
    }
}

}  // namespace

std::string make_ngsi_ld_context() {
    std::string text = R"({"@context":{"@version":1.1,"@protected":true,"@vocab":")" +
                       std::string(kDefaultVocabulary) + "\"";
    for (const std::string_view term : core_terms())
        add_term(text, term, std::string(kNgsiLdNamespace) + std::string(term));
    for (const CoreTerm& other : other_core_terms())
        add_term(text, other.term, std::string(other.iri));
    return text + "}}";
}

}  // namespace belvedere::linked
