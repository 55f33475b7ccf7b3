// SPDX-License-Identifier: Apache-2.0
// JSON-LD into RDF and its canonical form, and attributes that are signed alone. The form is one,
// whatever blank nodes are called.
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/linked/canonical_dataset.hpp"
#include "engine/linked/json_tree.hpp"
#include "engine/linked/to_rdf.hpp"
#include "engine/twin/sealed_attribute.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    // The text is its own context as well.
    const linked::ContextDocuments known = [&](std::string_view url) {
        return url == "urn:self" ? std::optional(std::string(text)) : std::nullopt;
    };
    const auto document = linked::parse_json(text);
    if (!document) return 0;
    if (auto dataset = linked::to_rdf(*document, known)) {
        const auto form = linked::canonical_n_quads(*dataset);
        for (linked::Quad& quad : *dataset) {
            for (linked::Term* term : {&quad.subject, &quad.object, &quad.graph}) {
                if (term->is_blank()) term->text = "other" + term->text;
            }
        }
        const auto again = linked::canonical_n_quads(*dataset);
        if (form.has_value() != again.has_value()) std::abort();
        if (form && *form != *again) std::abort();
    }
    const auto sealed = twin::sealed_attributes(as_bytes(text), {});
    if (!sealed || sealed->attributes.empty()) return 0;
    const twin::SealedAttribute& first = sealed->attributes.front();
    const std::string& method = first.proof.verification_method;
    const auto signer = twin::document_of_did_key(method.substr(0, method.find('#')));
    if (signer) (void)twin::verify_sealed(first, *signer, {}, known);
    return 0;
}
