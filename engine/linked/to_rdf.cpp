// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/to_rdf.hpp"

#include "engine/linked/canonical_dataset.hpp"
#include "engine/linked/node_walker.hpp"

namespace belvedere::linked {

Result<Dataset> to_rdf(const JsonTree& document, const ContextDocuments& known) {
    NodeWalker walker(known);
    const auto walked = walker.walk(document);
    if (!walked) return fail(walked.error());
    return walker.take_quads();
}

Result<std::string> canonical_json_ld(std::string_view json, const ContextDocuments& known) {
    const auto document = parse_json(json);
    if (!document) return fail(document.error());
    const auto dataset = to_rdf(*document, known);
    if (!dataset) return fail(dataset.error());
    return canonical_n_quads(*dataset);
}

}  // namespace belvedere::linked
