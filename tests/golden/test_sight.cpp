// SPDX-License-Identifier: Apache-2.0
// What reaches the screen: colours as another sight has them, and flashes held back.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "app/city/safe_screen.hpp"
#include "engine/access/color_correction.hpp"
#include "engine/access/color_vision.hpp"
#include "engine/access/flash_analysis.hpp"
#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

using access::ColorVision;

// A rectangle of one colour over the picture; corners from 0 to 1.
struct Patch {
    float x0, y0, x1, y1;
    std::uint32_t rgba;
};

class SightPicture : public SketchTest {
  protected:
    void SetUp() override {
        SketchTest::SetUp();
        lay_ground();
        target_.emplace(*gpu::Offscreen::create(device(), kGoldenExtent));
        auto made = city::SafeScreen::create({device(), ring(), shaders(), *target_});
        ASSERT_TRUE(made) << made.error().message;
        screen_ = std::move(*made);
        settings_ = settings_of("bench");
        settings_.quality.sky = true;
        view_ = city_view();
    }
    void TearDown() override {
        EXPECT_TRUE(ring().wait_idle());
        screen_.reset();
        target_.reset();
        SketchTest::TearDown();
    }

    void cover(const std::vector<Patch>& patches) {
        vertices_.clear();
        indices_.clear();
        for (const Patch& p : patches) {
            const auto first = static_cast<std::uint32_t>(vertices_.size());
            vertices_.push_back({p.x0, p.y0, 0, 0, p.rgba});
            vertices_.push_back({p.x1, p.y0, 0, 0, p.rgba});
            vertices_.push_back({p.x1, p.y1, 0, 0, p.rgba});
            vertices_.push_back({p.x0, p.y1, 0, 0, p.rgba});
            for (const std::uint32_t corner : {0u, 1u, 2u, 0u, 2u, 3u})
                indices_.push_back(first + corner);
        }
        commands_ = {{static_cast<std::uint32_t>(indices_.size()), 0, 0, {0, 0, 1, 1}, {}}};
        interface_ = {vertices_, indices_, commands_, 1.0f, 1.0f};
    }
    city::Shown show(const city::Sight& sight, double time_s,
                     std::function<void()> meanwhile = nullptr) {
        const auto shown = screen_->draw(
            {[this](gpu::Frame& frame) { return uploads().pump(frame); },
             [this](gpu::Frame& frame, const render::FrameTarget& into) {
                 return renderer().render(frame, into, list_, {&view_, 1}, settings_, &interface_);
             },
             time_s, std::move(meanwhile)},
            sight);
        EXPECT_TRUE(shown) << shown.error().message;
        return shown ? *shown : city::Shown::kNothing;
    }
    gpu::Pixels pixels() {
        EXPECT_TRUE(ring().wait_idle());
        auto read = target_->pixels();
        EXPECT_TRUE(read);
        return read ? std::move(*read) : gpu::Pixels{};
    }

    std::optional<gpu::Offscreen> target_;
    std::unique_ptr<city::SafeScreen> screen_;
    render::FrameSettings settings_;
    render::View view_;
    std::vector<render::UiVertex> vertices_;
    std::vector<std::uint32_t> indices_;
    std::vector<render::UiCommand> commands_;
    render::UiDrawData interface_;
};

// Every hue at several strengths, over the lower half of the city.
std::vector<Patch> many_colors() {
    std::vector<Patch> patches;
    constexpr int kSteps = 8;
    for (int r = 0; r < kSteps; ++r) {
        for (int g = 0; g < kSteps; ++g) {
            for (int b = 0; b < kSteps; ++b) {
                const int place = (r * kSteps + g) * kSteps + b;
                const float x = static_cast<float>(place % 32) / 32.0f;
                const float y = 0.5f + static_cast<float>(place / 32) / 32.0f;
                const auto channel = [](int step) {
                    return static_cast<std::uint32_t>(step * 255 / (kSteps - 1));
                };
                patches.push_back({x, y, x + 1.0f / 32.0f, y + 1.0f / 32.0f,
                                   0xFF000000u | channel(b) << 16 | channel(g) << 8 | channel(r)});
            }
        }
    }
    return patches;
}

