// SPDX-License-Identifier: Apache-2.0
// The past of a feed's series, from whoever keeps it.
#pragma once

#include <string>

#include "app/live/network.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/history_source.hpp"

namespace belvedere::live {

// Asks the server of a feed, by the feed's own URL. kUnsupported for a feed whose server keeps no
// past that can be asked for (MQTT, files, GTFS-Realtime), kDenied for one that may not be read;
// else as feed::HistorySource. Waits for the network, and perhaps for a person who opens the
// keyring: a worker's.
[[nodiscard]] Result<feed::HistoryAnswer> ask_history(const std::string& url,
                                                      const feed::HistoryQuestion& question,
                                                      const feed::DecoderOptions& decoder,
                                                      const CancelToken& cancel);
// Whether there is somebody to ask: kUnsupported as above, kDenied while the network is off. Pure.
[[nodiscard]] Result<void> can_ask_history(const std::string& url,
                                           Network network = Network::kAllowed);

}  // namespace belvedere::live
