// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/sparkplug_decoder.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/feed/limits.hpp"
#include "engine/feed/proto/sparkplug_b.pb.h"

namespace belvedere::feed {
namespace {

using twin::Observation;
using twin::ObservationBatch;
using twin::Quality;
using twin::ValueKind;

// The parts of spBv1.0/group/TYPE/edge[/device].
struct SparkplugTopic {
    std::string_view type;
    std::string entity;  // group/edge or group/edge/device.
};

std::optional<SparkplugTopic> parse_topic(std::string_view topic) {
    std::vector<std::string_view> levels;
    while (levels.size() < 6) {
        const std::size_t slash = topic.find('/');
        levels.push_back(topic.substr(0, slash));
        if (slash == std::string_view::npos) break;
        topic.remove_prefix(slash + 1);
    }
    const bool is_of_node = levels.size() == 4, is_of_device = levels.size() == 5;
    if ((!is_of_node && !is_of_device) || levels[0] != "spBv1.0") return std::nullopt;
    SparkplugTopic parsed{levels[2], std::string(levels[1]) + "/" + std::string(levels[3])};
    if (is_of_device) parsed.entity += "/" + std::string(levels[4]);
    return parsed;
}

// Data types of chapter 6.4.16 whose signed values lie in unsigned fields.
constexpr std::uint32_t kInt8 = 1, kInt16 = 2, kInt32 = 3, kInt64 = 4;

double number_of(const sparkplug::Metric& metric) {
    switch (metric.datatype()) {
        case kInt8:
            return static_cast<std::int8_t>(metric.int_value());
        case kInt16:
            return static_cast<std::int16_t>(metric.int_value());
        case kInt32:
            return static_cast<std::int32_t>(metric.int_value());
        case kInt64:
            return static_cast<double>(static_cast<std::int64_t>(metric.long_value()));
        default:
            break;
    }
    if (metric.has_long_value()) return static_cast<double>(metric.long_value());
    if (metric.has_float_value()) return static_cast<double>(metric.float_value());
    if (metric.has_double_value()) return metric.double_value();
    return metric.int_value();
}

std::string unit_of(const sparkplug::Metric& metric) {
    const auto& properties = metric.properties();
    for (int i = 0; i < properties.keys_size() && i < properties.values_size(); ++i) {
        const std::string& key = properties.keys(i);
        if (key == "engUnit" || key == "engineeringUnits" || key == "units" || key == "unit")
            return properties.values(i).string_value();
    }
    return {};
}

}  // namespace

struct SparkplugDecoder::State {
    // What a birth said of a metric.
    struct Born {
        std::string name, unit;
        std::uint32_t datatype = 0;
    };
    struct Node {
        std::unordered_map<std::uint64_t, std::string> names;  // By alias.
        std::map<std::string, Born, std::less<>> metrics;
        std::optional<std::uint64_t> birth_sequence;
    };
    std::map<std::string, Node, std::less<>> nodes;

    void birth(const SparkplugTopic& topic, const sparkplug::Payload& payload) {
        if (nodes.size() >= limits::kSparkplugNodes && !nodes.contains(topic.entity)) return;
        Node& node = nodes[topic.entity];
        node = {};
        node.birth_sequence = birth_sequence(payload);
        for (const sparkplug::Metric& metric : payload.metrics()) {
            if (metric.name().empty() || node.metrics.size() >= limits::kSparkplugAliases) continue;
            node.metrics.insert_or_assign(metric.name(),
                                          Born{metric.name(), unit_of(metric), metric.datatype()});
            if (metric.has_alias()) node.names.insert_or_assign(metric.alias(), metric.name());
        }
    }

    // A node's death is that of its devices as well. What they last said stays: they are silent,
    // not gone. A death that belongs to an earlier birth (bdSeq, chapter 6.4.27) says nothing of
    // now.
    void death(const SparkplugTopic& topic, const sparkplug::Payload& payload,
               const MessageInfo& info, ObservationBatch& batch) {
        const auto dead = nodes.find(topic.entity);
        const auto sequence = birth_sequence(payload);
        if (dead != nodes.end() && sequence && dead->second.birth_sequence &&
            *sequence != *dead->second.birth_sequence) {
            return batch.reject("a death of an earlier session", info.topic);
        }
        bool is_any_known = false;
        for (const auto& [entity, node] : nodes) {
            const bool is_it = entity == topic.entity || entity.starts_with(topic.entity + "/");
            if (!is_it || batch.is_full()) continue;
            batch.begin_update(entity, "").loses_entity = true;
            is_any_known = true;
        }
        if (!is_any_known) batch.begin_update(topic.entity, "").loses_entity = true;
    }

