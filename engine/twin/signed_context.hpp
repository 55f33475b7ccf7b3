// SPDX-License-Identifier: Apache-2.0
// Whether a signed document means to everybody what it means to its signature.
#pragma once

#include "engine/core/result.hpp"
#include "engine/linked/json_tree.hpp"

namespace belvedere::twin {

// What is signed in RDF is what a document says by its contexts, and these come with it: whoever
// passes a signed message on could call the signed value "precision" and another "value", with a
// context of his own that says so, and the signature would still be right, while whoever reads
// NGSI-LD takes "value" for the value (W3C Data Integrity 1.0, section 4.6, "Context injection").
// So contexts that stand in the document itself may add names but not touch those that NGSI-LD
// reads, nor hold inside of some objects alone. kUnsupported when they do; contexts by URL are
// trusted by whoever made them known. Pure; any thread.
[[nodiscard]] Result<void> check_signed_context(const linked::JsonTree& document);

}  // namespace belvedere::twin
