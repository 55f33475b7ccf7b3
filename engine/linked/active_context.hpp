// SPDX-License-Identifier: Apache-2.0
// ActiveContext: what names mean at one place of a JSON-LD document.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/linked/json_tree.hpp"

namespace belvedere::linked {

// What one term stands for (JSON-LD 1.1 API, section 4.1.1), as far as it is supported here.
struct TermDefinition {
    enum class Container : std::uint8_t { kNone, kList, kSet, kLanguage, kGraph, kMap };
    std::string iri;   // Or a keyword. Empty where the context says that the term means nothing.
    std::string type;  // An IRI, "@id", "@vocab", "@json" or "@none"; empty without coercion.
    std::string language;
    bool has_language = false;  // `language` stands for the default one, also when it is empty.
    bool is_prefix = false;
    bool is_protected = false;
    Container container = Container::kNone;  // kMap: by id, index or type, which is not supported.
    const JsonTree* context = nullptr;       // The scoped context.
};

// Names and defaults that hold. Immutable once it is made; shared between places.
struct ActiveContext {
    std::map<std::string, std::shared_ptr<const TermDefinition>, std::less<>> terms;
    std::string vocabulary, language;
    // What holds again in nodes inside, where this one is of a type alone.
    std::shared_ptr<const ActiveContext> previous;

    [[nodiscard]] const TermDefinition* find(std::string_view term) const {
        const auto found = terms.find(term);
        return found == terms.end() ? nullptr : found->second.get();
    }
};
using ContextPtr = std::shared_ptr<const ActiveContext>;

// How a name may be meant: a word of the vocabulary, or a reference to a document.
enum class NameUse : std::uint8_t { kVocabulary, kReference };

// A name's IRI or keyword (IRI expansion, section 5.2). A name that nothing defines stays as it is,
// there is no base to resolve it against; empty where it means nothing or only looks like a
// keyword. Pure.
[[nodiscard]] std::string expand_name(const ActiveContext& context, std::string_view name,
                                      NameUse use);
[[nodiscard]] bool is_keyword(std::string_view name);

}  // namespace belvedere::linked
