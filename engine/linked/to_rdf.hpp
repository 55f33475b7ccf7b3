// SPDX-License-Identifier: Apache-2.0
// From JSON-LD to RDF, so that a signature covers what a document says and not how.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/linked/json_tree.hpp"
#include "engine/linked/rdf.hpp"

namespace belvedere::linked {

// What the caller knows of contexts that are not built in: the JSON text of a URL's document, or
// nothing. Contexts decide what a signed document says, so only trusted ones are handed in.
using ContextDocuments = std::function<std::optional<std::string>(std::string_view url)>;

// The statements of a JSON-LD 1.1 document: expansion (JSON-LD 1.1 API, section 5.1) and
// deserialisation to RDF (section 8.1) in one walk. Nothing of it is dropped in silence, because
// whoever signs the statements would not have signed it: a name that no context defines, a relative
// reference or a text that belongs to nothing is kBadData (the "safe mode" of other processors);
// what is not supported is kUnsupported and named (@reverse, @nest, @included, @index and index
// maps, @direction, @base, @import, integers that a double rounds, contexts that are not at hand).
// A null says nothing, by the standard. kLimit beyond limits::kQuads and the limits of contexts.
// Pure; any thread.
[[nodiscard]] Result<Dataset> to_rdf(const JsonTree& document, const ContextDocuments& known);

// The canonical N-Quads of a JSON-LD text: parse_json, to_rdf, canonical_n_quads.
[[nodiscard]] Result<std::string> canonical_json_ld(std::string_view json,
                                                    const ContextDocuments& known);

}  // namespace belvedere::linked
