// SPDX-License-Identifier: Apache-2.0
// A backend for tests: keeps what it was given and answers what it was told to.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "engine/access/backend.hpp"

namespace belvedere::access {

class FakeBackend final : public Backend {
  public:
    bool is_listening = true;
    KeyUse answer = KeyUse::kOurs;
    std::vector<KeyEvent> keys;
    std::vector<Request> waiting;  // Handed out by the next take_requests().
    std::vector<std::shared_ptr<const AccessibleTree>> trees;
    int window_x = 0, window_y = 0;

    [[nodiscard]] Result<void> start(BackendOptions options) override {
        if (is_started_) return fail(ErrorKind::kUsage, "the backend was started before");
        is_started_ = true;
        wake_ = std::move(options.wake);
        return {};
    }
    [[nodiscard]] bool listening() const override { return is_started_ && is_listening; }
    void push(TreeMaker make) override { trees.push_back(make()); }
    [[nodiscard]] KeyUse key(const KeyEvent& event) override {
        keys.push_back(event);
        return answer;
    }
    void set_window_position(int x, int y) override {
        window_x = x;
        window_y = y;
    }
    [[nodiscard]] std::vector<Request> take_requests() override {
        return std::exchange(waiting, {});
    }
    void stop() override { is_started_ = false; }

    // As assistive technology would: the request waits and the owner is woken.
    void ask(Request request) {
        waiting.push_back(std::move(request));
        if (wake_) wake_();
    }

  private:
    bool is_started_ = false;
    std::function<void()> wake_;
};

}  // namespace belvedere::access
