// SPDX-License-Identifier: Apache-2.0
// Gamepads and pucks: what they do to the camera, their buttons, and the driver's socket.
#include <gmock/gmock.h>

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <limits>
#include <mutex>
#include <thread>

#include "app/input/device_button.hpp"
#include "app/platform/puck.hpp"
#include "app/window/device_buttons.hpp"
#include "app/window/device_motion.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wait_until.hpp"

namespace {

using namespace belvedere;
using input::Press;
using platform::Puck;
using platform::PuckDriver;
using window::DeviceMotion;
using window::motion_of;

TEST(DeviceMotionOf, ADeadZoneSwallowsTremblingAndLeavesTheRestEven) {
    EXPECT_EQ(window::beyond(0.15, 0.15), 0.0);
    EXPECT_EQ(window::beyond(-0.1, 0.15), 0.0);
    EXPECT_NEAR(window::beyond(0.16, 0.15), 0.0118, 1e-4);  // No jump at the edge.
    EXPECT_EQ(window::beyond(1.0, 0.15), 1.0);
    EXPECT_EQ(window::beyond(-1.7, 0.15), -1.0);
    EXPECT_NEAR(window::beyond(-0.575, 0.15), -0.5, 1e-9);
    EXPECT_EQ(window::beyond(std::numeric_limits<double>::quiet_NaN(), 0.1), 0.0);
    EXPECT_EQ(window::beyond(0.5, 1.0), 0.0);
}

TEST(DeviceMotionOf, AGamepadMovesAndLooksAsWished) {
    input::GamepadState pad;
    pad.left_y = pad.right_y = 1.0F;
    EXPECT_EQ(motion_of(pad, {}), DeviceMotion());  // Not connected.
    pad.connected = true;
    pad.right_trigger = 1.0F;
    preferences::GamepadWish wish;
    wish.speed = 0.5;
    EXPECT_EQ(motion_of(pad, wish), (DeviceMotion{0.5, 0.0, 0.5, 0.0, 0.5}));
    wish.inverts_look = true;
    EXPECT_EQ(motion_of(pad, wish).tilt, -0.5);
    EXPECT_EQ(motion_of(pad, wish).ahead, 0.5);
}

TEST(DeviceMotionOf, APuckHasSixAxesOneAtATimeOrInverted) {
    const input::PuckState puck{{0.5F, -0.25F, 1.0F, 0.1F, 0.75F, 0.9F}};
    preferences::PuckWish wish;
    wish.dead_zone = 0.0;
    EXPECT_EQ(motion_of(puck, wish), (DeviceMotion{1.0, 0.5, -0.25, -0.75, 0.1F}));
    wish.inverted = {true, false, false, false, true, false};
    EXPECT_EQ(motion_of(puck, wish), (DeviceMotion{1.0, -0.5, -0.25, 0.75, 0.1F}));
    wish.is_one_axis = true;
    EXPECT_EQ(motion_of(puck, wish), (DeviceMotion{1.0, 0.0, 0.0, 0.0, 0.0}));
    EXPECT_EQ(motion_of(input::PuckState{}, wish), DeviceMotion());
}

TEST(GamepadPace, LooksOftenInUseAndSeldomAtRest) {
    using window::GamepadPace;
    GamepadPace pace;
    input::GamepadState pad;
    pad.connected = true;
    pace.note(pad, 10.0);
    EXPECT_EQ(pace.period_s(10.0), GamepadPace::kBusyPeriod_s);
    // A stick that trembles at rest is at rest.
    for (int i = 0; i < 200; ++i) {
        pad.left_x = i % 2 == 0 ? 0.02F : -0.02F;
        pace.note(pad, 10.0 + i * 0.016);
    }
    EXPECT_EQ(pace.period_s(13.2), GamepadPace::kRestPeriod_s);
    pad.buttons[3] = true;
    pace.note(pad, 20.0);
    EXPECT_EQ(pace.period_s(21.9), GamepadPace::kBusyPeriod_s);
    EXPECT_EQ(pace.period_s(22.1), GamepadPace::kRestPeriod_s);
}

TEST(DeviceButtons, HaveNamesThatAreReadBack) {
    for (std::uint8_t i = 0; i < input::kGamepadButtonCount; ++i) {
        const input::DeviceButton button{input::Device::kGamepad, i};
        EXPECT_EQ(input::parse_device_button(input::to_text(button)), button);
    }
    const input::DeviceButton puck{input::Device::kSixAxis, 31};
    EXPECT_EQ(input::to_text(puck), "spacemouse.31");
    EXPECT_EQ(input::parse_device_button("spacemouse.31"), puck);
    for (const char* wrong : {"", "gamepad.", "gamepad.z", "spacemouse.", "spacemouse.32",
                              "spacemouse.1x", "spacemouse.-1", "mouse.1", "spacemouse.300"}) {
        EXPECT_FALSE(input::parse_device_button(wrong)) << wrong;
    }
}

TEST(DeviceButtons, DoWhatThePersonChoseElseTheSwitchesElseTheDefault) {
    preferences::Preferences wish;
    const input::DeviceButton a{input::Device::kGamepad, 0};
    const input::DeviceButton guide{input::Device::kGamepad, 8};
    EXPECT_EQ(window::command_of(a, wish), "object.describe");
    EXPECT_EQ(window::command_of(guide, wish), "");
    wish.scan.is_on = true;
    EXPECT_EQ(window::command_of(a, wish), "scan.select");
    wish.buttons = {{"gamepad.a", "view.top"}, {"gamepad.b", ""}};
    EXPECT_EQ(window::command_of(a, wish), "view.top");
    EXPECT_EQ(window::command_of({input::Device::kGamepad, 1}, wish), "");
    for (const window::ButtonCommand& each : window::default_buttons())
        EXPECT_TRUE(input::parse_device_button(each.button)) << each.button;
}

TEST(DeviceButtons, AreToldOnceWhenPressedAndOnceWhenLetGo) {
    input::GamepadState before;
    input::GamepadState now;
    now.buttons[2] = true;
    const auto down = window::button_events(before, now);
    ASSERT_EQ(down.size(), 1U);
    EXPECT_EQ(input::to_text(down[0].button), "gamepad.x");
    EXPECT_EQ(down[0].press, Press::kDown);
    EXPECT_TRUE(window::button_events(now, now).empty());
    EXPECT_EQ(window::button_events(now, before).at(0).press, Press::kUp);
}

// Counts what wakes the owner.
struct Wakes {
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;
    void wake() {
        const std::lock_guard lock(mutex);
        ++count;
        changed.notify_all();
    }
    bool wait_for(int wanted) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(60), [&] { return count >= wanted; });
    }
};

