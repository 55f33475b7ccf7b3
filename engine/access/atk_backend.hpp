// SPDX-License-Identifier: Apache-2.0
// Assistive technology on Linux: ATK and its bridge to AT-SPI 2 (at-spi2-core 2.46).
#pragma once

#include "engine/access/backend.hpp"

namespace belvedere::access {

// Serves the tree from a thread of its own, which runs the default GLib context: every question of
// a client is a blocking round trip, and answered once a frame a dump of forty nodes took 4.3 s
// instead of 27 ms. The bridge starts when org.a11y.Status says that somebody listens, at once or
// hours later; without a session bus the thread ends. One in a process. Orca 43 needs key() and
// State::kActive on the window, and speaks notifications but no changes of a status line.
class AtkBackend final : public Backend {
  public:
    AtkBackend();
    AtkBackend(const AtkBackend&) = delete;
    AtkBackend& operator=(const AtkBackend&) = delete;
    ~AtkBackend() override;

    [[nodiscard]] Result<void> start(BackendOptions options) override;
    [[nodiscard]] bool listening() const override;
    void push(TreeMaker make) override;
    [[nodiscard]] KeyUse key(const KeyEvent& event) override;
    void set_window_position(int x, int y) override;
    [[nodiscard]] std::vector<Request> take_requests() override;
    void stop() override;

  private:
    struct Shared;
    // The thread's too: it may outlive the backend when a bus hangs at the end.
    std::shared_ptr<Shared> shared_;
    int unanswered_keys_ = 0;
    double ask_keys_again_s_ = 0.0;
};

}  // namespace belvedere::access
