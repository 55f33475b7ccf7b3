// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/node_walker.hpp"

#include <algorithm>

#include "engine/linked/limits.hpp"

namespace belvedere::linked {
namespace {

using Kind = JsonTree::Kind;
using Container = TermDefinition::Container;

Failure bad_node(std::string message) {
    return fail(ErrorKind::kBadData, std::move(message));
}

const JsonTree* member_of(const std::vector<std::pair<std::string, const JsonTree*>>& members,
                          std::string_view name) {
    const auto found = std::ranges::find(
        members, name, [](const auto& member) { return std::string_view(member.first); });
    return found == members.end() ? nullptr : found->second;
}

std::vector<const JsonTree*> items_of(const JsonTree& value) {
    std::vector<const JsonTree*> items;
    if (!value.is(Kind::kArray)) return {&value};
    for (const JsonTree& item : value.items)
        items.push_back(&item);
    return items;
}

}  // namespace

Term NodeWalker::fresh_blank() {
    return Term{Term::Kind::kBlank, "g" + std::to_string(blanks_++), {}, {}};
}

Result<void> NodeWalker::add(Quad quad) {
    if (quads_.size() >= limits::kQuads)
        return fail(ErrorKind::kLimit, "a document of too many statements");
    quads_.push_back(std::move(quad));
    return {};
}

Result<void> NodeWalker::walk(const JsonTree& document) {
    const Place top{std::make_shared<const ActiveContext>(), {}, {}};
    for (const JsonTree* root : items_of(document)) {
        if (!root->is(Kind::kObject)) return bad_node("a document that is no object");
        const auto context = context_inside(top, *root);
        if (!context) return fail(context.error());
        // An object of a graph alone is no node: it holds what the default graph says.
        const JsonTree* graph = nullptr;
        std::size_t others = 0;
        for (std::size_t i = 0; i < root->items.size(); ++i) {
            if (root->names[i] == "@context") continue;
            const bool is_graph =
                expand_name(**context, root->names[i], NameUse::kVocabulary) == "@graph";
            if (is_graph && graph == nullptr) {
                graph = &root->items[i];
            } else {
                ++others;
            }
        }
        const bool is_graph_alone = graph != nullptr && others == 0;
        const auto walked =
            is_graph_alone ? walk_graph({*context, {}, {}}, *graph) : walk_graph(top, *root);
        if (!walked) return walked;
    }
    return {};
}

// Nodes of a graph, each of which must say something.
Result<void> NodeWalker::walk_graph(const Place& place, const JsonTree& contents) {
    for (const JsonTree* item : items_of(contents)) {
        if (!item->is(Kind::kObject)) return bad_node("a value that belongs to nothing");
        const std::size_t before = quads_.size();
        const auto values = values_of(place, *item);
        if (!values) return fail(values.error());
        const bool is_node = values->terms.size() == 1 && !values->is_list &&
                             values->terms.front().kind != Term::Kind::kLiteral;
        if (!is_node) return bad_node("a graph of what is no object");
        if (quads_.size() == before) return bad_node("an object that says nothing");
    }
    return {};
}

// Expansion (section 5.1.2) of a value, and what becomes of it (section 8.1.2).
Result<NodeWalker::Values> NodeWalker::values_of(const Place& place, const JsonTree& value) {
    const TermDefinition* definition = place.definition();
    if (value.is(Kind::kObject)) return values_of_object(place, value);
    if (value.is(Kind::kArray)) {
        Values all;
        const bool nests = definition != nullptr && definition->container == Container::kList;
        for (const JsonTree& item : value.items) {
            auto values = values_of(place, item);
            if (!values) return values;
            if (nests && item.is(Kind::kArray)) {
                auto list = list_of(values->terms, place.graph);
                if (!list) return fail(list.error());
                values->terms = {*std::move(list)};
            }
            for (Term& term : values->terms)
                all.terms.push_back(std::move(term));
        }
        return all;
    }
    if (value.is(Kind::kNull)) return Values{};
    if (place.property.empty()) return bad_node("a value that belongs to nothing");
    ContextPtr context = place.context;
    if (definition != nullptr && definition->context != nullptr) {
        auto scoped =
            contexts_.process(context, *definition->context, ContextProcessor::Scope::kProperty);
        if (!scoped) return fail(scoped.error());
        context = *std::move(scoped);
    }
    auto term = scalar_term(*context, context->find(place.property), value);
    if (!term) return fail(term.error());
    return Values{{**std::move(term)}, false};
}

// What names mean in an object before its types are looked at (steps 7 to 9).
Result<ContextPtr> NodeWalker::context_inside(const Place& place, const JsonTree& object) {
    ContextPtr context = place.context;
    const TermDefinition* definition = place.definition();
    if (context->previous) {
        bool keeps = false;
        for (const std::string& name : object.names) {
            const std::string meaning = expand_name(*context, name, NameUse::kVocabulary);
            if (meaning == "@value" || (meaning == "@id" && object.names.size() == 1)) keeps = true;
        }
        if (!keeps) context = context->previous;
    }
    if (definition != nullptr && definition->context != nullptr) {
        auto scoped =
            contexts_.process(context, *definition->context, ContextProcessor::Scope::kProperty);
        if (!scoped) return scoped;
        context = *std::move(scoped);
    }
    const JsonTree* own = object.find("@context");
    if (own == nullptr) return context;
    return contexts_.process(context, *own, ContextProcessor::Scope::kDocument);
}

// Contexts of types, in order of the types' names (step 11).
Result<ContextPtr> NodeWalker::context_of_types(ContextPtr context, const JsonTree& object) {
    const ContextPtr scope = context;
    for (std::size_t i = 0; i < object.items.size(); ++i) {
        if (expand_name(*context, object.names[i], NameUse::kVocabulary) != "@type") continue;
        std::vector<std::string> types;
        for (const JsonTree* type : items_of(object.items[i])) {
            if (type->is(Kind::kText)) types.push_back(type->text);
        }
        std::ranges::sort(types);
        for (const std::string& type : types) {
            const TermDefinition* definition = scope->find(type);
            if (definition == nullptr || definition->context == nullptr) continue;
            auto scoped =
                contexts_.process(context, *definition->context, ContextProcessor::Scope::kType);
            if (!scoped) return scoped;
            context = *std::move(scoped);
        }
    }
    return context;
}

Result<NodeWalker::Members> NodeWalker::members_of(const ActiveContext& context,
                                                   const JsonTree& object) {
    Members members;
    for (std::size_t i = 0; i < object.items.size(); ++i) {
        const std::string& name = object.names[i];
        if (name == "@context") continue;
        std::string meaning = expand_name(context, name, NameUse::kVocabulary);
        if (is_keyword(meaning)) {
            const bool is_again = member_of(members, meaning) != nullptr;
            if (is_again && meaning != "@type") return bad_node("an object with two " + meaning);
        } else if (!is_absolute_iri(meaning)) {
            return bad_node("no context says what \"" + name + "\" means");
        }
        members.emplace_back(std::move(meaning), &object.items[i]);
    }
    return members;
}

Result<NodeWalker::Values> NodeWalker::values_of_object(Place place, const JsonTree& object) {
    auto type_context = context_inside(place, object);
    if (!type_context) return fail(type_context.error());
    auto context = context_of_types(*type_context, object);
    if (!context) return fail(context.error());
    place.context = *std::move(context);
    const auto members = members_of(*place.context, object);
    if (!members) return fail(members.error());
    if (member_of(*members, "@value") != nullptr) {
        if (place.property.empty()) return bad_node("a value that belongs to nothing");
        auto term = value_object_term(**type_context, *members);
        if (!term) return fail(term.error());
        return *term ? Values{{**std::move(term)}, false} : Values{};
    }
    for (const char* wrapper : {"@list", "@set"}) {
        const JsonTree* contents = member_of(*members, wrapper);
        if (contents == nullptr) continue;
        if (members->size() != 1) return bad_node(std::string(wrapper) + " beside other members");
        if (place.property.empty()) return bad_node("a value that belongs to nothing");
        // Processors do not agree whether these are lists in a list.
        const TermDefinition* definition = place.definition();
        const bool nests = definition != nullptr && definition->container == Container::kList;
        if (!nests && contents->is(Kind::kArray) &&
            std::ranges::any_of(contents->items,
                                [](const JsonTree& item) { return item.is(Kind::kArray); }))
            return fail(ErrorKind::kUnsupported, "arrays in a list or a set");
        auto values = values_of(place, *contents);
        if (!values || contents == member_of(*members, "@set")) return values;
        auto list = list_of(values->terms, place.graph);
        if (!list) return fail(list.error());
        return Values{{*std::move(list)}, true};
    }
    auto subject = node(place, *members, object, *type_context);
    if (!subject) return fail(subject.error());
    return Values{{*std::move(subject)}, false};
}

Result<Term> NodeWalker::subject_of(const Place& place, const JsonTree* id) {
    if (id == nullptr) return fresh_blank();
    if (!id->is(Kind::kText)) return bad_node("an object whose id is no text");
    return reference_term(expand_name(*place.context, id->text, NameUse::kReference));
}

Result<Term> NodeWalker::node(const Place& place, const Members& members, const JsonTree& object,
                              const ContextPtr& type_context) {
    auto subject = subject_of(place, member_of(members, "@id"));
    if (!subject) return subject;
    std::size_t at = 0;
    for (const auto& [meaning, value] : members) {
        while (object.names[at] == "@context")
            ++at;
        const std::string& name = object.names[at++];
        Result<void> added;
        if (meaning == "@id") continue;
        if (meaning == "@type") {
            added = add_types(*type_context, *subject, *value, place.graph);
        } else if (meaning == "@graph") {
            added = walk_graph({place.context, {}, *subject}, *value);
        } else if (is_keyword(meaning)) {
            added = fail(ErrorKind::kUnsupported, "an object with " + meaning);
        } else {
            added = add_property({place.context, name, place.graph}, *subject, meaning, *value);
        }
        if (!added) return fail(added.error());
    }
    return subject;
}

Result<void> NodeWalker::add_types(const ActiveContext& context, const Term& subject,
                                   const JsonTree& types, const Term& graph) {
    for (const JsonTree* type : items_of(types)) {
        if (!type->is(Kind::kText)) return bad_node("a type that is no text");
        auto term = reference_term(expand_name(context, type->text, NameUse::kVocabulary));
        if (!term) return fail(term.error());
        const auto added = add({subject, std::string(kRdf) + "type", *std::move(term), graph});
        if (!added) return added;
    }
    return {};
}

Result<void> NodeWalker::add_property(const Place& place, const Term& subject,
                                      const std::string& predicate, const JsonTree& value) {
    auto values = values_of_property(place, value);
    if (!values) return fail_in(place.property, values.error());
    for (Term& term : values->terms) {
        const auto added = add({subject, predicate, std::move(term), place.graph});
        if (!added) return added;
    }
    return {};
}

Result<NodeWalker::Values> NodeWalker::values_of_property(const Place& place,
                                                          const JsonTree& value) {
    const TermDefinition* definition = place.definition();
    if (definition == nullptr) return values_of(place, value);
    if (definition->type == "@json") {
        auto term = json_literal(value);
        if (!term) return fail(term.error());
        return Values{{*std::move(term)}, false};
    }
    const Container container = definition->container;
    if (container == Container::kMap && value.is(Kind::kObject))
        return fail(ErrorKind::kUnsupported, "a map by id, index or type");
    if (container == Container::kGraph) return graphs_of(place, value);
    if (container == Container::kLanguage && value.is(Kind::kObject)) {
        auto terms = language_map_terms(*place.context, value);
        if (!terms) return fail(terms.error());
        return Values{*std::move(terms), false};
    }
    auto values = values_of(place, value);
    if (!values || container != Container::kList || values->is_list || value.is(Kind::kNull))
        return values;
    auto list = list_of(values->terms, place.graph);
    if (!list) return fail(list.error());
    return Values{{*std::move(list)}, true};
}

// Each value speaks in a graph of its own (section 5.1.2, step 13.13).
Result<NodeWalker::Values> NodeWalker::graphs_of(const Place& place, const JsonTree& value) {
    Values graphs;
    for (const JsonTree* item : items_of(value)) {
        if (item->is(Kind::kNull)) continue;
        if (!item->is(Kind::kObject))
            return fail(ErrorKind::kUnsupported, "a graph that is no object");
        Place inside = place;
        inside.graph = fresh_blank();
        const auto walked = walk_graph(inside, *item);
        if (!walked) return fail(walked.error());
        graphs.terms.push_back(std::move(inside.graph));
    }
    return graphs;
}

Result<Term> NodeWalker::list_of(const std::vector<Term>& items, const Term& graph) {
    const std::string rdf(kRdf);
    Term rest{Term::Kind::kIri, rdf + "nil", {}, {}};
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        Term cell = fresh_blank();
        auto added = add({cell, rdf + "first", *item, graph});
        if (added) added = add({cell, rdf + "rest", std::move(rest), graph});
        if (!added) return fail(added.error());
        rest = std::move(cell);
    }
    return rest;
}

}  // namespace belvedere::linked
