// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/codelists.hpp"

#include <utility>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/text_encoding.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"

namespace belvedere::content::citygml {

namespace {

// The text from the first element on: no declaration, no comments before it.
std::string_view without_prolog(std::string_view text) {
    XmlScanner scanner(text);
    const XmlTag root = scanner.next();
    return root.kind == XmlTagKind::kStart ? text.substr(root.begin) : std::string_view{};
}

void add_definition(XmlElement definition, std::unordered_map<std::string, std::string>& meanings) {
    std::string memory;
    std::string identifier, spaced_name, first_name, last_name, description;
    for (XmlElement part = definition.first_child(); part; part = part.next_sibling()) {
        const std::string text(part.text(memory));
        if (part.local() == "identifier") identifier = text;
        if (part.local() == "description") description = text;
        if (part.local() != "name") continue;
        if (first_name.empty()) first_name = text;
        (part.attribute("codeSpace").empty() ? last_name : spaced_name) = text;
    }
    std::string code = first_name;
    if (description.empty() && !identifier.empty()) {
        code = identifier;
        description = first_name;
    } else if (description.empty() && !spaced_name.empty()) {
        code = spaced_name;
        description = last_name;
    }
    if (!code.empty() && !description.empty()) meanings.emplace(code, description);
}

}  // namespace

std::unordered_map<std::string, std::string> read_codelist(std::string_view text) {
    std::unordered_map<std::string, std::string> meanings;
    XmlTree tree;
    if (!tree.parse(without_prolog(text)) || !tree.first()) return meanings;
    for (XmlElement entry = tree.first().first_child(); entry; entry = entry.next_sibling()) {
        // dictionaryEntry and definitionMember hold a Definition each.
        for (XmlElement definition = entry.first_child(); definition;
             definition = definition.next_sibling()) {
            if (definition.has_children()) add_definition(definition, meanings);
        }
    }
    return meanings;
}

const Codelists::List& Codelists::list(std::string_view code_space) const {
    const std::lock_guard lock(mutex_);
    const auto known = lists_.find(code_space);
    if (known != lists_.end()) return *known->second;
    auto list = std::make_unique<List>();
    if (lists_.size() >= limits::kCodelists) {
        static const List kTooMany{{}, "more than 1,024 code lists are named"};
        return kTooMany;
    }
    const std::string shown(code_space.substr(0, 200));
    if (!read_beside_) {
        list->problem = "the code list " + shown + " is not read";
    } else if (const auto bytes = read_beside_(code_space, limits::kCodelistBytes); !bytes) {
        list->problem = "the code list " + shown + " is not there: its codes are shown";
    } else if (const auto text = utf8_text(*bytes)) {
        list->meanings = read_codelist(text->text);
        if (list->meanings.empty()) list->problem = "the code list " + shown + " defines nothing";
    } else {
        list->problem = "the code list " + shown + ": " + text.error().message;
    }
    return *lists_.emplace(std::string(code_space), std::move(list)).first->second;
}

std::optional<std::string> Codelists::meaning(std::string_view code_space, std::string_view code,
                                              std::string& problem) const {
    const List& known = list(code_space);
    problem = known.problem;
    const auto found = known.meanings.find(std::string(code));
    if (found == known.meanings.end()) return std::nullopt;
    return found->second;
}

}  // namespace belvedere::content::citygml
