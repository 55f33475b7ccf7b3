// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/datastream_catalogue.hpp"

#include <algorithm>

#include "engine/feed/limits.hpp"

namespace belvedere::feed {

void DatastreamCatalogue::note(std::string_view name, const DatastreamFacts& facts) {
    const std::string_view key = datastream_name(name);
    if (key.empty()) return;
    const std::lock_guard lock(mutex_);
    const auto known = facts_.find(key);
    if (known != facts_.end()) {
        if (known->second != facts) known->second = facts;
        return;
    }
    if (facts_.size() >= limits::kDatastreams) return;
    facts_.emplace(std::string(key), facts);
    names_.emplace_back(key);
}

std::optional<DatastreamFacts> DatastreamCatalogue::find(std::string_view name) const {
    const std::string_view key = datastream_name(name);
    const std::lock_guard lock(mutex_);
    const auto known = facts_.find(key);
    return known == facts_.end() ? std::nullopt : std::optional(known->second);
}

std::vector<std::string> DatastreamCatalogue::names_from(std::size_t first) const {
    const std::lock_guard lock(mutex_);
    const std::size_t from = std::min(first, names_.size());
    return {names_.begin() + static_cast<std::ptrdiff_t>(from), names_.end()};
}

std::string_view datastream_name(std::string_view text) {
    const std::size_t at = text.rfind("Datastreams(");
    if (at == std::string_view::npos) return {};
    const std::size_t end = text.find(')', at);
    return end == std::string_view::npos ? std::string_view() : text.substr(at, end + 1 - at);
}

}  // namespace belvedere::feed
