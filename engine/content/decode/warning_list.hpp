// SPDX-License-Identifier: Apache-2.0
// Sentences about what a reader mended or ignored, bounded.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/limits.hpp"

namespace belvedere::content {

// Keeps the first limits::kWarnings sentences and counts the rest. One job at a time.
class WarningList {
  public:
    void add(std::string sentence) {
        if (sentences_.size() < limits::kWarnings) {
            sentences_.push_back(std::move(sentence));
        } else {
            ++left_out_;
        }
    }

    // The sentences, with a last one that counts those left out. The list is empty afterwards.
    [[nodiscard]] std::vector<std::string> take() {
        if (left_out_ > 0) {
            sentences_.push_back(std::to_string(left_out_) + " further warnings left out");
            left_out_ = 0;
        }
        return std::exchange(sentences_, {});
    }

  private:
    std::vector<std::string> sentences_;
    std::uint64_t left_out_ = 0;
};

}  // namespace belvedere::content
