// SPDX-License-Identifier: Apache-2.0
// ContextProcessor: makes the contexts that hold at the places of one document.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "engine/core/result.hpp"
#include "engine/linked/active_context.hpp"
#include "engine/linked/context_builder.hpp"
#include "engine/linked/to_rdf.hpp"

namespace belvedere::linked {

// Context processing (JSON-LD 1.1 API, section 4.1.2). Contexts named by URL are the built-in ones
// (known_contexts.hpp) and what the caller knows; it never fetches. What was made once is
// remembered, so that a thousand nodes of one type cost one context. Local contexts are borrowed
// and must outlive it. One thread, one document.
class ContextProcessor {
  public:
    // Where a local context stands: in the document, at a term's property, or at a type.
    enum class Scope : std::uint8_t { kDocument, kProperty, kType };

    explicit ContextProcessor(const ContextDocuments& known) : known_(known) {}

    // kUnsupported for a URL that is not known, kBadData, kLimit.
    [[nodiscard]] Result<ContextPtr> process(const ContextPtr& active, const JsonTree& local,
                                             Scope scope);

  private:
    using Key = std::tuple<const ActiveContext*, const JsonTree*, Scope>;
    struct Made {
        ContextPtr from, made;  // `from` is held, so that its address stays its own.
    };
    [[nodiscard]] Result<void> add(ActiveContext& context, const JsonTree& local, Scope scope,
                                   std::size_t depth);
    [[nodiscard]] Result<const JsonTree*> document(const std::string& url);
    [[nodiscard]] Result<void> spend(std::size_t terms);

    const ContextDocuments& known_;
    std::map<Key, Made> made_;
    std::map<std::string, std::unique_ptr<JsonTree>> documents_;
    std::size_t terms_made_ = 0;
};

}  // namespace belvedere::linked
