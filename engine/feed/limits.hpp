// SPDX-License-Identifier: Apache-2.0
// Limits of feeds: what a broker, a server or a payload can make the program do.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::feed::limits {

inline constexpr std::size_t kPayloadBytes = std::size_t{64} << 20;  // Of one message or page.
inline constexpr std::size_t kJsonDepth = 64;
inline constexpr std::size_t kContextBytes = std::size_t{1} << 20;  // Of one context document.
inline constexpr std::size_t kContextDocuments = 64;    // Fetched; and those that are missed.
inline constexpr std::size_t kContextUrlBytes = 2'048;  // Of one whose name is noted.
inline constexpr std::size_t kContextDepth = 8;  // Contexts that name contexts, arrays in arrays.
inline constexpr std::size_t kContextTerms = 65'536;  // Of one compiled context.
inline constexpr std::size_t kContextsKept =
    256;                                       // Compiled, and the most that one message may bring.
inline constexpr std::size_t kTermDepth = 16;  // A term by a prefix that is a term ...
inline constexpr std::size_t kExpansionsKept = 65'536;
inline constexpr std::size_t kInstances = 100'000;  // Of one attribute: a temporal answer's values.
inline constexpr std::size_t kCsvLineBytes = 65'536;
inline constexpr std::size_t kThingProperties = 1'024;  // Of one Thing Description.
inline constexpr std::size_t kThingForms = 64;          // Of one of its properties.
inline constexpr std::size_t kMappings = 1'024;         // Rules of a mapping file.
inline constexpr std::size_t kMappedProperties = 1'024;
inline constexpr std::size_t kDatastreams = 500'000;       // Of which it is known whose they are.
inline constexpr std::size_t kDatastreamTopics = 10'000;   // Subscribed to one by one.
inline constexpr std::size_t kSparkplugNodes = 65'536;     // Edge nodes and devices known.
inline constexpr std::size_t kSparkplugAliases = 262'144;  // Of one of them.
// Between a feed's thread and the owner of the store: some seconds of a busy city, or all of its
// devices at once after a connection.
inline constexpr std::uint64_t kQueueBytes = std::uint64_t{128} << 20;
inline constexpr int kKeepAlive_s = 15;
inline constexpr int kReceiveMaximum = 1'000;  // QoS 1 and 2 messages under way (MQTT 5).
inline constexpr double kBackOffFirst_s = 0.25;
inline constexpr double kBackOffLongest_s = 60.0;
inline constexpr double kPollDefault_s = 10.0;
// A subscription brings changes; asking finds what it missed.
inline constexpr double kReconcileDefault_s = 60.0;
inline constexpr std::int64_t kSubscription_us = 600'000'000;  // Until it ends by itself.
inline constexpr double kPollLeast_s = 1.0;
inline constexpr std::size_t kHistoryCount = 200'000;  // Values of one answer about the past.
inline constexpr std::size_t kPages = 10'000;          // Of one answer.
inline constexpr int kPageEntities = 500;              // Asked for; servers give fewer.
// Messages as they came, of one source: enough to see what was sent last.
inline constexpr std::size_t kRawMessages = 2'048;
inline constexpr std::size_t kRawBytes = std::size_t{2} << 20;
inline constexpr std::size_t kRawMessageBytes = std::size_t{64} << 10;
inline constexpr std::size_t kRawTopicBytes = 1'024;

}  // namespace belvedere::feed::limits
