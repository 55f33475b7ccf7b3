// SPDX-License-Identifier: Apache-2.0
#include "app/command/command_text.hpp"

#include <array>
#include <charconv>

namespace belvedere::command {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Reads one line from left to right.
class LineReader {
  public:
    explicit LineReader(std::string_view line) : line_(line) {}

    Result<Call> call() {
        Call call;
        skip_spaces();
        call.id = word("= \t");
        if (call.id.empty()) return fault("a command name is missing");
        for (skip_spaces(); !at_end(); skip_spaces()) {
            const std::string name = word("= \t");
            if (name.empty() || !take('=')) return fault("expected name=value");
            auto value = this->value();
            if (!value) return fail(value.error());
            if (!call.arguments.emplace(name, std::move(*value)).second) {
                return fault("argument " + name + " stands twice");
            }
        }
        return call;
    }

  private:
    [[nodiscard]] bool at_end() const { return at_ >= line_.size(); }
    [[nodiscard]] char peek() const { return at_end() ? '\0' : line_[at_]; }
    void skip_spaces() {
        while (!at_end() && is_space(peek()))
            ++at_;
    }
    bool take(char c) {
        if (peek() != c || at_end()) return false;
        ++at_;
        return true;
    }
    std::string word(std::string_view stops) {
        const std::size_t begin = at_;
        while (!at_end() && stops.find(peek()) == std::string_view::npos)
            ++at_;
        return std::string(line_.substr(begin, at_ - begin));
    }
    [[nodiscard]] Failure fault(const std::string& what) const {
        return fail(ErrorKind::kUsage, "column " + std::to_string(at_ + 1) + ": " + what);
    }

    Result<Value> value() {
        if (peek() == '[') return list();
        if (peek() == '"') {
            auto text = quoted();
            if (!text) return fail(text.error());
            return Value(std::move(*text));
        }
        return bare(word(" \t\r\n"));
    }

    static Value bare(const std::string& word) {
        if (word == "true") return true;
        if (word == "false") return false;
        const char* begin = word.data();
        const char* end = begin + word.size();
        std::int64_t integer = 0;
        const auto whole = std::from_chars(begin, end, integer);
        if (whole.ec == std::errc() && whole.ptr == end) return integer;
        double number = 0.0;
        const auto real = std::from_chars(begin, end, number);
        if (real.ec == std::errc() && real.ptr == end) return number;
        return word;
    }

    Result<std::string> quoted() {
        std::string text;
        if (!take('"')) return fault("expected \"");
        while (!at_end()) {
            const char c = line_[at_++];
            if (c == '"') return text;
            if (c != '\\') {
                text += c;
                continue;
            }
            if (at_end()) break;
            const char escaped = line_[at_++];
            text += escaped == 'n' ? '\n' : escaped;
        }
        return fault("the text does not end with \"");
    }

    Result<Value> list() {
        std::vector<std::string> items;
        take('[');
        for (skip_spaces(); !take(']'); skip_spaces()) {
            if (!items.empty() && !take(',')) return fault("expected , or ]");
            skip_spaces();
            auto item = quoted();
            if (!item) return fail(item.error());
            items.push_back(std::move(*item));
        }
        return Value(std::move(items));
    }

    std::string_view line_;
    std::size_t at_ = 0;
};

std::string quote(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '\n') {
            quoted += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string number_text(double number) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    std::string text(buffer.data(), end.ptr);
    // A whole number keeps a mark that it is not an integer.
    if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
    return text;
}

std::string value_text(const Value& value) {
    if (const bool* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&value)) return number_text(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return quote(*text);
    std::string list = "[";
    for (const std::string& item : std::get<std::vector<std::string>>(value)) {
        if (list.size() > 1) list += ',';
        list += quote(item);
    }
    return list + ']';
}

}  // namespace

Result<Call> parse_call(std::string_view line) {
    if (line.size() > kLineBytesMax) return fail(ErrorKind::kLimit, "the line is too long");
    return LineReader(line).call();
}

std::string to_text(const Call& call) {
    std::string text = call.id;
    for (const auto& [name, value] : call.arguments)
        text += ' ' + name + '=' + value_text(value);
    return text;
}

std::string argument_form(const Command& command) {
    std::string form;
    for (const Parameter& parameter : command.parameters) {
        if (parameter.presence != Presence::kRequired) continue;
        if (!form.empty()) form += ' ';
        form += parameter.name + '=';
        switch (parameter.type) {
            case ValueType::kBool:
                form += "true";
                break;
            case ValueType::kInteger:
                form += '0';
                break;
            case ValueType::kNumber:
                form += "0.0";
                break;
            case ValueType::kText:
                form += "\"\"";
                break;
            case ValueType::kTextList:
                form += "[]";
                break;
        }
    }
    return form;
}

}  // namespace belvedere::command
