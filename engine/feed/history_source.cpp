// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/history_source.hpp"

#include <algorithm>
#include <future>
#include <string_view>
#include <utility>

#include "engine/core/time_text.hpp"
#include "engine/feed/page_link.hpp"
#include "engine/feed/secret.hpp"
#include "engine/feed/sensor_things_decoder.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::feed {
namespace {

using twin::Observation;
using twin::ObservationBatch;

// The server's root: the collection's URL without the collection.
std::string root_of(const PollAddress& address, std::string_view collection) {
    std::string url = address.url.substr(0, address.url.find('?'));
    if (url.ends_with(collection)) url.resize(url.size() - collection.size());
    return url;
}

// "Datastreams(12)" of a link or a name; empty when it is none.
std::string_view datastream_in(std::string_view text) {
    const std::size_t at = text.rfind("Datastreams(");
    if (at == std::string_view::npos || !text.ends_with(')')) return {};
    const std::string_view name = text.substr(at);
    return name.find('/') == std::string_view::npos ? name : std::string_view();
}

class ServerHistory final : public HistorySource {
  public:
    ServerHistory(PollAddress address, std::unique_ptr<Decoder> decoder,
                  SensorThingsDecoder* sensor_things, std::string bearer,
                  std::unique_ptr<net::HttpTransport> transport)
        : address_(std::move(address)),
          decoder_(std::move(decoder)),
          sensor_things_(sensor_things),
          bearer_(std::move(bearer)),
          transport_(std::move(transport)) {}

    Result<HistoryAnswer> ask(const HistoryQuestion& question, const CancelToken& cancel) override {
        if (question.to < question.from)
            return fail(ErrorKind::kUsage, "a time that ends before it begins");
        auto answer = sensor_things_ == nullptr ? ask_temporal(question, cancel)
                                                : ask_observations(question, cancel);
        if (answer) finish(question, *answer);
        return answer;
    }

  private:
    Result<net::HttpResponse> fetch(const std::string& url, const CancelToken& cancel) {
        net::HttpRequest request;
        request.url = url;
        request.body_bytes_max = limits::kPayloadBytes;
        request.cancel = cancel;
        if (!bearer_.empty()) request.headers.push_back("Authorization: Bearer " + bearer_);
        if (!address_.tenant.empty())
            request.headers.push_back("NGSILD-Tenant: " + address_.tenant);
        if (!address_.context.empty()) {
            request.headers.push_back("Link: <" + address_.context +
                                      ">; rel=\"http://www.w3.org/ns/json-ld#context\"; "
                                      "type=\"application/ld+json\"");
        }
        std::promise<Result<net::HttpResponse>> promise;
        auto waited = promise.get_future();
        transport_->fetch(std::move(request), [&promise](Result<net::HttpResponse> response) {
            promise.set_value(std::move(response));
        });
        return waited.get();
    }

    // Adds a page to the answer. kBadData when it says nothing that can be read.
    Result<void> read(const net::HttpResponse& page, std::string_view topic,
                      HistoryAnswer& answer) {
        MessageInfo info;
        info.received_at = system_clock().utc_now();
        info.topic = topic;
        info.link_context = address_.context;
        const std::size_t updates = answer.batch.updates().size();
        const std::size_t rejections = answer.batch.rejections().size();
        decoder_->decode(page.body, info, answer.batch);
        const bool is_unread = answer.batch.updates().size() == updates &&
                               answer.batch.rejections().size() > rejections;
        if (is_unread)
            return fail(ErrorKind::kBadData,
                        page.final_url + ": " + answer.batch.rejections().back().reason);
        return {};
    }

    // Pages are by time: a broker that cut its answer says so (206), and is asked from the last
    // moment on that it gave, again, because more may have been then.
    Result<HistoryAnswer> ask_temporal(const HistoryQuestion& question, const CancelToken& cancel) {
        HistoryAnswer answer;
        UtcTime from = question.from;
        for (std::size_t page = 0; page < limits::kPages; ++page) {
            const auto response = fetch(temporal_url(address_, question, from), cancel);
            if (!response && response.error().kind == ErrorKind::kNotFound && page == 0)
                return fail(ErrorKind::kNotFound,
                            "no history of " + question.entity + ": " + response.error().message);
            if (!response) return fail(response.error());
            const auto read_page = read(*response, {}, answer);
            if (!read_page) return fail(read_page.error());
            if (response->status != 206) return answer;
            const UtcTime last = last_time(answer.batch);
            tell_progress(question, last);
            answer.is_complete = false;
            // Each page repeats the last value of the one before.
            const bool is_enough = answer.batch.observations().size() >= question.count_max + page;
            if (is_enough || answer.batch.is_full() || last <= from) return answer;
            from = last;
            answer.is_complete = true;
        }
        answer.is_complete = false;
        return answer;
    }

    Result<HistoryAnswer> ask_observations(const HistoryQuestion& question,
                                           const CancelToken& cancel) {
        HistoryAnswer answer;
        answer.is_complete = false;
        const auto first = observations_url(address_, question);
        if (!first) return fail(first.error());
        std::string url = *first;
        const std::string topic(url.substr(0, url.find('?')));
        for (std::size_t page = 0; page < limits::kPages && !url.empty(); ++page) {
            const auto response = fetch(url, cancel);
            if (!response) return fail(response.error());
            const auto read_page = read(*response, topic, answer);
            if (!read_page) return fail(read_page.error());
            tell_progress(question, last_time(answer.batch));
            const auto next = next_of(*response, url);
            // Half a history is one that says so.
            if (!next) return answer;
            url = *next;
            const bool is_enough = answer.batch.observations().size() >= question.count_max;
            if (is_enough || answer.batch.is_full()) break;
        }
        answer.is_complete = url.empty();
        return answer;
    }

