// SPDX-License-Identifier: Apache-2.0
// NodeWalker: goes through a JSON-LD document once and notes what it states.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/linked/context_processor.hpp"
#include "engine/linked/rdf.hpp"

namespace belvedere::linked {

// The walk behind to_rdf(); sections are those of the JSON-LD 1.1 API. Of one use.
class NodeWalker {
  public:
    explicit NodeWalker(const ContextDocuments& known) : contexts_(known) {}
    [[nodiscard]] Result<void> walk(const JsonTree& document);
    [[nodiscard]] Dataset take_quads() { return std::move(quads_); }

  private:
    // Where a value stands: what names mean there, the term it is the value of (empty at the
    // top and in graphs), and the graph that it speaks in.
    struct Place {
        ContextPtr context;
        std::string property;
        Term graph;
        [[nodiscard]] const TermDefinition* definition() const {
            return property.empty() ? nullptr : context->find(property);
        }
    };
    // Members by what their names mean.
    using Members = std::vector<std::pair<std::string, const JsonTree*>>;
    struct Values {
        std::vector<Term> terms;
        bool is_list = false;  // One term, which is a list already.
    };

    [[nodiscard]] Result<Values> values_of(const Place& place, const JsonTree& value);
    [[nodiscard]] Result<Values> values_of_object(Place place, const JsonTree& object);
    [[nodiscard]] Result<ContextPtr> context_inside(const Place& place, const JsonTree& object);
    [[nodiscard]] Result<ContextPtr> context_of_types(ContextPtr context, const JsonTree& object);
    [[nodiscard]] static Result<Members> members_of(const ActiveContext& context,
                                                    const JsonTree& object);
    [[nodiscard]] Result<Term> node(const Place& place, const Members& members,
                                    const JsonTree& object, const ContextPtr& type_context);
    [[nodiscard]] Result<Term> subject_of(const Place& place, const JsonTree* id);
    [[nodiscard]] Result<void> add_types(const ActiveContext& context, const Term& subject,
                                         const JsonTree& types, const Term& graph);
    [[nodiscard]] Result<void> add_property(const Place& place, const Term& subject,
                                            const std::string& predicate, const JsonTree& value);
    [[nodiscard]] Result<Values> values_of_property(const Place& place, const JsonTree& value);
    [[nodiscard]] Result<Values> graphs_of(const Place& place, const JsonTree& value);
    [[nodiscard]] Result<void> walk_graph(const Place& place, const JsonTree& contents);
    [[nodiscard]] Result<Term> list_of(const std::vector<Term>& items, const Term& graph);
    [[nodiscard]] Result<void> add(Quad quad);
    [[nodiscard]] Term fresh_blank();

    ContextProcessor contexts_;
    Dataset quads_;
    std::size_t blanks_ = 0;
};

// The literal of a scalar, coerced by its term; nothing for a null.
[[nodiscard]] Result<std::optional<Term>> scalar_term(const ActiveContext& context,
                                                      const TermDefinition* definition,
                                                      const JsonTree& value);
// The literal of a value object, by its members.
[[nodiscard]] Result<std::optional<Term>> value_object_term(
    const ActiveContext& context,
    const std::vector<std::pair<std::string, const JsonTree*>>& members);
// A literal of JSON itself (rdf:JSON, section 8.1.2, by the canonical form of RFC 8785).
[[nodiscard]] Result<Term> json_literal(const JsonTree& value);
// Texts by language, as a term with that container has them.
[[nodiscard]] Result<std::vector<Term>> language_map_terms(const ActiveContext& context,
                                                           const JsonTree& map);
// A reference as a term: an absolute IRI or a blank node. kBadData for any other.
[[nodiscard]] Result<Term> reference_term(const std::string& name);

}  // namespace belvedere::linked