// What a driver tells, put there by the test.
struct FakeWords {
    std::mutex mutex;
    std::deque<PuckDriver::Word> words;
    int ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    bool is_there = true;
    int closed = 0;
    ~FakeWords() { close(ready); }
    void tell(PuckDriver::Word word) {
        const std::lock_guard lock(mutex);
        words.push_back(word);
        (void)eventfd_write(ready, 1);
    }
};

class FakeDriver final : public PuckDriver {
  public:
    explicit FakeDriver(FakeWords& words) : words_(words) {}
    [[nodiscard]] int open() override { return words_.is_there ? words_.ready : -1; }
    [[nodiscard]] std::optional<Word> next() override {
        const std::lock_guard lock(words_.mutex);
        eventfd_t count = 0;
        (void)eventfd_read(words_.ready, &count);
        if (words_.words.empty()) return std::nullopt;
        const Word word = words_.words.front();
        words_.words.pop_front();
        return word;
    }
    void close() override { ++words_.closed; }

  private:
    FakeWords& words_;
};

TEST(PuckThread, TellsTheLastStateAndEveryButtonAndSleepsInBetween) {
    FakeWords words;
    Wakes wakes;
    {
        Puck puck(std::make_unique<FakeDriver>(words), [&] { wakes.wake(); });
        words.tell(input::PuckState{{1.0F}});
        ASSERT_TRUE(wakes.wait_for(1));
        EXPECT_EQ(puck.take().state.axes[0], 1.0F);
        words.tell(input::DeviceButtonEvent{{input::Device::kSixAxis, 1}, Press::kDown});
        ASSERT_TRUE(wakes.wait_for(2));
        const Puck::News news = puck.take();
        EXPECT_EQ(news.state.axes[0], 1.0F);  // Still held.
        EXPECT_EQ(news.buttons.size(), 1U);
        EXPECT_TRUE(puck.take().buttons.empty());
        words.tell(PuckDriver::Lost{});
        ASSERT_TRUE(wakes.wait_for(3));
        EXPECT_EQ(puck.take().state.axes[0], 0.0F);  // A lost puck does not fly on.
    }
    EXPECT_EQ(words.closed, 1);
}

