// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/signed_context.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/linked/ngsi_ld_core.hpp"

namespace belvedere::twin {
namespace {

using linked::JsonTree;

bool has_inner_context(const JsonTree& value) {
    return value.find("@context") != nullptr ||
           std::ranges::any_of(value.items,
                               [](const JsonTree& item) { return has_inner_context(item); });
}

bool is_core_term(const std::string& term) {
    return std::ranges::find(linked::core_terms(), term) != linked::core_terms().end() ||
           std::ranges::find(linked::other_core_terms(), term, &linked::CoreTerm::term) !=
               linked::other_core_terms().end();
}

// Whether a term of an inline context adds a name and does no more.
bool only_adds(const std::string& term, const JsonTree& definition) {
    if (term.starts_with('@'))
        return term == "@version" || term == "@vocab" || term == "@language" ||
               term == "@protected";
    const JsonTree* id =
        definition.is(JsonTree::Kind::kObject) ? definition.find("@id") : &definition;
    const std::string iri = id == nullptr ? std::string() : id->text;
    // The usual short names of keywords.
    if (term == "id" || term == "type") return iri == "@" + term;
    if (is_core_term(term) || iri.starts_with('@')) return false;
    return std::ranges::all_of(definition.names, [](const std::string& member) {
        return member == "@id" || member == "@type" || member == "@protected";
    });
}

}  // namespace

Result<void> check_signed_context(const JsonTree& document) {
    for (std::size_t i = 0; i < document.items.size(); ++i) {
        // Nobody reads the proof but who checks it.
        const bool is_apart = document.names.size() > i &&
                              (document.names[i] == "@context" || document.names[i] == "proof");
        if (is_apart) continue;
        if (has_inner_context(document.items[i]))
            return fail(ErrorKind::kUnsupported, "a signed document with contexts inside of it");
    }
    const JsonTree* context = document.find("@context");
    if (context == nullptr) return {};
    const bool is_list = context->is(JsonTree::Kind::kArray);
    const std::vector<JsonTree> one = is_list ? std::vector<JsonTree>() : std::vector{*context};
    for (const JsonTree& part : is_list ? context->items : one) {
        for (std::size_t i = 0; i < part.items.size(); ++i) {
            const bool is_named = part.is(JsonTree::Kind::kObject);
            if (!is_named || !only_adds(part.names[i], part.items[i])) {
                return fail(ErrorKind::kUnsupported,
                            "a signed document with a context of its own that changes what names "
                            "mean");
            }
        }
    }
    return {};
}

}  // namespace belvedere::twin