    static std::optional<std::uint64_t> birth_sequence(const sparkplug::Payload& payload) {
        for (const sparkplug::Metric& metric : payload.metrics()) {
            if (metric.name() != "bdSeq") continue;
            return metric.has_long_value() ? metric.long_value() : metric.int_value();
        }
        return std::nullopt;
    }

    static Observation start(ObservationBatch& batch, std::uint64_t timestamp_ms,
                             std::string_view name) {
        Observation one;
        one.property = batch.add_text(name);
        constexpr std::uint64_t kMost = 9'000'000'000'000'000ULL;  // In microseconds it fits.
        if (timestamp_ms == 0 || timestamp_ms > kMost) {
            one.quality.set(Quality::kTimeAssumed);
        } else {
            one.observed_at.microseconds = static_cast<std::int64_t>(timestamp_ms) * 1'000;
        }
        return one;
    }

    void data(const SparkplugTopic& topic, const sparkplug::Payload& payload,
              const MessageInfo& info, ObservationBatch& batch) {
        const auto node = nodes.find(topic.entity);
        batch.begin_update(topic.entity, "SparkplugNode");
        for (const sparkplug::Metric& metric : payload.metrics()) {
            if (batch.is_full()) return;
            std::string_view name = metric.name();
            const Born* born = nullptr;
            if (node != nodes.end()) {
                const auto alias = node->second.names.find(metric.alias());
                if (name.empty() && metric.has_alias() && alias != node->second.names.end())
                    name = alias->second;
                const auto known = node->second.metrics.find(name);
                if (known != node->second.metrics.end()) born = &known->second;
            }
            if (name == "bdSeq" || name.starts_with("Node Control/")) continue;
            metric_value(metric, name, born, payload.timestamp(), info, batch);
        }
    }

    static void metric_value(const sparkplug::Metric& metric, std::string_view name,
                             const Born* born, std::uint64_t payload_ms, const MessageInfo& info,
                             ObservationBatch& batch) {
        const std::uint64_t time_ms = metric.timestamp() != 0 ? metric.timestamp() : payload_ms;
        const std::string alias = "alias " + std::to_string(metric.alias());
        Observation one = start(batch, time_ms, name.empty() ? std::string_view(alias) : name);
        std::string unit = unit_of(metric);
        if (unit.empty() && born != nullptr) unit = born->unit;
        one.unit = batch.add_text(unit);
        if (metric.is_historical()) one.quality.set(Quality::kHistorical);
        if (info.is_retained) one.quality.set(Quality::kRetained);
        if (name.empty()) {
            one.fault = "a metric by an alias that awaits its birth";
        } else if (metric.is_null()) {
            one.fault = "a value that is null";
        } else if (metric.has_boolean_value()) {
            one.kind = ValueKind::kBoolean;
            one.number = metric.boolean_value() ? 1.0 : 0.0;
        } else if (metric.has_string_value()) {
            one.kind = ValueKind::kText;
            one.text = batch.add_text(metric.string_value());
        } else if (metric.value_case() != sparkplug::Metric::VALUE_NOT_SET) {
            sparkplug::Metric typed = metric;
            if (!typed.has_datatype() && born != nullptr) typed.set_datatype(born->datatype);
            one.kind = ValueKind::kNumber;
            one.number = number_of(typed);
        } else {
            one.fault = "a metric of a kind that is not read";
        }
        batch.add(one);
    }
};

SparkplugDecoder::SparkplugDecoder() : state_(std::make_unique<State>()) {}
SparkplugDecoder::~SparkplugDecoder() = default;

void SparkplugDecoder::decode(ByteView payload, const MessageInfo& info, ObservationBatch& batch) {
    batch.received_at = info.received_at;
    if (info.topic.starts_with("spBv1.0/STATE/"))
        return batch.reject("the state of a host application, not of a device", info.topic);
    const auto topic = parse_topic(info.topic);
    if (!topic) return batch.reject("no Sparkplug topic", info.topic);
    sparkplug::Payload message;
    const bool is_read = payload.size() <= limits::kPayloadBytes &&
                         message.ParseFromArray(payload.data(), static_cast<int>(payload.size()));
    if (!is_read) return batch.reject("no Sparkplug B payload", as_text(payload));
    if (topic->type.ends_with("CMD"))
        return batch.reject("an order to a device, nothing of it", info.topic);
    if (topic->type.ends_with("DEATH")) return state_->death(*topic, message, info, batch);
    if (topic->type.ends_with("BIRTH")) state_->birth(*topic, message);
    state_->data(*topic, message, info, batch);
}

}  // namespace belvedere::feed
