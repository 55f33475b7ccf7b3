// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/context_builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/linked/rdf.hpp"

namespace belvedere::linked {
namespace {

using Kind = JsonTree::Kind;
using Container = TermDefinition::Container;

constexpr std::array<std::string_view, 23> kKeywords = {
    "@base",   "@container", "@context", "@direction", "@graph",     "@id",
    "@import", "@included",  "@index",   "@json",      "@language",  "@list",
    "@nest",   "@none",      "@prefix",  "@propagate", "@protected", "@reverse",
    "@set",    "@type",      "@value",   "@version",   "@vocab"};

Failure bad(std::string message) {
    return fail(ErrorKind::kBadData, std::move(message));
}

Failure unsupported(std::string message) {
    return fail(ErrorKind::kUnsupported, std::move(message));
}

// "@" and letters: reserved for keywords to come.
bool looks_like_keyword(std::string_view name) {
    return name.size() > 1 && name[0] == '@' &&
           std::ranges::all_of(name.substr(1), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
           });
}

bool is_iri_or_keyword(const std::string& name) {
    return is_keyword(name) || is_absolute_iri(name);
}

// Whether an IRI ends in a letter after which names go on (RFC 3986, gen-delims).
bool ends_as_prefix(std::string_view iri) {
    return !iri.empty() && std::string_view(":/?#[]@").find(iri.back()) != std::string_view::npos;
}

Result<Container> container_of(const JsonTree& value) {
    const std::vector<JsonTree> one{value};
    const std::vector<JsonTree>& names = value.is(Kind::kArray) ? value.items : one;
    Container container = Container::kNone;
    for (const JsonTree& name : names) {
        Container next = Container::kNone;
        if (name.text == "@list") next = Container::kList;
        if (name.text == "@set") next = Container::kSet;
        if (name.text == "@language") next = Container::kLanguage;
        if (name.text == "@graph") next = Container::kGraph;
        if (name.text == "@index" || name.text == "@id" || name.text == "@type")
            next = Container::kMap;
        if (next == Container::kNone) return bad("a term with a container that there is not");
        const bool is_set = next == Container::kSet || container == Container::kSet;
        if (container == Container::kNone || container == Container::kSet) {
            container = next;
        } else if (!is_set) {
            container = Container::kMap;  // Graphs by id or index.
        }
    }
    return container;
}

bool same_meaning(const TermDefinition& a, const TermDefinition& b) {
    const bool same_context =
        a.context == b.context ||
        (a.context && b.context && write_json(*a.context) == write_json(*b.context));
    return a.iri == b.iri && a.type == b.type && a.language == b.language &&
           a.has_language == b.has_language && a.is_prefix == b.is_prefix &&
           a.container == b.container && same_context;
}

}  // namespace

bool is_keyword(std::string_view name) {
    return std::ranges::find(kKeywords, name) != kKeywords.end();
}

std::string expand_name(const ActiveContext& context, std::string_view name, NameUse use) {
    if (is_keyword(name)) return std::string(name);
    if (looks_like_keyword(name)) return {};
    const TermDefinition* term = context.find(name);
    if (term != nullptr && is_keyword(term->iri)) return term->iri;
    if (term != nullptr && use == NameUse::kVocabulary) return term->iri;
    const std::size_t colon = name.find(':', 1);
    if (colon != std::string_view::npos) {
        const std::string_view prefix = name.substr(0, colon), suffix = name.substr(colon + 1);
        if (prefix == "_" || suffix.starts_with("//")) return std::string(name);
        const TermDefinition* known = context.find(prefix);
        if (known != nullptr && known->is_prefix && !known->iri.empty())
            return known->iri + std::string(suffix);
        return std::string(name);
    }
    if (use == NameUse::kVocabulary && !context.vocabulary.empty())
        return context.vocabulary + std::string(name);
    return std::string(name);
}

