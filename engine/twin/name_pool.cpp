// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/name_pool.hpp"

namespace belvedere::twin {

std::optional<NameId> NamePool::intern(std::string_view name) {
    if (const auto known = recall(name)) return known;
    if (names_.size() >= limits::kNames || name.size() > limits::kNameBytes) return std::nullopt;
    const NameId id{static_cast<std::uint32_t>(names_.size())};
    ids_.emplace(names_.emplace_back(name), id);
    return id;
}

std::size_t NamePool::recent_of(std::string_view name) {
    if (name.empty()) return 0;
    const auto letter = [name](std::size_t at) { return static_cast<unsigned char>(name[at]); };
    const std::size_t last = name.size() - 1;
    return (name.size() + 3U * letter(last) + 5U * letter(last / 2) +
            7U * letter(last - last / 4)) %
           kRecent;
}

std::optional<NameId> NamePool::recall(std::string_view name) {
    NameId& recent = recent_[recent_of(name)];
    if (recent.valid() && names_[recent.value] == name) return recent;
    const auto known = find(name);
    if (known) recent = *known;
    return known;
}

std::optional<NameId> NamePool::find(std::string_view name) const {
    const auto at = ids_.find(name);
    return at == ids_.end() ? std::nullopt : std::optional(at->second);
}

std::string_view short_name(std::string_view expanded) {
    const std::size_t end = expanded.find_last_of("#/:");
    if (end == std::string_view::npos || end + 1 == expanded.size()) return expanded;
    return expanded.substr(end + 1);
}

}  // namespace belvedere::twin
