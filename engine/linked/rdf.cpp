// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/rdf.hpp"

#include <algorithm>
#include <cstdio>

namespace belvedere::linked {
namespace {

void write_escaped(std::string_view text, std::string& out) {
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        switch (letter) {
            case '\b':
                out += "\\b";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\r':
                out += "\\r";
                break;
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            default:
                if (code < 0x20 || code == 0x7F) {
                    char escape[8];
                    std::snprintf(escape, sizeof(escape), "\\u%04X", static_cast<unsigned>(code));
                    out += escape;
                } else {
                    out += letter;
                }
        }
    }
}

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

}  // namespace

std::string n_quads_term(const Term& term) {
    switch (term.kind) {
        case Term::Kind::kIri:
            return "<" + term.text + ">";
        case Term::Kind::kBlank:
            return "_:" + term.text;
        case Term::Kind::kLiteral: {
            std::string out = "\"";
            write_escaped(term.text, out);
            out += '"';
            if (!term.language.empty()) {
                out += "@" + term.language;
            } else if (!term.datatype.empty() && term.datatype != std::string(kXsd) + "string") {
                out += "^^<" + term.datatype + ">";
            }
            return out;
        }
        case Term::Kind::kNone:
            break;
    }
    return {};
}

std::string n_quads_line(const Quad& quad) {
    std::string line =
        n_quads_term(quad.subject) + " <" + quad.predicate + "> " + n_quads_term(quad.object) + " ";
    if (quad.graph.kind != Term::Kind::kNone) line += n_quads_term(quad.graph) + " ";
    return line + ".\n";
}

bool is_absolute_iri(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return false;
    const auto is_of_scheme = [](char letter) {
        return is_letter(letter) || (letter >= '0' && letter <= '9') || letter == '+' ||
               letter == '-' || letter == '.';
    };
    constexpr std::string_view kNever = "<>\"{}|^`\\";
    const auto is_allowed = [&](char letter) {
        const auto code = static_cast<unsigned char>(letter);
        return code > 0x20 && code != 0x7F && kNever.find(letter) == std::string_view::npos;
    };
    return std::ranges::all_of(text.substr(0, colon), is_of_scheme) &&
           std::ranges::all_of(text, is_allowed);
}

}  // namespace belvedere::linked
