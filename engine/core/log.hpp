// SPDX-License-Identifier: Apache-2.0
// The program's log: one line a message, to standard error, thread-safe.
#pragma once

#include <functional>
#include <string_view>

namespace belvedere::log {

enum class Level { kDebug, kInfo, kWarning, kError, kOff };

// Messages below `level` are dropped. Default kInfo. Any thread.
void set_level(Level level);

// What to do was done, or is under way; read by a user who asks for it.
void info(std::string_view message);
// For a developer only.
void debug(std::string_view message);
// Something is missing or odd and the program goes on; the user should know.
void warning(std::string_view message);
// Something the user asked for did not happen.
void error(std::string_view message);

// Also hands every kept message to `sink` (the notification panel, tests); one sink, empty to stop.
// The sink is called on the logging thread, under the log's lock: it must be quick and must not
// log.
void set_sink(std::function<void(Level, std::string_view)> sink);

}  // namespace belvedere::log
