// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/context.hpp"

#include <array>
#include <utility>

#include <simdjson.h>

#include "engine/feed/limits.hpp"
#include "engine/linked/ngsi_ld_core.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using linked::core_terms;
using linked::CoreTerm;
using linked::is_core_context;
using linked::kDefaultVocabulary;
using linked::kNgsiLdNamespace;
using linked::other_core_terms;

using Terms = std::unordered_map<std::string, std::string>;

const Terms& core_table() {
    static const Terms table = [] {
        Terms terms;
        for (const std::string_view term : core_terms())
            terms.emplace(term, std::string(kNgsiLdNamespace) + std::string(term));
        for (const CoreTerm& other : other_core_terms())
            terms.emplace(other.term, other.iri);
        return terms;
    }();
    return table;
}

// What a term stands for, the core's meaning before any other; null when nothing defines it.
const std::string* find_term(const Terms& terms, std::string_view name) {
    const std::string key(name);
    const auto core = core_table().find(key);
    if (core != core_table().end()) return &core->second;
    const auto own = terms.find(key);
    return own == terms.end() ? nullptr : &own->second;
}

// IRI expansion against a table of finished terms.
std::string expand_by(const Terms& terms, std::string_view name) {
    if (name.starts_with('@')) return std::string(name);
    if (const std::string* term = find_term(terms, name)) return *term;
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) {
        return std::string(kDefaultVocabulary) + std::string(name);
    }
    const std::string_view rest = name.substr(colon + 1);
    if (rest.starts_with("//") || name.starts_with("_:")) return std::string(name);
    const std::string* prefix = find_term(terms, name.substr(0, colon));
    if (prefix == nullptr || prefix->empty()) return std::string(name);
    return *prefix + std::string(rest);
}

}  // namespace

std::string_view Context::expand(std::string_view name) const {
    const auto known = expansions_.find(std::string(name));
    if (known != expansions_.end()) return known->second;
    // A source that makes up names must not fill the memory; what was handed out is copied by then.
    if (expansions_.size() >= limits::kExpansionsKept) expansions_.clear();
    return expansions_.emplace(name, expansion_of(name)).first->second;
}

std::string Context::expansion_of(std::string_view name) const {
    return expand_by(terms_, name);
}

bool Context::is_certain(std::string_view name) const {
    return !misses_documents_ || name.find(':') != std::string_view::npos ||
           find_term(terms_, name) != nullptr;
}

// Collects the definitions of all documents of a context, later ones over earlier ones.
struct ContextRegistry::Builder {
    const ContextRegistry& registry;
    std::unique_ptr<Context> context = std::make_unique<Context>();
    std::string failure;

    void add(const dom::element& element, std::size_t depth) {
        if (depth > limits::kContextDepth) {
            failure = "a context that nests too deeply";
            return;
        }
        switch (element.type()) {
            case dom::element_type::STRING:
                add_url(element.get_string().value_unsafe(), depth);
                break;
            case dom::element_type::ARRAY: {
                // Held: of a temporary's, value_unsafe() gives a reference that would dangle.
                const dom::array parts = element.get_array().value_unsafe();
                for (const dom::element part : parts)
                    add(part, depth + 1);
                break;
            }
            case dom::element_type::OBJECT:
                add_object(element.get_object().value_unsafe(), depth);
                break;
            case dom::element_type::NULL_VALUE:
                context->terms_.clear();
                break;
            default:
                failure = "a context that is no URL, object or array";
        }
    }

    void add_url(std::string_view url, std::size_t depth) {
        if (is_core_context(url)) return;
        const auto own = registry.documents_.find(url);
        const bool is_own = own != registry.documents_.end();
        const auto shared = is_own || !registry.shared_ ? nullptr : registry.shared_->find(url);
        if (!is_own && !shared) {
            context->misses_documents_ = true;
            return;
        }
        dom::parser parser;
        dom::element root, member;
        if (parser.parse(is_own ? own->second : *shared).get(root) != simdjson::SUCCESS ||
            root["@context"].get(member) != simdjson::SUCCESS) {
            failure = "a context document without @context";
            return;
        }
        add(member, depth + 1);
    }

