// SPDX-License-Identifier: Apache-2.0
// Rules made ready: compiled, and found by the property that changed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/expression/expression.hpp"
#include "engine/indicator/alarm_rule.hpp"
#include "engine/indicator/twin_table.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::indicator {

struct ReadyRule {
    AlarmRule rule;
    std::uint64_t serial = 0;        // Of this rule as it is: a changed one has another.
    bool needs_scan = true;          // Every entity has to be judged by it once.
    std::vector<std::string> names;  // Properties that an expression asks for.
    std::optional<expression::BoundExpression> condition;
    std::vector<bool> watched;  // By entity: its silence has a deadline.
    // Of a changed unit: the unit that is taken for right, of series that have another.
    std::map<twin::SeriesId, twin::UnitId> right_units;
};

// The rules of a project, ready to be asked. One thread; must not outlive the table.
class RuleIndex {
  public:
    // Those that stay as they were keep their serial and what is known of them.
    void set(const std::vector<AlarmRule>& rules, const twin::TwinStore& store,
             const TwinTable& table);
    [[nodiscard]] std::vector<ReadyRule>& rules() { return rules_; }
    [[nodiscard]] const std::vector<ReadyRule>& rules() const { return rules_; }
    // Indices of those that look at a property; of all that are on where it is none. Constant work
    // once a property was met.
    [[nodiscard]] std::span<const std::uint32_t> rules_for(twin::NameId property);
    // Null when it is gone or is another by now.
    [[nodiscard]] ReadyRule* find(std::uint64_t serial);

  private:
    [[nodiscard]] bool looks_at(const ReadyRule& ready, twin::NameId property) const;

    std::vector<ReadyRule> rules_;
    std::vector<std::uint32_t> on_;
    const twin::TwinStore* store_ = nullptr;
    std::vector<std::optional<std::vector<std::uint32_t>>> by_property_;  // By NameId.
    std::uint64_t next_serial_ = 1;
};

}  // namespace belvedere::indicator