    // The server's own link, as long as it stays with the server; empty at the end.
    Result<std::string> next_of(const net::HttpResponse& page, const std::string& url) const {
        const std::string& link = sensor_things_->next_link();
        if (link.empty()) return std::string();
        auto next = next_url({link, page.final_url, address_.url, !bearer_.empty()});
        if (!next) return next;
        return *next == url ? std::string() : *std::move(next);
    }

    static void tell_progress(const HistoryQuestion& question, UtcTime last) {
        const auto span =
            static_cast<double>(question.to.microseconds - question.from.microseconds);
        if (!question.progress || span <= 0.0) return;
        const auto done = static_cast<double>(last.microseconds - question.from.microseconds);
        question.progress(std::clamp(done / span, 0.0, 1.0));
    }

    static UtcTime last_time(const ObservationBatch& batch) {
        UtcTime last;
        for (const Observation& one : batch.observations())
            last = std::max(last, one.observed_at);
        return last;
    }

    // Marks, chooses and orders what was asked for; what came twice is once.
    void finish(const HistoryQuestion& question, HistoryAnswer& answer) const {
        std::vector<Observation>& all = answer.batch.observations();
        for (std::size_t i = 0; i < all.size(); ++i) {
            Observation& one = all[i];
            one.quality.set(twin::Quality::kHistorical);
            const bool is_property =
                sensor_things_ != nullptr || answer.batch.text(one.property) == question.property;
            const bool is_instance = sensor_things_ != nullptr || question.dataset.empty() ||
                                     answer.batch.text(one.dataset) == question.dataset;
            const bool is_timed = !one.quality.has(twin::Quality::kTimeAssumed);
            if (is_property && is_instance && is_timed && one.fault.empty() &&
                one.observed_at >= question.from && one.observed_at <= question.to) {
                answer.order.push_back(i);
            }
        }
        std::ranges::stable_sort(answer.order, {},
                                 [&all](std::size_t i) { return all[i].observed_at; });
        const auto is_same = [&](std::size_t a, std::size_t b) {
            return all[a].observed_at == all[b].observed_at && all[a].kind == all[b].kind &&
                   all[a].number == all[b].number &&
                   answer.batch.text(all[a].text) == answer.batch.text(all[b].text) &&
                   answer.batch.text(all[a].dataset) == answer.batch.text(all[b].dataset);
        };
        answer.order.erase(std::unique(answer.order.begin(), answer.order.end(), is_same),
                           answer.order.end());
        if (answer.order.size() > question.count_max) {
            answer.order.resize(question.count_max);
            answer.is_complete = false;
        }
    }

    PollAddress address_;
    std::unique_ptr<Decoder> decoder_;
    SensorThingsDecoder* sensor_things_;  // The decoder, where it is one.
    std::string bearer_;
    std::unique_ptr<net::HttpTransport> transport_;
};

}  // namespace

std::string temporal_url(const PollAddress& address, const HistoryQuestion& question,
                         UtcTime from) {
    return root_of(address, "entities") + "temporal/entities/" +
           net::percent_encoded(question.entity) +
           "?attrs=" + net::percent_encoded(question.property) +
           "&timeproperty=observedAt&timerel=between&timeAt=" + format_time(from, TimeZone()) +
           "&endTimeAt=" + format_time({question.to.microseconds + 1}, TimeZone());
}

Result<std::string> observations_url(const PollAddress& address, const HistoryQuestion& question) {
    std::string_view stream = datastream_in(question.dataset);
    if (stream.empty()) stream = datastream_in(question.entity);
    if (stream.empty())
        return fail(ErrorKind::kUsage, "which Datastream? its data set is Datastreams(...)");
    const std::string id(stream.substr(stream.find('(') + 1, stream.size() - stream.find('(') - 2));
    return root_of(address, "Things") + "Datastreams(" + net::percent_encoded(id) +
           ")/Observations?$select=phenomenonTime,result&$orderby=phenomenonTime%20asc&$top=" +
           std::to_string(limits::kPageEntities) + "&$filter=phenomenonTime%20ge%20" +
           format_time(question.from, TimeZone()) + "%20and%20phenomenonTime%20le%20" +
           format_time(question.to, TimeZone());
}

Result<std::unique_ptr<HistorySource>> open_history(const PollAddress& address,
                                                    const DecoderOptions& decoder,
                                                    std::unique_ptr<net::HttpTransport> transport) {
    if (address.protocol == PollProtocol::kGtfsRealtime)
        return fail(ErrorKind::kUnsupported, "GTFS-Realtime has no history");
    std::string bearer;
    if (!address.secret.empty()) {
        auto secret = find_secret(address.secret);
        if (!secret) return fail(secret.error());
        bearer = *std::move(secret);
    }
    std::unique_ptr<Decoder> reader;
    SensorThingsDecoder* sensor_things = nullptr;
    if (address.protocol == PollProtocol::kSensorThings) {
        auto made = std::make_unique<SensorThingsDecoder>();
        sensor_things = made.get();
        reader = std::move(made);
    } else {
        DecoderOptions options = decoder;
        options.format = "ngsi-ld";
        auto made = make_decoder(options);
        if (!made) return fail(made.error());
        reader = *std::move(made);
    }
    return std::unique_ptr<HistorySource>(std::make_unique<ServerHistory>(
        address, std::move(reader), sensor_things, std::move(bearer), std::move(transport)));
}

}  // namespace belvedere::feed