    void add_object(const dom::object& object, std::size_t depth) {
        // A document may be given as it is, with its own @context inside.
        dom::element inner;
        if (object["@context"].get(inner) == simdjson::SUCCESS) return add(inner, depth + 1);
        Terms raw;
        for (const auto [key, value] : object) {
            if (key.starts_with('@')) continue;
            if (context->terms_.size() + raw.size() >= limits::kContextTerms) {
                failure = "a context of too many terms";
                return;
            }
            std::string_view iri;
            if (value.is_null()) {
                raw.insert_or_assign(std::string(key), std::string());
            } else if (value.get(iri) == simdjson::SUCCESS ||
                       value["@id"].get(iri) == simdjson::SUCCESS) {
                raw.insert_or_assign(std::string(key), std::string(iri));
            } else if (value.is_object() && key.find(':') != std::string_view::npos) {
                raw.insert_or_assign(std::string(key), std::string(key));
            }
        }
        for (const auto& [term, iri] : raw)
            define(raw, term, 0);
    }

    // Terms may use terms of the same context in any order.
    std::string define(const Terms& raw, const std::string& term, std::size_t depth) {
        const auto at = raw.find(term);
        if (at == raw.end()) {
            const auto earlier = context->terms_.find(term);
            if (earlier != context->terms_.end()) return earlier->second;
            const auto core = core_table().find(term);
            return core == core_table().end() ? std::string() : core->second;
        }
        const std::string& iri = at->second;
        std::string full = iri;
        const std::size_t colon = iri.find(':');
        if (depth < limits::kTermDepth && !iri.starts_with('@') && iri != term) {
            if (colon == std::string::npos) {
                const std::string meant = iri.empty() ? iri : define(raw, iri, depth + 1);
                full =
                    meant.empty() && !iri.empty() ? std::string(kDefaultVocabulary) + iri : meant;
            } else if (iri.compare(colon + 1, 2, "//") != 0) {
                const std::string prefix = define(raw, iri.substr(0, colon), depth + 1);
                if (!prefix.empty()) full = prefix + iri.substr(colon + 1);
            }
        }
        context->terms_.insert_or_assign(term, full);
        return full;
    }
};

ContextRegistry::ContextRegistry(std::shared_ptr<ContextDocuments> shared)
    : core_(std::make_unique<Context>()),
      unknown_(std::make_unique<Context>()),
      shared_(std::move(shared)) {
    unknown_->misses_documents_ = true;
}

ContextRegistry::~ContextRegistry() = default;

Result<void> ContextRegistry::add_document(std::string_view url, ByteView document) {
    if (auto checked = check_context(url, document); !checked) return checked;
    documents_.insert_or_assign(std::string(url), std::string(as_text(document)));
    compiled_.clear();
    return {};
}

void ContextRegistry::trim() {
    const std::uint64_t revision = shared_ ? shared_->revision() : revision_;
    const bool is_other = std::exchange(revision_, revision) != revision;
    if (is_other || compiled_.size() > limits::kContextsKept / 2) compiled_.clear();
}

const Context& ContextRegistry::keep(std::string key, std::unique_ptr<Context> context) {
    return *compiled_.insert_or_assign(std::move(key), std::move(context)).first->second;
}

const Context& ContextRegistry::of_url(std::string_view url) {
    if (url.empty() || is_core_context(url)) return *core_;
    const auto known = compiled_.find(std::string(url));
    if (known != compiled_.end()) return *known->second;
    if (compiled_.size() >= limits::kContextsKept) return *unknown_;
    Builder builder{*this};
    builder.add_url(url, 0);
    if (!builder.failure.empty()) builder.context->misses_documents_ = true;
    return keep(std::string(url), std::move(builder.context));
}

Result<const Context*> ContextRegistry::of_member(const dom::element& member) {
    std::string_view url;
    if (member.get(url) == simdjson::SUCCESS) return &of_url(url);
    std::string key = simdjson::minify(member);
    if (key.size() > limits::kContextBytes) {
        return fail(ErrorKind::kLimit, "an inline context that is too long");
    }
    const auto known = compiled_.find(key);
    if (known != compiled_.end()) return known->second.get();
    if (compiled_.size() >= limits::kContextsKept) {
        return fail(ErrorKind::kLimit, "a message of too many contexts");
    }
    Builder builder{*this};
    builder.add(member, 0);
    if (!builder.failure.empty()) return fail(ErrorKind::kBadData, builder.failure);
    return &keep(std::move(key), std::move(builder.context));
}

}  // namespace belvedere::feed
