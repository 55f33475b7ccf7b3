// SPDX-License-Identifier: Apache-2.0
// The past of one series, asked of the server that keeps it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/cancel.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/net/http_transport.hpp"
#include "engine/twin/observation.hpp"

namespace belvedere::feed {

// Which series, and from when until when, both inside.
struct HistoryQuestion {
    std::string entity;    // Its id as the source has it.
    std::string property;  // Expanded name.
    std::string dataset;   // Which of several instances; of SensorThings the Datastream.
    UtcTime from, to;
    std::size_t count_max = limits::kHistoryCount;
    // Told after each page how much of the time is there, 0..1; by the thread that asks. May be
    // empty.
    std::function<void(double fraction)> progress = {};
};

// What the source knew, oldest first: observations of that property alone, Quality::kHistorical.
struct HistoryAnswer {
    twin::ObservationBatch batch;
    // Into batch.observations(): those that were asked for, by time.
    std::vector<std::size_t> order;
    // False when there is more than `count_max`, or than the source gives; the last of `order` then
    // says from when to ask on.
    bool is_complete = true;
};

// Asks servers about the past. ask() waits for the network, page after page, so it belongs on a
// thread that may; cancelling ends it within a request's first answer. One question at a time.
// Errors are the transport's, and kBadData when nothing in the answer could be read.
class HistorySource {
  public:
    virtual ~HistorySource() = default;
    [[nodiscard]] virtual Result<HistoryAnswer> ask(const HistoryQuestion& question,
                                                    const CancelToken& cancel) = 0;
};

// The history of a feed's source: the temporal API of NGSI-LD (ETSI GS CIM 009, clause 6.19), the
// Observations of a SensorThings Datastream by phenomenonTime. kUnsupported for GTFS-Realtime,
// which has none.
[[nodiscard]] Result<std::unique_ptr<HistorySource>> open_history(
    const PollAddress& address, const DecoderOptions& decoder,
    std::unique_ptr<net::HttpTransport> transport);

// The URL of the next page of NGSI-LD's temporal evolution from `from` on. Pure.
[[nodiscard]] std::string temporal_url(const PollAddress& address, const HistoryQuestion& question,
                                       UtcTime from);
// The URL of a Datastream's Observations in the question's time. kUsage when the question does not
// say which Datastream.
[[nodiscard]] Result<std::string> observations_url(const PollAddress& address,
                                                   const HistoryQuestion& question);

}  // namespace belvedere::feed
