// SPDX-License-Identifier: Apache-2.0
// Reads N-Quads (RDF 1.1 N-Quads) for tests; broken lines make a dataset that equals none.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/linked/rdf.hpp"

namespace belvedere::test {

inline void append_utf8(std::string& out, unsigned long point) {
    const auto put = [&](unsigned long byte) { out += static_cast<char>(byte); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | (point >> 6U));
        put(0x80 | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0 | (point >> 12U));
        put(0x80 | ((point >> 6U) & 0x3FU));
        put(0x80 | (point & 0x3FU));
    } else {
        put(0xF0 | (point >> 18U));
        put(0x80 | ((point >> 12U) & 0x3FU));
        put(0x80 | ((point >> 6U) & 0x3FU));
        put(0x80 | (point & 0x3FU));
    }
}

inline std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char kind = text[++i];
        if (kind == 'u' || kind == 'U') {
            const std::size_t digits = kind == 'u' ? 4 : 8;
            append_utf8(out,
                        std::strtoul(std::string(text.substr(i + 1, digits)).c_str(), nullptr, 16));
            i += digits;
            continue;
        }
        constexpr std::string_view kFrom = "tbnrf", kTo = "\t\b\n\r\f";
        const std::size_t at = kFrom.find(kind);
        out += at == std::string_view::npos ? kind : kTo[at];
    }
    return out;
}

// Takes one term off the front of a line.
inline linked::Term take_term(std::string_view& line) {
    using Kind = linked::Term::Kind;
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    linked::Term term;
    if (line.starts_with('<')) {
        const std::size_t end = line.find('>');
        term = {Kind::kIri, unescaped(line.substr(1, end - 1)), {}, {}};
        line.remove_prefix(end + 1);
    } else if (line.starts_with("_:")) {
        const std::size_t end = line.find_first_of(" \t", 2);
        term = {Kind::kBlank, std::string(line.substr(2, end - 2)), {}, {}};
        line.remove_prefix(end);
    } else if (line.starts_with('"')) {
        std::size_t end = 1;
        while (line[end] != '"')
            end += line[end] == '\\' ? std::size_t{2} : std::size_t{1};
        term = {Kind::kLiteral, unescaped(line.substr(1, end - 1)), {}, {}};
        line.remove_prefix(end + 1);
        if (line.starts_with("^^")) {
            line.remove_prefix(2);
            term.datatype = take_term(line).text;
        } else if (line.starts_with('@')) {
            const std::size_t stop = line.find_first_of(" \t.");
            term.language = line.substr(1, stop - 1);
            line.remove_prefix(stop);
        }
    }
    return term;
}

inline linked::Dataset n_quads(std::string_view text) {
    linked::Dataset dataset;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos || line.starts_with('#'))
            continue;
        linked::Quad quad;
        quad.subject = take_term(line);
        quad.predicate = take_term(line).text;
        quad.object = take_term(line);
        quad.graph = take_term(line);
        dataset.push_back(std::move(quad));
    }
    return dataset;
}

}  // namespace belvedere::test
