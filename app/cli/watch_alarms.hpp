// SPDX-License-Identifier: Apache-2.0
// Alarms without a window: rules of a project or of their own file, judged while feeds are watched.
#pragma once

#include <memory>
#include <string>

#include "engine/core/result.hpp"
#include "engine/indicator/alarm_board.hpp"

namespace belvedere::cli {

// One thread; must not outlive the store.
class WatchAlarms {
  public:
    // `path`: a project, whose "alarms" count, or a file that is such an array of rules. As
    // indicator::parse_rules(), or what the file suffers from.
    [[nodiscard]] static Result<std::unique_ptr<WatchAlarms>> open(const std::string& path,
                                                                   const twin::TwinStore& store);
    // Judges what came; each raised and cleared alarm is told on standard error as it happens.
    void advance();
    // The report (watch_json) with `alarms [{number, rule, name, severity, state, device, source,
    // property, value, unit, limit, raised_at, cleared_at}]`; where the source forbids export,
    // value is null and `withheld` says why.
    [[nodiscard]] std::string with_alarms(const std::string& report) const;
    // How many were raised, and are open still.
    [[nodiscard]] std::string text() const;

  private:
    explicit WatchAlarms(const twin::TwinStore& store) : store_(store), board_(store) {}
    const twin::TwinStore& store_;
    indicator::AlarmBoard board_;
};

}  // namespace belvedere::cli
