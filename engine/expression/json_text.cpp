// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/json_text.hpp"

#include <charconv>
#include <cstring>
#include <optional>

#include "engine/expression/limits.hpp"
#include "engine/expression/utf8.hpp"

namespace belvedere::expression {
namespace {

// Walks JSON text one value at a time. It is lenient about what it skips (brackets and quotes must
// match) and strict about what it returns.
class JsonScanner {
  public:
    explicit JsonScanner(std::string_view text) : text_(text) {}

    bool accept(char c) {
        skip_space();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    // The raw text of the next value; nothing when it is broken or too deep.
    std::optional<std::string_view> value() {
        skip_space();
        const std::size_t from = at_;
        if (at_ >= text_.size()) return std::nullopt;
        const char first = text_[at_];
        if (first == '"') {
            if (!skip_string()) return std::nullopt;
        } else if (first == '{' || first == '[') {
            if (!skip_nested()) return std::nullopt;
        } else {
            while (at_ < text_.size() && !is_end(text_[at_]))
                ++at_;
        }
        if (at_ == from) return std::nullopt;
        return text_.substr(from, at_ - from);
    }

  private:
    static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
    static bool is_end(char c) {
        return c == ',' || c == '}' || c == ']' || c == ':' || is_space(c);
    }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_]))
            ++at_;
    }

    bool skip_string() {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\\') {
                ++at_;
            } else if (text_[at_] == '"') {
                ++at_;
                return true;
            }
        }
        return false;
    }

    bool skip_nested() {
        int depth = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                if (!skip_string()) return false;
                continue;
            }
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            ++at_;
            if (depth == 0) return true;
            if (depth > kJsonDepthMax) return false;
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::optional<std::uint32_t> hex4(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    std::uint32_t unit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + 4, unit, 16);
    if (error != std::errc() || end != text.data() + 4) return std::nullopt;
    return unit;
}

// One escape after its backslash; advances `rest` past it.
bool append_escape(std::string_view& rest, std::pmr::string& out) {
    constexpr std::string_view kFrom = "\"\\/bfnrt";
    constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
    const char c = rest.front();
    rest.remove_prefix(1);
    if (const std::size_t known = kFrom.find(c); known != std::string_view::npos) {
        out.push_back(kTo[known]);
        return true;
    }
    const auto unit = c == 'u' ? hex4(rest) : std::nullopt;
    if (!unit) return false;
    rest.remove_prefix(4);
    std::uint32_t code = *unit;
    if (code >= 0xD800 && code < 0xDC00 && rest.starts_with("\\u")) {
        const auto low = hex4(rest.substr(2));
        if (low && *low >= 0xDC00 && *low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (*low - 0xDC00);
            rest.remove_prefix(6);
        }
    }
    append_utf8(code, out);
    return true;
}

// The content of a quoted string; nothing when an escape is broken.
std::optional<std::string_view> decoded(std::string_view quoted,
                                        std::pmr::memory_resource& memory) {
    const std::string_view inside = quoted.substr(1, quoted.size() - 2);
    if (inside.find('\\') == std::string_view::npos) return inside;
    std::pmr::string out(&memory);
    std::string_view rest = inside;
    while (!rest.empty()) {
        const std::size_t plain = rest.find('\\');
        out.append(rest.substr(0, plain));
        if (plain == std::string_view::npos) break;
        rest.remove_prefix(plain + 1);
        if (rest.empty() || !append_escape(rest, out)) return std::nullopt;
    }
    auto* copy = static_cast<char*>(memory.allocate(out.size() + 1, 1));
    std::memcpy(copy, out.data(), out.size());
    return std::string_view(copy, out.size());
}

bool names(std::string_view quoted, std::string_view name) {
    const std::string_view inside = quoted.substr(1, quoted.size() - 2);
    if (inside.find('\\') == std::string_view::npos) return inside == name;
    std::pmr::monotonic_buffer_resource memory;
    const auto text = decoded(quoted, memory);
    return text && *text == name;
}

}  // namespace

Value json_value(std::string_view text, std::pmr::memory_resource& memory) {
    const auto raw = JsonScanner(text).value();
    if (!raw) return {};
    const char first = raw->front();
    if (first == '{' || first == '[') return Value::json(*raw);
    if (first == '"') {
        const auto content = decoded(*raw, memory);
        return content ? Value::string(*content) : Value();
    }
    if (*raw == "true" || *raw == "false") return Value::boolean(first == 't');
    if (*raw == "null") return Value::null();
    double number = 0.0;
    const char* end = raw->data() + raw->size();
    const auto [at, error] = std::from_chars(raw->data(), end, number);
    const bool is_number = at == end && (first == '-' || (first >= '0' && first <= '9'));
    return is_number && error == std::errc() ? Value::number(number) : Value();
}

Value json_member(std::string_view text, std::string_view name, std::pmr::memory_resource& memory) {
    JsonScanner scanner(text);
    if (!scanner.accept('{')) return {};
    while (true) {
        const auto key = scanner.value();
        if (!key || key->front() != '"' || !scanner.accept(':')) return {};
        const auto value = scanner.value();
        if (!value) return {};
        if (names(*key, name)) return json_value(*value, memory);
        if (!scanner.accept(',')) return {};
    }
}

Value json_element(std::string_view text, std::size_t index, std::pmr::memory_resource& memory) {
    JsonScanner scanner(text);
    if (!scanner.accept('[')) return {};
    for (std::size_t i = 0;; ++i) {
        const auto value = scanner.value();
        if (!value) return {};
        if (i == index) return json_value(*value, memory);
        if (!scanner.accept(',')) return {};
    }
}

std::string json_display_text(std::string_view text) {
    JsonScanner scanner(text);
    if (!scanner.accept('[')) return std::string(text);
    std::pmr::monotonic_buffer_resource memory;
    std::string result = "[";
    for (std::size_t i = 0; i < kArrayElementsMax; ++i) {
        const auto value = scanner.value();
        if (!value) break;
        if (i > 0) result += ", ";
        // Inner arrays stay as they are written: the depth of recursion is one.
        const bool is_string = value->front() == '"';
        const auto content = is_string ? decoded(*value, memory) : value;
        result += content.value_or(*value);
        if (!scanner.accept(',')) break;
    }
    return result + "]";
}

}  // namespace belvedere::expression
