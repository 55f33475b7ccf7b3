// SPDX-License-Identifier: Apache-2.0
// What a source's licence forbids to leave the program does not, whatever the way out.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "app/live/live_city.hpp"
#include "app/window/picture_values.hpp"
#include "engine/twin/twin_query.hpp"
#include "tests/support/wait_until.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kForbidden =
    "sim:demo?inhabitants=500&seed=3&forbid=export&licence=CC-BY-NC-4.0";
constexpr const char* kAllowed = "sim:demo?inhabitants=500&seed=4";

class ExportPolicyTest : public SessionTest {
  protected:
    void connect(const std::string& url) {
        run("feed.connect url=\"" + url + "\"");
        const SourceId source = session->live.feeds().back().source;
        ASSERT_TRUE(test::wait_until([&] {
            session->live.take_in(0.1);
            return first_device(source).valid();
        }));
    }
    [[nodiscard]] twin::EntityId first_device(SourceId source) const {
        const twin::EntityTable& all = session->live.store().entities();
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (all[twin::EntityId{i}].source == source.value) return twin::EntityId{i};
        }
        return {};
    }
    // Charts everything that the first device of a feed says; its id.
    std::string chart_of(std::size_t feed) {
        const twin::TwinStore& store = session->live.store();
        const twin::EntityId device = first_device(session->live.feeds()[feed].source);
        for (const twin::SeriesId id : twin::series_of(store, device))
            session->desk.charted.push_back(id);
        return std::string(store.entities()[device].id());
    }
    // How many values of that device are in memory.
    [[nodiscard]] std::size_t values_of(std::size_t feed) const {
        const twin::TwinStore& store = session->live.store();
        std::size_t count = 0;
        for (const twin::SeriesId id :
             twin::series_of(store, first_device(session->live.feeds()[feed].source)))
            count += twin::range(store, id, {{0}, twin::AsOf::kEver}).size();
        return count;
    }
    [[nodiscard]] std::string export_to(const std::filesystem::path& path) {
        const auto call = command::parse_call("chart.export_csv path=\"" + path.string() + "\"");
        const auto done = registry.invoke(*call);
        return done ? std::string() : done.error().message;
    }
    [[nodiscard]] static std::string text_of(const std::filesystem::path& path) {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }
};

TEST_F(ExportPolicyTest, AForbiddenChartIsNoFile) {
    connect(kForbidden);
    chart_of(0);
    const auto path = files.path() / "values.csv";
    EXPECT_THAT(export_to(path), HasSubstr("may not be exported by its licence (CC-BY-NC-4.0)"));
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(ExportPolicyTest, OfAMixedChartOnlyWhatMayLeaveDoesAndTheRestIsSaid) {
    connect(kForbidden);
    connect(kAllowed);
    const std::string forbidden = chart_of(0), allowed = chart_of(1);
    ASSERT_FALSE(forbidden.empty() || allowed.empty());
    const auto path = files.path() / "values.csv";
    EXPECT_EQ(export_to(path), "");
    const std::string csv = text_of(path);
    EXPECT_THAT(csv, HasSubstr(allowed));
    const auto lines = static_cast<std::size_t>(std::ranges::count(csv, '\n'));
    EXPECT_EQ(lines - 1, values_of(1)) << "no line of what may not leave";
    EXPECT_GE(values_of(0), 1U);
    ASSERT_FALSE(session->notices.empty());
    EXPECT_THAT(session->notices.back().text, HasSubstr("Left out of the file"));
    EXPECT_THAT(session->notices.back().text, HasSubstr("CC-BY-NC-4.0"));
}

TEST_F(ExportPolicyTest, PanelsWithItsValuesAreNoPicture) {
    connect(kForbidden);
    const auto refused = registry.invoke(*command::parse_call("picture.take panels=true"));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("CC-BY-NC-4.0"));
    EXPECT_FALSE(session->picture.asked);
    EXPECT_TRUE(registry.invoke(*command::parse_call("picture.take panels=false")))
        << "the city itself may be";
}

TEST_F(ExportPolicyTest, BuildingsInTheColoursOfItsValuesAreNoPicture) {
    connect(kForbidden);
    connect(kAllowed);
    const auto tint_by = [&](std::size_t feed) {
        const SourceId source = session->live.feeds()[feed].source;
        const twin::EntityId device = first_device(source);
        layers::DeviceLook look;
        const twin::TwinStore& store = session->live.store();
        for (const twin::SeriesId id : twin::series_of(store, device)) {
            const auto reading = twin::latest_at(store, id);
            if (reading && reading->kind == twin::ValueKind::kNumber)
                look.property = store.names().text(store.series(id).property);
        }
        ASSERT_FALSE(look.property.empty());
        session->twins.tint.begin({{FeatureId{1}, device}}, feed + 1, look, 0.0);
        const layers::DeviceSymbols none;
        EXPECT_FALSE(session->twins.tint.advance(
            {session->live, none, look, system_clock().utc_now()}, 1.0));
        ASSERT_EQ(session->twins.tint.features().size(), 1U);
    };
    tint_by(1);
    EXPECT_TRUE(window::may_picture_tints(*session));
    tint_by(0);
    EXPECT_FALSE(window::may_picture_tints(*session));
    const auto refused = registry.invoke(*command::parse_call("picture.take panels=false"));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("buildings coloured by live values"));
    EXPECT_THAT(refused.error().message, HasSubstr("CC-BY-NC-4.0"));
    EXPECT_FALSE(session->picture.asked);
}

}  // namespace
}  // namespace belvedere::test
