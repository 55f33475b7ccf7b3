// SPDX-License-Identifier: Apache-2.0
#include "engine/core/log.hpp"

#include <memory>
#include <mutex>
#include <utility>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace belvedere::log {
namespace {

struct State {
    State() : logger(spdlog::stderr_color_mt("belvedere")) {
        logger->set_pattern("%^%l%$: %v");
        logger->set_level(spdlog::level::info);
    }
    std::shared_ptr<spdlog::logger> logger;
    std::mutex sink_mutex;
    std::function<void(Level, std::string_view)> sink;
};

State& state() {
    static State instance;
    return instance;
}

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::kDebug:
            return spdlog::level::debug;
        case Level::kInfo:
            return spdlog::level::info;
        case Level::kWarning:
            return spdlog::level::warn;
        case Level::kError:
            return spdlog::level::err;
        case Level::kOff:
            return spdlog::level::off;
    }
    return spdlog::level::info;
}

void write(Level level, std::string_view message) {
    State& log_state = state();
    const auto spdlog_value = spdlog_level(level);
    if (!log_state.logger->should_log(spdlog_value)) return;
    log_state.logger->log(spdlog_value, "{}",
                          spdlog::string_view_t(message.data(), message.size()));
    const std::lock_guard lock(log_state.sink_mutex);
    if (log_state.sink) log_state.sink(level, message);
}

}  // namespace

void set_level(Level level) {
    state().logger->set_level(spdlog_level(level));
}

void info(std::string_view message) {
    write(Level::kInfo, message);
}
void debug(std::string_view message) {
    write(Level::kDebug, message);
}
void warning(std::string_view message) {
    write(Level::kWarning, message);
}
void error(std::string_view message) {
    write(Level::kError, message);
}

void set_sink(std::function<void(Level, std::string_view)> sink) {
    const std::lock_guard lock(state().sink_mutex);
    state().sink = std::move(sink);
}

}  // namespace belvedere::log
