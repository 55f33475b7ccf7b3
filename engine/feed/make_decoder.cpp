// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/make_decoder.hpp"

#include <algorithm>
#include <string_view>

#include "engine/core/file.hpp"
#include "engine/feed/context.hpp"
#include "engine/feed/gtfs_realtime_decoder.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/mapping_decoder.hpp"
#include "engine/feed/ngsi_ld_decoder.hpp"
#include "engine/feed/sensor_things_decoder.hpp"
#include "engine/feed/sparkplug_decoder.hpp"

namespace belvedere::feed {
namespace {

// NGSI-LD with the contexts it may use.
class NgsiLdWithContexts final : public Decoder {
  public:
    explicit NgsiLdWithContexts(std::unique_ptr<ContextRegistry> contexts)
        : contexts_(std::move(contexts)), decoder_(*contexts_) {}
    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override {
        decoder_.decode(payload, info, batch);
    }

  private:
    std::unique_ptr<ContextRegistry> contexts_;
    NgsiLdDecoder decoder_;
};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// Chooses by topic and by members that only one format has.
class TellingDecoder final : public Decoder {
  public:
    explicit TellingDecoder(std::unique_ptr<ContextRegistry> contexts)
        : ngsi_ld_(std::move(contexts)) {}

    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override {
        if (info.topic.starts_with("spBv1.0/")) return sparkplug_.decode(payload, info, batch);
        const std::string_view text = as_text(payload);
        const bool is_sensor_things =
            contains(info.topic, "Datastreams") || contains(info.topic, "Observations") ||
            contains(text, "\"@iot.") || contains(text, "\"phenomenonTime\"") ||
            contains(text, "\"unitOfMeasurement\"") || contains(text, "\"Datastreams\"");
        if (is_sensor_things) return sensor_things_.decode(payload, info, batch);
        ngsi_ld_.decode(payload, info, batch);
    }

  private:
    NgsiLdWithContexts ngsi_ld_;
    SensorThingsDecoder sensor_things_;
    SparkplugDecoder sparkplug_;
};

Result<std::unique_ptr<ContextRegistry>> read_contexts(const DecoderOptions& options) {
    auto contexts = std::make_unique<ContextRegistry>(options.context_documents);
    for (const auto& [url, path] : options.contexts) {
        const auto bytes = read_file(path, limits::kContextBytes);
        if (!bytes) return fail_in("context " + url, bytes.error());
        const auto added = contexts->add_document(url, *bytes);
        if (!added) return fail(added.error());
    }
    return contexts;
}

Result<std::unique_ptr<Decoder>> make_plain_decoder(const DecoderOptions& options) {
    const std::string& format = options.format;
    if (format == "sensorthings") return std::make_unique<SensorThingsDecoder>();
    if (format == "sparkplug") return std::make_unique<SparkplugDecoder>();
    if (format == "gtfs-rt") return std::make_unique<GtfsRealtimeDecoder>();
    if (format == "mapping" || !options.mapping_file.empty()) {
        const auto bytes = read_file(options.mapping_file, limits::kContextBytes);
        if (!bytes) return fail_in("mapping", bytes.error());
        auto mapping = MappingDecoder::open(*bytes);
        if (!mapping) return fail_in(options.mapping_file, mapping.error());
        return std::unique_ptr<Decoder>(*std::move(mapping));
    }
    if (!format.empty() && format != "ngsi-ld") {
        return fail(ErrorKind::kUsage,
                    "format " + format +
                        " is not known: ngsi-ld, sensorthings, sparkplug, gtfs-rt or mapping");
    }
    auto contexts = read_contexts(options);
    if (!contexts) return fail(contexts.error());
    if (format == "ngsi-ld") return std::make_unique<NgsiLdWithContexts>(*std::move(contexts));
    return std::make_unique<TellingDecoder>(*std::move(contexts));
}

}  // namespace

Result<std::unique_ptr<Decoder>> make_decoder(const DecoderOptions& options) {
    auto decoder = make_plain_decoder(options);
    if (!decoder) return decoder;
    return keeping(*std::move(decoder), options.raw);
}

}  // namespace belvedere::feed
