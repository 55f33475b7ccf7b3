// SPDX-License-Identifier: Apache-2.0
// RDF datasets: statements, and the one way to write each as a line.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere::linked {

inline constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";

// What a statement is about or says (RDF 1.1 Concepts, section 3). As a graph, kNone is the
// default graph.
struct Term {
    enum class Kind : std::uint8_t { kNone, kIri, kBlank, kLiteral };
    Kind kind = Kind::kNone;
    std::string text;      // The IRI; the blank node's label without "_:"; the literal's value.
    std::string datatype;  // Of a literal: an IRI. Empty is xsd:string, or text in `language`.
    std::string language;

    [[nodiscard]] bool is_blank() const { return kind == Kind::kBlank; }
    friend auto operator<=>(const Term&, const Term&) = default;
};

// One statement. The predicate is an IRI.
struct Quad {
    Term subject;
    std::string predicate;
    Term object;
    Term graph;
    friend auto operator<=>(const Quad&, const Quad&) = default;
};

// Statements in any order; one that stands there twice is one.
using Dataset = std::vector<Quad>;

// A term and a statement in canonical N-Quads (RDF Dataset Canonicalization, section 5); the line
// ends with "\n". Pure.
[[nodiscard]] std::string n_quads_term(const Term& term);
[[nodiscard]] std::string n_quads_line(const Quad& quad);

// Whether a text can stand for an absolute IRI in N-Quads: a scheme, a colon, and no letter that
// ends it or that N-Quads would have to escape (RDF 1.1 N-Quads, IRIREF).
[[nodiscard]] bool is_absolute_iri(std::string_view text);

}  // namespace belvedere::linked
