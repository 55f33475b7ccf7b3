// SPDX-License-Identifier: Apache-2.0
// One way to write an RDF dataset, so that it can be signed: RDFC-1.0.
#pragma once

#include <string>

#include "engine/core/result.hpp"
#include "engine/linked/rdf.hpp"

namespace belvedere::linked {

// The canonical N-Quads of a dataset (W3C RDF Dataset Canonicalization 1.0, RDFC-1.0 with SHA-256,
// section 4): statements sorted, each once, blank nodes named _:c14n0, _:c14n1 ... by what is said
// of them, whatever they were called and whatever order they came in. kLimit beyond
// limits::kQuads, kBlankNodes, kCanonicalSteps or kCanonicalDepth: equal blank nodes that refer to
// each other take exponential time, and there are datasets made for that. Pure; any thread.
[[nodiscard]] Result<std::string> canonical_n_quads(const Dataset& dataset);

}  // namespace belvedere::linked
