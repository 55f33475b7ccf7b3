// SPDX-License-Identifier: Apache-2.0
// The terms of NGSI-LD itself, built in: no network is needed to know what "location" means.
#pragma once

#include <span>
#include <string_view>

namespace belvedere::linked {

inline constexpr std::string_view kNgsiLdNamespace = "https://uri.etsi.org/ngsi-ld/";
inline constexpr std::string_view kDefaultVocabulary =
    "https://uri.etsi.org/ngsi-ld/default-context/";

// A term and the IRI it stands for; where that begins with a known prefix, in short.
struct CoreTerm {
    std::string_view term, iri;
};

// Terms whose IRI is kNgsiLdNamespace and the term itself (ETSI GS CIM 009 V1.9.1, annex B).
[[nodiscard]] std::span<const std::string_view> core_terms();
// Terms with another IRI, written out in full.
[[nodiscard]] std::span<const CoreTerm> other_core_terms();

// Whether a URL names a version of the core context: it is never fetched and adds nothing, because
// the core's terms win whatever stands beside it.
[[nodiscard]] bool is_core_context(std::string_view url);

}  // namespace belvedere::linked
