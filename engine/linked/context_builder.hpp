// SPDX-License-Identifier: Apache-2.0
// ContextBuilder: defines the terms of one context object.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/linked/active_context.hpp"

namespace belvedere::linked {

// Adds a context object to an active context (JSON-LD 1.1 API, sections 4.1.2 and 4.2.2). What of
// JSON-LD is not supported (@base, @import, @direction, @nest, @reverse, relative vocabularies) is
// kUnsupported; kBadData where the context breaks a rule, above all where it redefines a protected
// term. Both objects are borrowed; of one use.
class ContextBuilder {
  public:
    enum class Protection : bool { kHolds, kOverridden };
    ContextBuilder(ActiveContext& context, const JsonTree& local, Protection protection)
        : context_(context), local_(local), protection_(protection) {}

    [[nodiscard]] Result<void> run();

  private:
    [[nodiscard]] Result<void> read_defaults();
    [[nodiscard]] Result<void> define(const std::string& term);
    [[nodiscard]] Result<TermDefinition> read_definition(const std::string& term,
                                                         const JsonTree& value);
    [[nodiscard]] Result<void> read_members(const JsonTree& value, TermDefinition& definition);
    [[nodiscard]] Result<void> read_type(const JsonTree& type, TermDefinition& definition);
    [[nodiscard]] Result<std::string> iri_of(const std::string& term, const JsonTree& value);
    [[nodiscard]] Result<std::string> implied_iri(const std::string& term);
    [[nodiscard]] Result<std::string> expand(const std::string& name);
    [[nodiscard]] Result<void> keep(const std::string& term, TermDefinition definition,
                                    const TermDefinition* before);

    ActiveContext& context_;
    const JsonTree& local_;
    Protection protection_;
    bool protects_ = false;
    std::map<std::string, bool> defined_;  // False while a term is being defined.
};

}  // namespace belvedere::linked
