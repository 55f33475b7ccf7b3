// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/context_processor.hpp"

#include <algorithm>
#include <utility>

#include "engine/linked/known_contexts.hpp"
#include "engine/linked/limits.hpp"
#include "engine/linked/rdf.hpp"

namespace belvedere::linked {

namespace {

using Kind = JsonTree::Kind;

}  // namespace

Result<ContextPtr> ContextProcessor::process(const ContextPtr& active, const JsonTree& local,
                                             Scope scope) {
    const Key key{active.get(), &local, scope};
    if (const auto known = made_.find(key); known != made_.end()) return known->second.made;
    ActiveContext context = *active;
    const auto spent = spend(context.terms.size());
    if (!spent) return fail(spent.error());
    const auto added = add(context, local, scope, 0);
    if (!added) return fail(added.error());
    // What a type says holds for its node, not for those inside.
    bool propagates = scope != Scope::kType;
    if (const JsonTree* rule = local.find("@propagate")) {
        if (!rule->is(Kind::kBoolean))
            return fail(ErrorKind::kBadData, "a context whose @propagate is no boolean");
        propagates = rule->boolean;
    }
    if (!propagates && !context.previous) context.previous = active;
    ContextPtr made = std::make_shared<const ActiveContext>(std::move(context));
    made_.emplace(key, Made{active, made});
    return made;
}

Result<void> ContextProcessor::spend(std::size_t terms) {
    terms_made_ += terms;
    if (terms_made_ <= limits::kTermsMade) return {};
    return fail(ErrorKind::kLimit, "a document of too many contexts");
}

Result<void> ContextProcessor::add(ActiveContext& context, const JsonTree& local, Scope scope,
                                   std::size_t depth) {
    if (depth > limits::kContextDepth)
        return fail(ErrorKind::kLimit, "contexts that name each other too deeply");
    switch (local.kind) {
        case Kind::kArray:
            for (const JsonTree& part : local.items) {
                const auto added = add(context, part, scope, depth + 1);
                if (!added) return added;
            }
            return {};
        case Kind::kNull: {
            const bool is_protected = std::ranges::any_of(
                context.terms, [](const auto& term) { return term.second->is_protected; });
            if (is_protected && scope != Scope::kProperty)
                return fail(ErrorKind::kBadData, "a context that takes back protected terms");
            context = ActiveContext{};
            return {};
        }
        case Kind::kText: {
            const auto named = document(local.text);
            if (!named) return fail(named.error());
            return add(context, **named, scope, depth + 1);
        }
        case Kind::kObject: {
            const auto spent = spend(local.items.size());
            if (!spent) return spent;
            const auto protection = scope == Scope::kProperty
                                        ? ContextBuilder::Protection::kOverridden
                                        : ContextBuilder::Protection::kHolds;
            return ContextBuilder(context, local, protection).run();
        }
        default:
            return fail(ErrorKind::kBadData, "a context that is no URL, object or array");
    }
}

Result<const JsonTree*> ContextProcessor::document(const std::string& url) {
    const auto kept = documents_.find(url);
    if (kept != documents_.end()) return kept->second->find("@context");
    if (!is_absolute_iri(url))
        return fail(ErrorKind::kUnsupported, "a context by a relative address");
    std::optional<std::string> text;
    if (const auto built_in = known_context(url)) text = std::string(*built_in);
    if (!text && known_) text = known_(url);
    if (!text) return fail(ErrorKind::kUnsupported, "the context " + url + " is not at hand");
    auto tree = parse_json(*text);
    if (!tree) return fail_in("context " + url, tree.error());
    if (tree->find("@context") == nullptr)
        return fail(ErrorKind::kBadData, "context " + url + ": no member @context");
    const auto added = documents_.emplace(url, std::make_unique<JsonTree>(*std::move(tree))).first;
    return added->second->find("@context");
}

}  // namespace belvedere::linked