Result<void> ContextBuilder::run() {
    if (const JsonTree* rule = local_.find("@protected")) {
        if (!rule->is(Kind::kBoolean)) return bad("a context whose @protected is no boolean");
        protects_ = rule->boolean;
    }
    const auto read = read_defaults();
    if (!read) return read;
    for (const std::string& term : local_.names) {
        if (is_keyword(term)) continue;
        const auto defined = define(term);
        if (!defined) return defined;
    }
    return {};
}

Result<void> ContextBuilder::read_defaults() {
    for (const std::string& name : local_.names) {
        if (name == "@import" || name == "@direction" || name == "@base")
            return unsupported("a context with " + name);
        const bool is_known = name == "@version" || name == "@vocab" || name == "@language" ||
                              name == "@protected" || name == "@propagate";
        if (name.starts_with('@') && !is_known)
            return bad("a context that defines " + name + " anew");
    }
    const JsonTree* version = local_.find("@version");
    if (version != nullptr && version->number != 1.1)
        return unsupported("a context of another version of JSON-LD than 1.1");
    if (const JsonTree* vocabulary = local_.find("@vocab")) {
        context_.vocabulary.clear();
        if (vocabulary->is(Kind::kText)) {
            auto iri = expand(vocabulary->text);
            if (!iri) return fail(iri.error());
            if (!is_absolute_iri(*iri)) return unsupported("a context whose @vocab is relative");
            context_.vocabulary = *std::move(iri);
        } else if (!vocabulary->is(Kind::kNull)) {
            return bad("a context whose @vocab is no text");
        }
    }
    if (const JsonTree* language = local_.find("@language")) {
        if (!language->is(Kind::kText) && !language->is(Kind::kNull))
            return bad("a context whose @language is no text");
        context_.language = language->text;
    }
    return {};
}

// A name of this context, once all that it is made of is defined.
Result<std::string> ContextBuilder::expand(const std::string& name) {
    if (!is_keyword(name)) {
        const std::string prefix = name.substr(0, name.find(':', name.empty() ? 0 : 1));
        for (const std::string& needed : {name, prefix}) {
            if (is_keyword(needed) || local_.find(needed) == nullptr) continue;
            const auto defined = define(needed);
            if (!defined) return fail(defined.error());
        }
    }
    return expand_name(context_, name, NameUse::kVocabulary);
}

Result<void> ContextBuilder::define(const std::string& term) {
    const auto [state, is_new] = defined_.emplace(term, false);
    if (!is_new) {
        if (state->second) return {};
        return bad("a context that defines " + term + " by itself");
    }
    if (term.empty() || looks_like_keyword(term))
        return bad("a context that defines \"" + term + "\"");
    // What it meant before must not take part in its definition.
    std::shared_ptr<const TermDefinition> before;
    if (const auto known = context_.terms.find(term); known != context_.terms.end()) {
        before = known->second;
        context_.terms.erase(known);
    }
    auto definition = read_definition(term, *local_.find(term));
    if (!definition) return fail_in(term, definition.error());
    const auto kept = keep(term, *std::move(definition), before.get());
    if (!kept) return kept;
    defined_[term] = true;
    return {};
}

Result<void> ContextBuilder::keep(const std::string& term, TermDefinition definition,
                                  const TermDefinition* before) {
    if (before != nullptr && before->is_protected && protection_ == Protection::kHolds) {
        if (!same_meaning(*before, definition))
            return bad("a context that redefines the protected term " + term);
        definition.is_protected = true;
    }
    context_.terms[term] = std::make_shared<const TermDefinition>(std::move(definition));
    return {};
}

Result<TermDefinition> ContextBuilder::read_definition(const std::string& term,
                                                       const JsonTree& value) {
    TermDefinition definition;
    definition.is_protected = protects_;
    if (value.is(Kind::kObject)) {
        const auto read = read_members(value, definition);
        if (!read) return fail(read.error());
    } else if (!value.is(Kind::kText) && !value.is(Kind::kNull)) {
        return bad("a term that is defined by neither text nor object");
    }
    auto iri = iri_of(term, value);
    if (!iri) return fail(iri.error());
    definition.iri = *std::move(iri);
    if (definition.iri == "@context") return bad("a term for @context");
    const bool is_name = term.find_first_of(":/") == std::string::npos;
    if (value.is(Kind::kText) && is_name && ends_as_prefix(definition.iri))
        definition.is_prefix = true;
    if (const JsonTree* prefix = value.find("@prefix")) {
        if (!prefix->is(Kind::kBoolean) || !is_name) return bad("a term whose @prefix is wrong");
        definition.is_prefix = prefix->boolean;
    }
    return definition;
}