TEST(PuckThread, NoDriverIsNoErrorAndOneThatComesLaterIsFound) {
    FakeWords words;
    words.is_there = false;
    Wakes wakes;
    Puck puck(std::make_unique<FakeDriver>(words), [&] { wakes.wake(); });
    EXPECT_TRUE(test::wait_until([&] { return !puck.is_there(); }));
    words.is_there = true;
    words.tell(input::PuckState{{0.0F, 0.5F}});
    // The thread of the first look may just be ending.
    EXPECT_TRUE(test::wait_until([&] {
        puck.look_again();
        return puck.is_there();
    }));
    ASSERT_TRUE(wakes.wait_for(1));
    EXPECT_EQ(puck.take().state.axes[1], 0.5F);
}

// A daemon of one client: answers nothing, which makes it one of the first protocol, and tells
// 32-byte events: eight numbers, 0 for motion or 1 and 2 for a button down and up.
class FakeDaemon {
  public:
    explicit FakeDaemon(const std::string& path) : listens_(socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
        EXPECT_EQ(bind(listens_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
        EXPECT_EQ(listen(listens_, 1), 0);
        const timeval most{.tv_sec = 60, .tv_usec = 0};
        EXPECT_EQ(setsockopt(listens_, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof(most)), 0);
        setenv("SPNAV_SOCKET", path.c_str(), 1);
    }
    ~FakeDaemon() {
        unsetenv("SPNAV_SOCKET");
        leave();
        close(listens_);
    }
    FakeDaemon(const FakeDaemon&) = delete;
    FakeDaemon& operator=(const FakeDaemon&) = delete;
    // Whoever asks for a newer protocol waits for an answer for 0.3 s, and then knows.
    void greet() {
        client_ = accept(listens_, nullptr, nullptr);
        ASSERT_GE(client_, 0) << "nobody came";
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
    void tell(const std::array<std::int32_t, 8>& event) const {
        EXPECT_EQ(write(client_, event.data(), sizeof(event)), 32);
    }
    void leave() {
        if (client_ >= 0) close(client_);
        client_ = -1;
    }

  private:
    int listens_, client_ = -1;
};

TEST(SpnavDriver, HearsADaemonOnItsSocketUntilItEnds) {
    const test::TemporaryFolder folder;
    FakeDaemon daemon((folder.path() / "spnav.sock").string());
    Wakes wakes;
    Puck puck(platform::make_spnav_driver(), [&] { wakes.wake(); });
    daemon.greet();
    daemon.tell({0, 350, 175, 0, 0, 0, 0, 16});
    ASSERT_TRUE(wakes.wait_for(1));
    const input::PuckState state = puck.take().state;
    EXPECT_FLOAT_EQ(state.axes[0], 1.0F);
    EXPECT_FLOAT_EQ(state.axes[1], 0.5F);
    EXPECT_FLOAT_EQ(state.axes[2], 0.0F);
    daemon.tell({1, 1, 0, 0, 0, 0, 0, 0});
    ASSERT_TRUE(wakes.wait_for(2));
    const auto buttons = puck.take().buttons;
    ASSERT_EQ(buttons.size(), 1U);
    EXPECT_EQ(input::to_text(buttons[0].button), "spacemouse.1");
    EXPECT_EQ(buttons[0].press, Press::kDown);
    daemon.leave();
    ASSERT_TRUE(wakes.wait_for(3));
    EXPECT_EQ(puck.take().state.axes[0], 0.0F);
}

}  // namespace
