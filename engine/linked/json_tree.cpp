// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/json_tree.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/linked/canonical_json.hpp"
#include "engine/linked/limits.hpp"

namespace belvedere::linked {
namespace {

using Json = nlohmann::json;
using Kind = JsonTree::Kind;

// Beyond it a double does not hold every integer (2^53).
constexpr std::uint64_t kExactMost = std::uint64_t{1} << 53U;

// Takes what the parser finds, one value at a time.
class TreeBuilder final : public nlohmann::json_sax<Json> {
  public:
    bool null() override { return add(JsonTree{}); }
    bool boolean(bool value) override {
        JsonTree tree{.kind = Kind::kBoolean};
        tree.boolean = value;
        return add(std::move(tree));
    }
    bool number_integer(number_integer_t value) override {
        const auto most = static_cast<std::int64_t>(kExactMost);
        return add_number(static_cast<double>(value), value >= -most && value <= most);
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add_number(static_cast<double>(value), value <= kExactMost);
    }
    bool number_float(number_float_t value, const string_t& text) override {
        // An integer of more digits than 64 bits hold comes here too.
        const bool is_written_whole = text.find_first_of(".eE") == std::string::npos;
        return add_number(value, !is_written_whole);
    }
    bool string(string_t& value) override {
        JsonTree tree{.kind = Kind::kText};
        tree.text = std::move(value);
        return add(std::move(tree));
    }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*count*/) override { return open(Kind::kObject); }
    bool start_array(std::size_t /*count*/) override { return open(Kind::kArray); }
    bool key(string_t& name) override {
        open_.back().names.push_back(std::move(name));
        return true;
    }
    bool end_array() override { return close(); }
    bool end_object() override {
        if (sort_members(open_.back())) return close();
        error_ = {ErrorKind::kBadData, "a JSON object with two members of one name"};
        return false;
    }
    bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*cause*/) override {
        return false;
    }

    JsonTree take_root() { return std::move(root_); }
    [[nodiscard]] const Error& error() const { return error_; }

  private:
    bool add_number(double value, bool is_exact) {
        JsonTree tree{.kind = Kind::kNumber, .is_exact = is_exact, .number = value};
        return add(std::move(tree));
    }
    bool open(Kind kind) {
        open_.push_back(JsonTree{.kind = kind});
        return true;
    }
    bool close() {
        JsonTree done = std::move(open_.back());
        open_.pop_back();
        return add(std::move(done));
    }
    bool add(JsonTree tree) {
        if (++count_ > limits::kJsonValues) {
            error_ = {ErrorKind::kLimit, "a JSON document of too many values"};
            return false;
        }
        if (open_.empty()) {
            root_ = std::move(tree);
        } else {
            open_.back().items.push_back(std::move(tree));
        }
        return true;
    }
    static bool sort_members(JsonTree& object) {
        std::vector<std::pair<std::string, JsonTree>> members;
        members.reserve(object.items.size());
        for (std::size_t i = 0; i < object.items.size(); ++i)
            members.emplace_back(std::move(object.names[i]), std::move(object.items[i]));
        std::ranges::sort(members, {}, [](const auto& member) { return member.first; });
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0 && members[i].first == members[i - 1].first) return false;
        }
        for (std::size_t i = 0; i < members.size(); ++i) {
            object.names[i] = std::move(members[i].first);
            object.items[i] = std::move(members[i].second);
        }
        return true;
    }

    JsonTree root_;
    std::vector<JsonTree> open_;
    std::size_t count_ = 0;
    Error error_{ErrorKind::kBadData, "a text that is no JSON"};
};

Json to_json(const JsonTree& value) {
    switch (value.kind) {
        case Kind::kBoolean:
            return value.boolean;
        case Kind::kNumber:
            return value.number;
        case Kind::kText:
            return value.text;
        case Kind::kArray: {
            Json array = Json::array();
            for (const JsonTree& item : value.items)
                array.push_back(to_json(item));
            return array;
        }
        case Kind::kObject: {
            Json object = Json::object();
            for (std::size_t i = 0; i < value.items.size(); ++i)
                object[value.names[i]] = to_json(value.items[i]);
            return object;
        }
        case Kind::kNull:
            break;
    }
    return {};
}

}  // namespace

const JsonTree* JsonTree::find(std::string_view name) const {
    const auto found = std::ranges::lower_bound(names, name);
    if (kind != Kind::kObject || found == names.end() || *found != name) return nullptr;
    return &items[static_cast<std::size_t>(found - names.begin())];
}

Result<JsonTree> parse_json(std::string_view text) {
    if (text.size() > limits::kDocumentBytes || !is_shallow_json(text))
        return fail(ErrorKind::kLimit, "a JSON document that is too large or too deep");
    TreeBuilder builder;
    if (!Json::sax_parse(text, &builder)) return fail(builder.error());
    return builder.take_root();
}

std::string write_json(const JsonTree& value) {
    return to_json(value).dump();
}

}  // namespace belvedere::linked
