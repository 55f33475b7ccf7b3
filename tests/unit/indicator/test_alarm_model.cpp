// SPDX-License-Identifier: Apache-2.0
// The board against a model that does the same second by second and keeps nothing clever.
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/indicator/board_fixture.hpp"

namespace belvedere::indicator {
namespace {

// One device under one threshold rule, told each value as it arrives and each second as it passes.
class NaiveDevice {
  public:
    explicit NaiveDevice(const AlarmRule& rule) : rule_(rule) {}

    void take(double number, std::int64_t observed_s) {
        if (!seen_.emplace(observed_s, number).second) return;  // A duplicate.
        if (observed_s < last_s_) return;                       // Late.
        // Until this value was observed, the one before it held.
        pass(observed_s);
        last_s_ = observed_s;
        const double give = is_raised_ ? rule_.hysteresis : 0.0;
        const bool is_so = rule_.comparison == Comparison::kAbove ? number > rule_.limit - give
                                                                  : number < rule_.limit + give;
        if (!is_so) {
            if (is_raised_) story_ += "-";
            is_raised_ = false;
            since_s_ = -1;
        } else if (since_s_ < 0) {
            since_s_ = observed_s;
        }
        pass(observed_s);
    }
    void pass(std::int64_t now_s) {
        if (since_s_ < 0 || is_raised_ ||
            now_s < since_s_ + static_cast<std::int64_t>(rule_.delay_s))
            return;
        is_raised_ = true;
        story_ += "+";
    }
    [[nodiscard]] const std::string& story() const { return story_; }

  private:
    AlarmRule rule_;
    std::int64_t last_s_ = -1, since_s_ = -1;
    bool is_raised_ = false;
    std::set<std::pair<std::int64_t, double>> seen_;
    std::string story_;
};

class AlarmModel : public BoardTest {
  protected:
    // Random values, some late, advanced at random; what happened to each device, in order.
    void check(std::uint32_t seed) {
        std::mt19937 random(seed);
        const auto below = [&random](int n) { return static_cast<int>(random() % unsigned(n)); };
        AlarmRule rule = heat_rule();
        rule.comparison = below(2) == 0 ? Comparison::kAbove : Comparison::kBelow;
        rule.hysteresis = below(4);
        rule.delay_s = below(3) * 4;
        use(rule);
        std::map<std::string, NaiveDevice> devices;
        std::map<std::string, std::string> stories;
        for (std::int64_t second = 100; second < 400; ++second) {
            for (int i = below(4); i > 0; --i) {
                const std::string id = "urn:" + std::to_string(below(5));
                const double number = 24.0 + below(13);
                const std::int64_t observed_s = second - (below(5) == 0 ? below(20) : 0);
                say({.entity = id,
                     .number = number,
                     .observed_s = observed_s,
                     .received_s = second});
                devices.try_emplace(id, rule).first->second.take(number, observed_s);
            }
            if (below(3) != 0) continue;
            tell(board.advance(twin::at_second(second)), stories);
            for (auto& [id, device] : devices)
                device.pass(second);
        }
        tell(board.advance(twin::at_second(500)), stories);
        for (auto& [id, device] : devices) {
            device.pass(500);
            EXPECT_EQ(stories[id], device.story()) << id << " of seed " << seed;
        }
    }

  private:
    void tell(const std::vector<AlarmEvent>& events, std::map<std::string, std::string>& stories) {
        for (const AlarmEvent& event : events) {
            stories[board.find(event.number)->entity_id] +=
                event.state == AlarmState::kRaised ? "+" : "-";
        }
    }
};

TEST_F(AlarmModel, HasTheSameStoryForEveryDevice) {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        // A new store and board for each.
        std::destroy_at(&board);
        std::destroy_at(&store);
        std::construct_at(&store);
        source = *store.add_source({"test", twin::SourceKind::kLive});
        std::construct_at(&board, store);
        check(seed);
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace belvedere::indicator
