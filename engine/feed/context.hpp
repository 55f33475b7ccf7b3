// SPDX-License-Identifier: Apache-2.0
// JSON-LD contexts as NGSI-LD uses them: short names to IRIs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/context_documents.hpp"

namespace simdjson::dom {
class element;
}

namespace belvedere::feed {

// One compiled context. Expansion follows JSON-LD 1.1 (IRI expansion, section 5.2) for what names
// need: terms, prefixes, keywords. The core context is applied last and wins; names that nothing
// defines go to NGSI-LD's default vocabulary, whatever @vocab says (ETSI GS CIM 009, clause 5.5.7).
// Immutable but for a cache: one thread.
class Context {
  public:
    // The IRI of a property's or type's name; a name that is one already stays. Valid as long as
    // the context. Empty where the context says that the name means nothing (null).
    [[nodiscard]] std::string_view expand(std::string_view name) const;
    // Whether the name is defined, is an IRI, or cannot be because a context was not known here:
    // then the default vocabulary may be wrong.
    [[nodiscard]] bool is_certain(std::string_view name) const;

  private:
    friend class ContextRegistry;
    [[nodiscard]] std::string expansion_of(std::string_view name) const;

    std::unordered_map<std::string, std::string> terms_;
    mutable std::unordered_map<std::string, std::string> expansions_;
    bool misses_documents_ = false;
};

// Makes contexts of what payloads say, from documents that were given to it and those of `shared`.
// It never fetches: whoever owns it decides what may be known. One thread.
class ContextRegistry {
  public:
    explicit ContextRegistry(std::shared_ptr<ContextDocuments> shared = nullptr);
    ~ContextRegistry();

    // Makes a document known under its URL. kBadData, kLimit.
    [[nodiscard]] Result<void> add_document(std::string_view url, ByteView document);
    // Between messages: forgets compiled contexts once they are many or there are other documents.
    // What was handed out ends.
    void trim();
    // The core context alone.
    [[nodiscard]] const Context& core() const { return *core_; }
    // The context that a URL names; with the core alone, and marked, when it is not known or when
    // one message names more than limits::kContextsKept.
    [[nodiscard]] const Context& of_url(std::string_view url);
    // The context of a payload's "@context" member. kBadData when it is none.
    [[nodiscard]] Result<const Context*> of_member(const simdjson::dom::element& member);

  private:
    struct Builder;
    [[nodiscard]] const Context& keep(std::string key, std::unique_ptr<Context> context);

    std::map<std::string, std::string, std::less<>> documents_;
    std::unordered_map<std::string, std::unique_ptr<Context>> compiled_;
    std::unique_ptr<Context> core_, unknown_;
    std::shared_ptr<ContextDocuments> shared_;  // Or null.
    std::uint64_t revision_ = 0;                // Of `shared_`, that `compiled_` was made of.
};

}  // namespace belvedere::feed