access::Color8 color_at(const gpu::Pixels& pixels, std::size_t i) {
    const auto channel = [&](std::size_t c) {
        return std::to_integer<std::uint8_t>(pixels.rgba[i * 4 + c]);
    };
    return {channel(0), channel(1), channel(2)};
}

// The largest difference of a channel from what the arithmetic says of the plain picture.
int worst_off(const gpu::Pixels& plain, const gpu::Pixels& shown,
              const access::ColorTransform& transform) {
    int worst = 0;
    const std::size_t count = std::size_t{plain.width} * plain.height;
    for (std::size_t i = 0; i < count; ++i) {
        const auto wanted =
            access::encoded(access::transformed(transform, access::linear(color_at(plain, i))));
        const auto got = color_at(shown, i);
        worst = std::max({worst, std::abs(wanted.r - got.r), std::abs(wanted.g - got.g),
                          std::abs(wanted.b - got.b)});
    }
    return worst;
}

TEST_F(SightPicture, MeanwhileIsBetweenSubmittingAndPresenting) {
    const std::uint64_t before = ring().submitted_serial();
    std::vector<std::uint64_t> submitted;
    bool was_done = false;
    EXPECT_EQ(show({}, 1.0,
                   [&] {
                       submitted.push_back(ring().submitted_serial());
                       was_done = was_done || ring().completed_serial() > before;
                   }),
              city::Shown::kWhole);
    ASSERT_FALSE(submitted.empty());
    EXPECT_EQ(submitted.front(), before + 1);
    EXPECT_FALSE(was_done) << "it is called as long as the device is not done, and no longer";
    EXPECT_EQ(ring().completed_serial(), before + 1) << "presented once the device is done";
}

TEST_F(SightPicture, ColorsAreThoseOfTheArithmetic) {
    cover(many_colors());
    city::Sight sight{.flashes = city::FlashLimit::kOff};
    EXPECT_EQ(show(sight, 0.0), city::Shown::kWhole);
    const gpu::Pixels plain = pixels();
    for (const ColorVision vision :
         {ColorVision::kProtan, ColorVision::kDeutan, ColorVision::kTritan, ColorVision::kMono}) {
        for (const double severity : {0.4, 1.0}) {
            sight.colors = access::simulation(vision, severity);
            EXPECT_EQ(show(sight, 0.0), city::Shown::kWhole);
            EXPECT_LE(worst_off(plain, pixels(), *sight.colors), 2)
                << access::kColorVisionNames[static_cast<std::size_t>(vision)] << severity;
        }
        sight.colors = access::correction(vision, 0.7);
        EXPECT_EQ(show(sight, 0.0), city::Shown::kWhole);
        EXPECT_LE(worst_off(plain, pixels(), *sight.colors), 2);
    }
    // And back, to the last bit.
    sight.colors.reset();
    EXPECT_EQ(show(sight, 0.0), city::Shown::kWhole);
    EXPECT_EQ(pixels().rgba, plain.rgba);
}

// Mean colours of squares of so many pixels, and how many of them ten degrees hold.
constexpr std::size_t kSquare_px = 30;
constexpr std::size_t kSquaresOfField = 97;

access::FlashFrame frame_of(const gpu::Pixels& pixels, double time_s) {
    const std::size_t columns = pixels.width / kSquare_px, rows = pixels.height / kSquare_px;
    access::FlashFrame frame{time_s, std::vector<access::LinearColor>(columns * rows)};
    for (std::size_t y = 0; y < rows * kSquare_px; ++y) {
        for (std::size_t x = 0; x < columns * kSquare_px; ++x) {
            const auto light = access::linear(color_at(pixels, y * pixels.width + x));
            auto& cell = frame.cells[y / kSquare_px * columns + x / kSquare_px];
            constexpr double kShare = 1.0 / (kSquare_px * kSquare_px);
            cell = {cell.r + light.r * kShare, cell.g + light.g * kShare,
                    cell.b + light.b * kShare};
        }
    }
    return frame;
}

