// SPDX-License-Identifier: Apache-2.0
// What stands at the leaves of a JSON-LD document.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "engine/linked/canonical_json.hpp"
#include "engine/linked/node_walker.hpp"

namespace belvedere::linked {
namespace {

using Kind = JsonTree::Kind;

// From here on an integer is written as a double (section 8.2.2).
constexpr double kWholeMost = 1e21;

std::string xsd(std::string_view name) {
    return std::string(kXsd) + std::string(name);
}

bool is_language(std::string_view tag) {
    // BCP 47's shape: up to eight letters or digits a part.
    std::size_t part = 0;
    bool is_first = true;
    for (const char letter : tag) {
        const bool is_digit = letter >= '0' && letter <= '9';
        const bool is_letter = letter >= 'a' && letter <= 'z';
        if (letter == '-') {
            if (part == 0) return false;
            part = 0;
            is_first = false;
        } else if (!is_letter && (is_first || !is_digit)) {
            return false;
        } else if (++part > 8) {
            return false;
        }
    }
    return part > 0;
}

// U+FFFE and U+FFFF: no characters, which writers of N-Quads treat in different ways.
bool has_noncharacter(std::string_view text) {
    return text.find("\xEF\xBF\xBE") != std::string_view::npos ||
           text.find("\xEF\xBF\xBF") != std::string_view::npos;
}

Result<Term> text_term(const std::string& text, std::string datatype, std::string language) {
    if (has_noncharacter(text))
        return fail(ErrorKind::kUnsupported, "a text with letters that are no characters");
    std::ranges::transform(language, language.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    if (!language.empty() && !is_language(language))
        return fail(ErrorKind::kBadData, "a text in a language that is no language tag");
    return Term{Term::Kind::kLiteral, text, std::move(datatype), std::move(language)};
}

// xsd:double's canonical form with at most 16 digits (section 8.2.2): "5.5E0".
std::string double_text(double number) {
    char text[64];
    std::snprintf(text, sizeof(text), "%.15E", number);
    const std::string_view all(text);
    const std::size_t mark = all.find('E');
    std::string digits(all.substr(0, mark));
    while (digits.back() == '0' && digits[digits.size() - 2] != '.')
        digits.pop_back();
    int exponent = 0;
    const std::size_t from = mark + (all[mark + 1] == '+' ? 2 : 1);
    std::from_chars(text + from, text + all.size(), exponent);
    return digits + "E" + std::to_string(exponent);
}

Result<Term> number_term(const JsonTree& value, std::string datatype) {
    if (!value.is_exact)
        return fail(ErrorKind::kUnsupported, "an integer that a double does not hold");
    const bool is_whole = std::trunc(value.number) == value.number;
    if (!is_whole || std::abs(value.number) >= kWholeMost || datatype == xsd("double")) {
        if (datatype.empty()) datatype = xsd("double");
        return Term{Term::Kind::kLiteral, double_text(value.number), std::move(datatype), {}};
    }
    char text[64];
    std::snprintf(text, sizeof(text), "%.0f", value.number == 0.0 ? 0.0 : value.number);
    if (datatype.empty()) datatype = xsd("integer");
    return Term{Term::Kind::kLiteral, text, std::move(datatype), {}};
}

Result<Term> literal(const JsonTree& value, std::string datatype, std::string language) {
    if (value.is(Kind::kNumber)) return number_term(value, std::move(datatype));
    if (value.is(Kind::kBoolean)) {
        if (datatype.empty()) datatype = xsd("boolean");
        return Term{
            Term::Kind::kLiteral, value.boolean ? "true" : "false", std::move(datatype), {}};
    }
    return text_term(value.text, std::move(datatype), std::move(language));
}

}  // namespace

Result<Term> reference_term(const std::string& name) {
    if (name.starts_with("_:") && name.size() > 2)
        return Term{Term::Kind::kBlank, "u" + name.substr(2), {}, {}};
    if (!is_absolute_iri(name))
        return fail(ErrorKind::kBadData, "\"" + name + "\" stands for no absolute IRI");
    return Term{Term::Kind::kIri, name, {}, {}};
}

Result<Term> json_literal(const JsonTree& value) {
    auto text = canonical_json(write_json(value));
    if (!text) return fail(text.error());
    return text_term(*text, std::string(kRdf) + "JSON", {});
}

Result<std::optional<Term>> scalar_term(const ActiveContext& context,
                                        const TermDefinition* definition, const JsonTree& value) {
    if (value.is(Kind::kNull)) return std::nullopt;
    const std::string type = definition == nullptr ? std::string() : definition->type;
    const auto as_optional = [](Result<Term> term) -> Result<std::optional<Term>> {
        if (!term) return fail(term.error());
        return std::optional(*std::move(term));
    };
    if ((type == "@id" || type == "@vocab") && value.is(Kind::kText)) {
        const NameUse use = type == "@id" ? NameUse::kReference : NameUse::kVocabulary;
        return as_optional(reference_term(expand_name(context, value.text, use)));
    }
    // Met in lists alone; other values of such a term are JSON as a whole.
    if (type == "@json") return as_optional(json_literal(value));
    const bool is_typed = !type.empty() && !type.starts_with('@');
    if (is_typed) return as_optional(literal(value, type, {}));
    const bool has_own = definition != nullptr && definition->has_language;
    return as_optional(literal(value, {}, has_own ? definition->language : context.language));
}

Result<std::optional<Term>> value_object_term(
    const ActiveContext& context,
    const std::vector<std::pair<std::string, const JsonTree*>>& members) {
    const JsonTree* value = nullptr;
    std::string datatype, language;
    bool is_json = false;
    for (const auto& [name, member] : members) {
        const bool is_text = member->is(Kind::kText);
        if (name == "@value") {
            value = member;
        } else if (name == "@type" && is_text) {
            datatype = expand_name(context, member->text, NameUse::kVocabulary);
            is_json = datatype == "@json";
            if (!is_json && !is_absolute_iri(datatype))
                return fail(ErrorKind::kBadData, "a value whose type stands for no IRI");
        } else if (name == "@language" && is_text) {
            language = member->text;
        } else if (name == "@index" || name == "@direction") {
            return fail(ErrorKind::kUnsupported, "a value with " + name);
        } else {
            return fail(ErrorKind::kBadData, "a value with a member that it cannot have");
        }
    }
    Result<Term> term = Term{};
    if (is_json) {
        term = json_literal(*value);
    } else if (value->is(Kind::kNull)) {
        return std::nullopt;
    } else if (value->is(Kind::kArray) || value->is(Kind::kObject) ||
               (!language.empty() && (!value->is(Kind::kText) || !datatype.empty()))) {
        return fail(ErrorKind::kBadData, "a value that is no literal");
    } else {
        term = literal(*value, datatype, language);
    }
    if (!term) return fail(term.error());
    return std::optional(*std::move(term));
}

Result<std::vector<Term>> language_map_terms(const ActiveContext& context, const JsonTree& map) {
    std::vector<Term> terms;
    for (std::size_t i = 0; i < map.items.size(); ++i) {
        const JsonTree& value = map.items[i];
        const bool is_none = expand_name(context, map.names[i], NameUse::kVocabulary) == "@none";
        const std::vector<JsonTree> one{value};
        for (const JsonTree& text : value.is(Kind::kArray) ? value.items : one) {
            if (text.is(Kind::kNull)) continue;
            if (!text.is(Kind::kText))
                return fail(ErrorKind::kBadData, "texts by language with one that is no text");
            auto term = text_term(text.text, {}, is_none ? std::string() : map.names[i]);
            if (!term) return fail(term.error());
            if (!is_none && term->language.empty())
                return fail(ErrorKind::kBadData, "texts by language with one of none");
            terms.push_back(*std::move(term));
        }
    }
    return terms;
}

}  // namespace belvedere::linked