Result<void> ContextBuilder::read_members(const JsonTree& value, TermDefinition& definition) {
    for (const std::string& name : value.names) {
        if (name == "@reverse" || name == "@nest" || name == "@index" || name == "@direction")
            return unsupported("a term with " + name);
        const bool is_known = name == "@id" || name == "@type" || name == "@container" ||
                              name == "@context" || name == "@language" || name == "@prefix" ||
                              name == "@protected";
        if (!is_known) return bad("a term whose definition has a member " + name);
    }
    if (const JsonTree* rule = value.find("@protected")) {
        if (!rule->is(Kind::kBoolean)) return bad("a term whose @protected is no boolean");
        definition.is_protected = rule->boolean;
    }
    if (const JsonTree* container = value.find("@container")) {
        const auto read = container_of(*container);
        if (!read) return fail(read.error());
        definition.container = *read;
    }
    if (const JsonTree* language = value.find("@language")) {
        if (!language->is(Kind::kText) && !language->is(Kind::kNull))
            return bad("a term whose @language is no text");
        definition.language = language->text;
        definition.has_language = true;
    }
    definition.context = value.find("@context");
    const JsonTree* type = value.find("@type");
    return type == nullptr ? Result<void>() : read_type(*type, definition);
}

Result<void> ContextBuilder::read_type(const JsonTree& type, TermDefinition& definition) {
    if (!type.is(Kind::kText)) return bad("a term whose @type is no text");
    auto iri = expand(type.text);
    if (!iri) return fail(iri.error());
    const bool is_rule = *iri == "@id" || *iri == "@vocab" || *iri == "@json" || *iri == "@none";
    if (type.text != "@vocab" && !is_rule && (is_keyword(*iri) || !is_absolute_iri(*iri)))
        return bad("a term whose @type is no IRI");
    definition.type = type.text == "@vocab" ? type.text : *std::move(iri);
    return {};
}

Result<std::string> ContextBuilder::iri_of(const std::string& term, const JsonTree& value) {
    const JsonTree* id = value.is(Kind::kObject) ? value.find("@id") : &value;
    if (id == nullptr || (id->is(Kind::kText) && id->text == term)) return implied_iri(term);
    if (id->is(Kind::kNull)) return std::string();
    if (!id->is(Kind::kText)) return bad("a term whose @id is no text");
    auto iri = expand(id->text);
    if (!iri) return iri;
    if (!is_iri_or_keyword(*iri)) return bad("a term that stands for no IRI");
    // A term that could be an IRI itself must be that one.
    const std::size_t colon = term.find(':', 1);
    if (colon != std::string::npos && colon + 1 < term.size()) {
        const auto itself = implied_iri(term);
        if (!itself) return itself;
        if (*itself != *iri) return bad("a term that looks like another IRI");
    }
    return iri;
}

// What a term without an @id stands for.
Result<std::string> ContextBuilder::implied_iri(const std::string& term) {
    const std::size_t colon = term.find(':', 1);
    if (colon == std::string::npos) {
        if (term.find('/') != std::string::npos)
            return unsupported("a term that is a relative reference");
        if (context_.vocabulary.empty()) return bad("a term that stands for no IRI");
        return context_.vocabulary + term;
    }
    const std::string prefix = term.substr(0, colon);
    if (local_.find(prefix) != nullptr) {
        const auto defined = define(prefix);
        if (!defined) return fail(defined.error());
    }
    std::string iri = expand_name(context_, term, NameUse::kVocabulary);
    if (!is_absolute_iri(iri)) return bad("a term that stands for no IRI");
    return iri;
}

}  // namespace belvedere::linked
