// SPDX-License-Identifier: Apache-2.0
// CommandQueue: what panels, keys and scripts wish, until the frame applies it.
#pragma once

#include <utility>
#include <vector>

#include "app/command/command.hpp"

namespace belvedere::command {

// Main thread. Drawing only emits; nothing changes until the frame's step that applies commands.
class CommandQueue {
  public:
    void emit(Call call) { calls_.push_back(std::move(call)); }
    // `emit("layer.close", {{"layer", index}})`.
    void emit(std::string id, std::map<std::string, Value> arguments = {}) {
        calls_.push_back({std::move(id), std::move(arguments)});
    }
    [[nodiscard]] std::vector<Call> take() { return std::exchange(calls_, {}); }
    [[nodiscard]] bool empty() const { return calls_.empty(); }

  private:
    std::vector<Call> calls_;
};

}  // namespace belvedere::command