enum class Strobe { kSun, kRed, kAlarm };

class StrobingPicture : public SightPicture {
  protected:
    // The n-th picture of a scene that flashes with every other one.
    void pose(Strobe strobe, int picture) {
        const bool is_on = picture % 2 == 0;
        cover({});
        if (strobe == Strobe::kSun) view_.to_sun = sun_at(is_on ? 60.0 : -20.0, 200.0);
        if (strobe == Strobe::kRed)
            cover({{0.1f, 0.1f, 0.9f, 0.9f, is_on ? 0xFF0000E0u : 0xFF404040u}});
        if (strobe == Strobe::kAlarm)
            cover({{0.5f, 0.0f, 1.0f, 1.0f, is_on ? 0xFFFFFFFFu : 0xFF101010u}});
    }
    // Two seconds of it, twelve and a half pictures a second, as they were shown.
    std::vector<access::FlashFrame> watch(Strobe strobe, const city::Sight& sight) {
        std::vector<access::FlashFrame> frames;
        constexpr int kPictures = 25;
        for (int i = 0; i < kPictures; ++i) {
            pose(strobe, i);
            const double time_s = first_s_ + i / 12.5;
            held_ += show(sight, time_s) == city::Shown::kHeld ? 1 : 0;
            frames.push_back(frame_of(pixels(), time_s));
        }
        first_s_ += 100.0;
        return frames;
    }
    double first_s_ = 0.0;
    int held_ = 0;
};

TEST_F(StrobingPicture, FlashesThreeTimesASecondAtMost) {
    const city::Sight free{.flashes = city::FlashLimit::kOff}, limited;
    for (const Strobe strobe : {Strobe::kSun, Strobe::kRed, Strobe::kAlarm}) {
        const auto wanted = access::analyse_flashes(watch(strobe, free), kSquaresOfField);
        EXPECT_FALSE(wanted.passes()) << wanted.general << " " << wanted.red;
        EXPECT_EQ(held_, 0);
        const auto shown = access::analyse_flashes(watch(strobe, limited), kSquaresOfField);
        EXPECT_TRUE(shown.passes()) << shown.general << " " << shown.red;
        EXPECT_GE(std::exchange(held_, 0), 3);
    }
}

TEST_F(StrobingPicture, FlashesOfAnotherSightAreHeldToo) {
    const city::Sight limited{.colors = access::simulation(ColorVision::kMono, 1.0)};
    const auto shown = access::analyse_flashes(watch(Strobe::kAlarm, limited), kSquaresOfField);
    EXPECT_TRUE(shown.passes()) << shown.general << " " << shown.red;
    EXPECT_GE(held_, 3);
}

TEST_F(StrobingPicture, WhatIsHeldIsWholeASecondLater) {
    const city::Sight limited;
    static_cast<void>(watch(Strobe::kAlarm, limited));
    pose(Strobe::kAlarm, 0);
    EXPECT_EQ(show(limited, 3.5), city::Shown::kWhole);
    const gpu::Pixels whole = pixels();
    EXPECT_EQ(show({.flashes = city::FlashLimit::kOff}, 3.6), city::Shown::kWhole);
    EXPECT_EQ(pixels().rgba, whole.rgba);
}

// A small light may blink as it likes, and what changes slowly is never touched.
TEST_F(StrobingPicture, SmallLightsAndSlowChangesAreLeftAlone) {
    const city::Sight limited;
    for (int i = 0; i < 20; ++i) {
        cover({{0.4f, 0.4f, 0.5f, 0.5f, i % 2 == 0 ? 0xFFFFFFFFu : 0xFF000000u}});
        EXPECT_EQ(show(limited, i / 12.5), city::Shown::kWhole) << i;
    }
    for (int i = 0; i < 20; ++i) {
        pose(Strobe::kSun, i / 6);
        EXPECT_EQ(show(limited, 50.0 + i / 12.5), city::Shown::kWhole) << i;
    }
}

}  // namespace
}  // namespace belvedere::test
