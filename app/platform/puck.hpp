// SPDX-License-Identifier: Apache-2.0
// Puck: a device of six axes (SpaceMouse), as its driver tells of it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "app/input/input_event.hpp"

namespace belvedere::platform {

// A driver of pucks, from the Puck's own thread only.
class PuckDriver {
  public:
    virtual ~PuckDriver() = default;
    // The file descriptor that is readable when there is something to tell; -1 when there is no
    // driver, which is no error. May take a second.
    [[nodiscard]] virtual int open() = 0;
    struct Lost {};  // The driver has gone.
    using Word = std::variant<input::PuckState, input::DeviceButtonEvent, Lost>;
    // What it tells next; nothing when that was all. Never waits.
    [[nodiscard]] virtual std::optional<Word> next() = 0;
    virtual void close() = 0;
};

// spacenavd (libspnav 1.0) over its socket: /run/spnav.sock, or what SPNAV_SOCKET names.
[[nodiscard]] std::unique_ptr<PuckDriver> make_spnav_driver();

// Listens on a thread of its own, which sleeps until the driver tells something and then calls
// `wake`; without a driver the thread ends at once, and nothing is ever polled. The other functions
// are for the main thread and never wait.
class Puck {
  public:
    // Button events kept at most between two calls of take().
    static constexpr std::size_t kButtonsMax = 64;

    Puck(std::unique_ptr<PuckDriver> driver, std::function<void()> wake);
    ~Puck();
    Puck(const Puck&) = delete;
    Puck& operator=(const Puck&) = delete;

    struct News {
        input::PuckState state;  // As it stands; all 0 when it is let go or gone.
        std::vector<input::DeviceButtonEvent> buttons;  // Since the last call, in order.
    };
    [[nodiscard]] News take();
    [[nodiscard]] bool is_there() const;
    // Looks for a driver again, when there was none or it has gone.
    void look_again();

  private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace belvedere::platform
