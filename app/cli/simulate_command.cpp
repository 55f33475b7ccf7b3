// SPDX-License-Identifier: Apache-2.0
// belvedere simulate --to URL: a simulated city's devices speak to a broker.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/subcommand.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"
#include "engine/feed/mqtt_address.hpp"
#include "engine/feed/mqtt_publisher.hpp"
#include "engine/generator/simulated_city.hpp"

namespace belvedere::cli {
namespace {

constexpr double kConnect_s = 30.0;

struct SimulateOptions {
    std::string to;
    std::uint64_t messages = 0;  // 0: for ever.
    std::string rate = "real";
    std::uint64_t seed = 1;
    std::uint32_t inhabitants = 20'000;
    bool with_meters = false;
    bool retains = false;
    bool json = false;
};

// When the next message is due: as the devices have it, evenly, or at once.
class Pace {
  public:
    Pace(const std::string& rate, UtcTime city_start)
        : city_start_(city_start), start_s_(system_clock().steady_seconds()) {
        if (rate == "real") return;
        is_real_ = false;
        gap_s_ = rate == "max" ? 0.0 : 1.0 / std::strtod(rate.c_str(), nullptr);
    }
    void wait_for(const generator::SimulatedTurn& turn) {
        const double due_s =
            is_real_ ? static_cast<double>(turn.time.microseconds - city_start_.microseconds) * 1e-6
                     : gap_s_ * static_cast<double>(sent_);
        ++sent_;
        const double wait_s = start_s_ + due_s - system_clock().steady_seconds();
        if (wait_s > 0.0) std::this_thread::sleep_for(std::chrono::duration<double>(wait_s));
    }

  private:
    UtcTime city_start_;
    double start_s_;
    double gap_s_ = 0.0;
    std::uint64_t sent_ = 0;
    bool is_real_ = true;
};

// Sends until all is sent; how many went out is in `sent`, whatever happens.
Result<void> send_all(const SimulateOptions& options, feed::MqttPublisher& publisher,
                      std::uint64_t& sent) {
    generator::SimulatedCityOptions city_options;
    city_options.inhabitants = options.inhabitants;
    city_options.seed = options.seed;
    city_options.with_meters = options.with_meters;
    city_options.start = system_clock().utc_now();
    generator::SimulatedCity city(city_options);
    Pace pace(options.rate, city_options.start);
    UtcTime stamp;
    while (options.messages == 0 || sent < options.messages) {
        const generator::SimulatedTurn turn = city.next();
        pace.wait_for(turn);
        const auto& device = city.devices()[turn.device];
        // Observed now, each later than the one before: whatever the pace, none is in the future.
        const UtcTime now = system_clock().utc_now();
        stamp.microseconds = std::max(now.microseconds, stamp.microseconds + 1);
        const std::string message =
            generator::ngsi_ld_message(device, generator::reading_at(device, turn.time), stamp);
        const auto done = publisher.publish(generator::device_topic(device), as_bytes(message),
                                            options.retains, kConnect_s);
        if (!done) return fail(done.error());
        ++sent;
    }
    return publisher.flush(kConnect_s);
}

int simulate(const SimulateOptions& options) {
    const auto address = feed::parse_mqtt_address(options.to);
    if (!address) {
        log::error(address.error().message);
        return address.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
    }
    auto publisher = feed::MqttPublisher::open(*address);
    if (!publisher) {
        log::error(publisher.error().message);
        return kFailed;
    }
    const double start_s = system_clock().steady_seconds();
    std::uint64_t sent = 0;
    const auto done = send_all(options, **publisher, sent);
    const double seconds = system_clock().steady_seconds() - start_s;
    if (!done) log::error(done.error().message);
    if (options.json) {
        const nlohmann::ordered_json document{{"sent", sent}, {"seconds", seconds}};
        std::puts(document.dump(2).c_str());
    } else {
        std::printf("%llu messages in %.2f s\n", static_cast<unsigned long long>(sent), seconds);
    }
    return done ? kDone : kFailed;
}

// "real", "max" or a number of messages a second.
std::string check_rate(const std::string& text) {
    if (text == "real" || text == "max") return {};
    char* end = nullptr;
    const double rate = std::strtod(text.c_str(), &end);
    const bool is_rate = end != text.c_str() && *end == '\0' && rate >= 0.001 && rate <= 1e9;
    return is_rate ? std::string() : "a rate is a number a second, \"max\" or \"real\"";
}

}  // namespace

void add_simulate_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "simulate", "publish the messages of a simulated city's devices to a broker");
    const auto options = std::make_shared<SimulateOptions>();
    command
        ->add_option("--to", options->to,
                     "mqtt[s]://[user@]host[:port], with ?qos= ?version= ?ca= ?cert= ?key= "
                     "?secret=FILE; topics are belvedere/city/TYPE/NUMBER")
        ->required();
    command->add_option("--messages", options->messages, "how many; 0: for ever")
        ->capture_default_str();
    command
        ->add_option("--rate", options->rate,
                     "messages a second, max, or real: each device in its own time")
        ->check(CLI::Validator(check_rate, "RATE"))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "another seed is another city")
        ->capture_default_str();
    command
        ->add_option("--inhabitants", options->inhabitants,
                     "a city of so many has 17 devices a 100")
        ->check(CLI::Range(generator::kInhabitantsMin, generator::kInhabitantsMax))
        ->capture_default_str();
    command->add_flag("--meters", options->with_meters, "also electricity and water meters");
    command->add_flag("--retain", options->retains,
                      "the broker keeps each device's last message for those who come later");
    command->add_flag("--json", options->json, "print what was sent as one JSON document");
    command->callback([&chosen, options] { chosen = [options] { return simulate(*options); }; });
}

}  // namespace belvedere::cli
