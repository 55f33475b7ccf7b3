// SPDX-License-Identifier: Apache-2.0
#include "app/live/simulated_feed.hpp"

#include <cstdlib>
#include <limits>
#include <optional>
#include <utility>

#include "engine/core/clock.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/mqtt_address.hpp"
#include "engine/feed/scripted_feed.hpp"
#include "engine/generator/fault_injector.hpp"

namespace belvedere::live {
namespace {

constexpr std::int64_t kYear_us = 365LL * 86'400 * 1'000'000;

// Of the demo city: as many as its houses in the middle hold, and few enough devices that each can
// be told from its neighbours.
constexpr std::uint32_t kDemoInhabitants = 4'000;

struct Script {
    generator::SimulatedCityOptions city;
    generator::FaultRates faults;
    double messages_max = std::numeric_limits<double>::infinity();
    double rate_per_s = 0.0;  // 0: as the devices do.
};

Result<double> number_between(const std::string& name, const std::string& text, double least,
                              double most) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != '\0' || !(number >= least) || !(number <= most)) {
        return fail(ErrorKind::kUsage, name + " of sim: is a number from " + std::to_string(least) +
                                           " to " + std::to_string(most));
    }
    return number;
}

Result<void> set_option(const std::string& name, const std::string& text, Script& script) {
    if (name == "rate" && text == "max") {
        script.rate_per_s = std::numeric_limits<double>::infinity();
        return {};
    }
    struct Range {
        std::string_view name;
        double least, most;
    };
    constexpr Range kRanges[] = {
        {"inhabitants", generator::kInhabitantsMin, generator::kInhabitantsMax},
        {"seed", 0.0, 9e15},
        {"meters", 0.0, 1.0},
        {"messages", 0.0, 1e12},
        {"rate", 0.001, 1e9},
    };
    double least = 0.0, most = 1.0;
    for (const Range& range : kRanges) {
        if (range.name != name) continue;
        least = range.least;
        most = range.most;
    }
    const auto number = number_between(name, text, least, most);
    if (!number) return fail(number.error());
    if (name == "inhabitants") script.city.inhabitants = static_cast<std::uint32_t>(*number);
    if (name == "seed") script.city.seed = static_cast<std::uint64_t>(*number);
    if (name == "meters") script.city.with_meters = *number > 0.0;
    if (name == "messages") script.messages_max = *number;
    if (name == "rate") script.rate_per_s = *number;
    if (name == "loss") script.faults.loss = *number;
    if (name == "duplicate") script.faults.duplicate = *number;
    if (name == "reorder") script.faults.reorder = *number;
    if (name == "skew") script.faults.skew = *number;
    if (name == "nan") script.faults.no_number = *number;
    if (name == "unit") script.faults.unit_change = *number;
    return {};
}

Result<Script> parse_script(const std::string& url) {
    Script script;
    script.city.inhabitants = kDemoInhabitants;
    const std::size_t question = url.find('?');
    if (url.substr(0, question) != "sim:demo")
        return fail(ErrorKind::kUsage, "the simulated city is sim:demo, not " + url);
    const std::string query = question == std::string::npos ? "" : url.substr(question + 1);
    const auto options = feed::parse_url_options(
        query, "inhabitants seed meters messages rate loss duplicate reorder skew nan unit");
    if (!options) return fail(options.error());
    for (const auto& [name, text] : *options) {
        const auto set = set_option(name, text, script);
        if (!set) return fail(set.error());
    }
    return script;
}

// Makes messages: first one of each device, then what the injector lets pass.
class CityScript {
  public:
    explicit CityScript(const Script& script)
        : script_(script), injector_(script.city, script.faults), last_(script.city.start) {}

    bool operator()(feed::ScriptedMessage& message) {
        if (static_cast<double>(made_) >= script_.messages_max) return false;
        const auto& devices = injector_.city().devices();
        message.wait_s = 0.0;
        if (made_ < devices.size() && script_.rate_per_s == 0.0) {
            const auto& device = devices[made_];
            const UtcTime now = script_.city.start;
            message.topic = generator::device_topic(device);
            message.payload =
                generator::ngsi_ld_message(device, generator::reading_at(device, now), now);
        } else {
            generator::Delivery delivery;
            if (!injector_.next(delivery)) return false;
            message.topic = std::move(delivery.topic);
            message.payload = std::move(delivery.payload);
            const std::int64_t gap_us = delivery.delivered_at.microseconds - last_.microseconds;
            message.wait_s = script_.rate_per_s == 0.0 ? static_cast<double>(gap_us) * 1e-6
                                                       : 1.0 / script_.rate_per_s;
            last_ = delivery.delivered_at;
        }
        ++made_;
        return true;
    }

  private:
    Script script_;
    generator::FaultInjector injector_;
    UtcTime last_;
    std::size_t made_ = 0;
};

}  // namespace

Result<void> check_simulated_feed(const std::string& url) {
    const auto script = parse_script(url);
    if (!script) return fail(script.error());
    return {};
}

Result<std::unique_ptr<feed::Feed>> open_simulated_feed(const std::string& url,
                                                        std::shared_ptr<feed::RawMessages> raw) {
    auto script = parse_script(url);
    if (!script) return fail(script.error());
    // At a rate of its own the city's time would run into the future, where no value can be from.
    script->city.start = system_clock().utc_now();
    if (script->rate_per_s > 0.0) script->city.start.microseconds -= kYear_us;
    auto decoder = feed::make_decoder({.format = "ngsi-ld", .raw = std::move(raw)});
    if (!decoder) return fail(decoder.error());
    return std::make_unique<feed::ScriptedFeed>(
        [maker = std::make_shared<CityScript>(*script)](feed::ScriptedMessage& message) {
            return (*maker)(message);
        },
        *std::move(decoder));
}

}  // namespace belvedere::live
