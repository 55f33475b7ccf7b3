// SPDX-License-Identifier: Apache-2.0
// How far a long command is, as lines on standard error.
#pragma once

#include <string>
#include <utility>

#include "engine/core/log.hpp"

namespace belvedere::cli {

// One line each tenth of the way. One thread at a time.
class ProgressLines {
  public:
    explicit ProgressLines(std::string what) : what_(std::move(what)) {}
    void operator()(double fraction) {
        const int tenth = static_cast<int>(fraction * 10.0);
        if (tenth <= told_ || tenth >= 10) return;
        told_ = tenth;
        log::info(what_ + ": " + std::to_string(tenth * 10) + " %");
    }

  private:
    std::string what_;
    int told_ = 0;
};

}  // namespace belvedere::cli
