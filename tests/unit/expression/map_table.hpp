// SPDX-License-Identifier: Apache-2.0
// One row of properties, given as JSON, for tests of expressions and styles.
#pragma once

#include <deque>
#include <initializer_list>
#include <map>
#include <memory_resource>
#include <string>
#include <utility>
#include <vector>

#include "engine/expression/json_text.hpp"
#include "engine/expression/property_table.hpp"

namespace belvedere::expression {

class MapTable final : public PropertyTable {
  public:
    // {"Height": "12.5", "name": "\"a\"", ...}: values are JSON texts.
    using Row = std::pair<const char*, const char*>;
    explicit MapTable(std::initializer_list<Row> rows) {
        for (const auto& [name, json] : rows) {
            texts_.push_back(json);
            add(name, json_value(texts_.back(), memory_));
        }
    }

    void add(const std::string& name, const Value& value) {
        slots_[name] = static_cast<std::uint32_t>(values_.size());
        values_.push_back(value);
    }

    [[nodiscard]] std::optional<std::uint32_t> slot_of(std::string_view name) const override {
        const auto found = slots_.find(std::string(name));
        if (found == slots_.end()) return std::nullopt;
        return found->second;
    }
    [[nodiscard]] Value value(std::uint32_t slot, std::uint32_t /*row*/) const override {
        return values_[slot];
    }

  private:
    std::deque<std::string> texts_;
    std::pmr::monotonic_buffer_resource memory_;
    std::map<std::string, std::uint32_t> slots_;
    std::vector<Value> values_;
};

}  // namespace belvedere::expression
