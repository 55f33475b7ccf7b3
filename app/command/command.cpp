// SPDX-License-Identifier: Apache-2.0
#include "app/command/command.hpp"

#include <array>

namespace belvedere::command {
namespace {

template <class T>
const T* argument(const Call& call, const std::string& name) {
    const auto found = call.arguments.find(name);
    return found == call.arguments.end() ? nullptr : std::get_if<T>(&found->second);
}

}  // namespace

std::string_view name_of(ValueType type) {
    constexpr std::array<std::string_view, 5> kNames = {"true or false", "integer", "number",
                                                        "text", "list of texts"};
    return kNames[static_cast<std::size_t>(type)];
}

bool Call::flag(const std::string& name, bool otherwise) const {
    const bool* value = argument<bool>(*this, name);
    return value == nullptr ? otherwise : *value;
}

std::int64_t Call::integer(const std::string& name, std::int64_t otherwise) const {
    const auto* value = argument<std::int64_t>(*this, name);
    return value == nullptr ? otherwise : *value;
}

double Call::number(const std::string& name, double otherwise) const {
    if (const auto* integer = argument<std::int64_t>(*this, name)) {
        return static_cast<double>(*integer);
    }
    const auto* value = argument<double>(*this, name);
    return value == nullptr ? otherwise : *value;
}

std::string Call::text(const std::string& name) const {
    const auto* value = argument<std::string>(*this, name);
    return value == nullptr ? std::string() : *value;
}

std::vector<std::string> Call::list(const std::string& name) const {
    const auto* value = argument<std::vector<std::string>>(*this, name);
    return value == nullptr ? std::vector<std::string>() : *value;
}

bool Call::has(const std::string& name) const {
    return arguments.contains(name);
}

}  // namespace belvedere::command
