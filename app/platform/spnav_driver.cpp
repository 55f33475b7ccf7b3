// SPDX-License-Identifier: Apache-2.0
// spacenavd as a PuckDriver. The library keeps its connection in globals: one driver at a time.
#include <spnav.h>
#include <sys/socket.h>

#include <cerrno>

#include "app/platform/puck.hpp"

namespace belvedere::platform {
namespace {

// What spacenavd tells at full push with its own sensitivity at 1.
constexpr float kFullPush = 350.0F;

class SpnavDriver final : public PuckDriver {
  public:
    ~SpnavDriver() override { close(); }

    [[nodiscard]] int open() override {
        is_open_ = spnav_open() == 0;
        return is_open_ ? spnav_fd() : -1;
    }

    [[nodiscard]] std::optional<Word> next() override {
        spnav_event event{};
        // Events of other kinds (a device came, a setting changed) say nothing to us.
        for (int kind = spnav_poll_event(&event); kind != 0; kind = spnav_poll_event(&event)) {
            if (kind == SPNAV_EVENT_MOTION) return state_of(event.motion);
            if (kind != SPNAV_EVENT_BUTTON) continue;
            const spnav_event_button& button = event.button;
            if (button.bnum < 0 || button.bnum >= input::kSixAxisButtonCount) continue;
            return input::DeviceButtonEvent{
                {input::Device::kSixAxis, static_cast<std::uint8_t>(button.bnum)},
                button.press != 0 ? input::Press::kDown : input::Press::kUp};
        }
        // The library does not tell an end of the socket from silence.
        char byte = 0;
        const auto seen = recv(spnav_fd(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        const bool is_silent = seen < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (seen > 0 || is_silent) return std::nullopt;
        return Lost{};
    }

    void close() override {
        if (is_open_) spnav_close();
        is_open_ = false;
    }

  private:
    static input::PuckState state_of(const spnav_event_motion& motion) {
        const auto share = [](int value) { return static_cast<float>(value) / kFullPush; };
        // x right, y up, z ahead; rotations about the same axes.
        return {{share(motion.x), share(motion.y), share(motion.z), share(motion.rx),
                 share(motion.ry), share(motion.rz)}};
    }

    bool is_open_ = false;
};

}  // namespace

std::unique_ptr<PuckDriver> make_spnav_driver() {
    return std::make_unique<SpnavDriver>();
}

}  // namespace belvedere::platform
