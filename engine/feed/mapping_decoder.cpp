// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mapping_decoder.hpp"

#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "engine/feed/csv_row.hpp"
#include "engine/feed/json_value.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/mapping.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using twin::Observation;
using twin::ObservationBatch;
using twin::ValueKind;

// Where the values of one entity are found: JSON by pointer, or a row by column.
class MappedValues {
  public:
    virtual ~MappedValues() = default;
    // Sets kind and content; false when there is nothing at `at`.
    virtual bool set(ObservationBatch& batch, Observation& observation,
                     const std::string& at) const = 0;
    [[nodiscard]] virtual std::string text(const std::string& at) const = 0;
    [[nodiscard]] virtual std::optional<WrittenTime> time(const std::string& at) const = 0;
};

class JsonValues final : public MappedValues {
  public:
    explicit JsonValues(const dom::element& element) : element_(element) {}

    bool set(ObservationBatch& batch, Observation& observation,
             const std::string& at) const override {
        dom::element value;
        if (element_.at_pointer(at).get(value) != simdjson::SUCCESS) return false;
        set_value(batch, observation, value);
        return true;
    }
    std::string text(const std::string& at) const override {
        dom::element value;
        if (element_.at_pointer(at).get(value) != simdjson::SUCCESS) return {};
        std::string_view text;
        if (value.get(text) == simdjson::SUCCESS) return std::string(text);
        return value.is_number() ? simdjson::minify(value) : std::string();
    }
    std::optional<WrittenTime> time(const std::string& at) const override {
        dom::element value;
        if (element_.at_pointer(at).get(value) != simdjson::SUCCESS) return std::nullopt;
        return time_of(value);
    }

  private:
    dom::element element_;
};

std::optional<double> number_in(std::string_view text) {
    double number = 0.0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

class RowValues final : public MappedValues {
  public:
    RowValues(const std::vector<std::string>& names, const std::vector<std::string>& cells)
        : names_(names), cells_(cells) {}

    bool set(ObservationBatch& batch, Observation& observation,
             const std::string& at) const override {
        const std::string value = text(at);
        if (value.empty()) return false;
        if (const auto number = number_in(value)) {
            observation.kind = ValueKind::kNumber;
            observation.number = *number;
        } else {
            observation.kind = ValueKind::kText;
            observation.text = batch.add_text(value);
        }
        return true;
    }
    std::string text(const std::string& at) const override {
        for (std::size_t i = 0; i < names_.size() && i < cells_.size(); ++i) {
            if (names_[i] == at) return cells_[i];
        }
        return {};
    }
    std::optional<WrittenTime> time(const std::string& at) const override {
        const std::string written = text(at);
        const auto number = number_in(written);
        if (!number) return time_of(written);
        dom::parser parser;
        dom::element element;
        if (!parse_json(parser, written, element).empty()) return std::nullopt;
        return time_of(element);
    }

  private:
    const std::vector<std::string>& names_;
    const std::vector<std::string>& cells_;
};

// Fills the braces of a template; empty when one of them has nothing.
std::string filled(const std::string& pattern, const TopicNames& names,
                   const MappedValues& values) {
    std::string text;
    std::size_t at = 0;
    while (at < pattern.size()) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
        if (close == std::string::npos) return text + pattern.substr(at);
        text += pattern.substr(at, open - at);
        const std::string name = pattern.substr(open + 1, close - open - 1);
        const auto bound = names.find(name);
        const std::string value = bound != names.end() ? bound->second : values.text(name);
        if (value.empty()) return {};
        text += value;
        at = close + 1;
    }
    return text;
}

}  // namespace

struct MappingDecoder::State {
    std::vector<MappingRule> rules;
    dom::parser parser{limits::kPayloadBytes};

    struct Scope {
        const MappingRule& rule;
        const TopicNames& names;
        const MessageInfo& info;
        ObservationBatch& batch;
    };

    Observation start(Scope& scope, std::string_view name, std::string_view unit,
                      const std::optional<WrittenTime>& time) {
        Observation observation;
        observation.property = scope.batch.add_text(name);
        observation.unit = scope.batch.add_text(unit);
        set_time(observation, time);
        if (scope.info.is_retained) observation.quality.set(twin::Quality::kRetained);
        return observation;
    }

    void entity(Scope& scope, const MappedValues& values, std::string_view sample) {
        const MappingRule& rule = scope.rule;
        const std::string id = filled(rule.entity, scope.names, values);
        if (scope.batch.is_full()) return scope.batch.reject("more than a batch can hold", sample);
        if (id.empty())
            return scope.batch.reject("nothing at the place of the entity's id", sample);
        scope.batch.begin_update(id, rule.type);
        std::optional<WrittenTime> time;
        if (!rule.time.empty()) time = values.time(rule.time);
        if (!rule.longitude.empty()) place(scope, values, time);
        for (const MappedProperty& property : rule.properties) {
            Observation observation = start(scope, property.name, property.unit, time);
            if (values.set(scope.batch, observation, property.at)) scope.batch.add(observation);
        }
    }

    void place(Scope& scope, const MappedValues& values, const std::optional<WrittenTime>& time) {
        const auto longitude = number_in(values.text(scope.rule.longitude));
        const auto latitude = number_in(values.text(scope.rule.latitude));
        if (!longitude || !latitude) return;
        Observation observation = start(scope, "location", "", time);
        observation.kind = ValueKind::kPosition;
        observation.position.longitude_deg = *longitude;
        observation.position.latitude_deg = *latitude;
        const auto height =
            scope.rule.height.empty() ? std::nullopt : number_in(values.text(scope.rule.height));
        if (height) observation.position.height_m = static_cast<float>(*height);
        scope.batch.add(observation);
    }

    void json(Scope& scope, std::string_view text) {
        dom::element root;
        const std::string reason = parse_json(parser, text, root);
        if (!reason.empty()) return scope.batch.reject(reason, text);
        if (scope.rule.each.empty()) return entity(scope, JsonValues(root), text);
        dom::array entries;
        if (root.at_pointer(scope.rule.each).get(entries) != simdjson::SUCCESS)
            return scope.batch.reject("no array where the mapping says", text);
        for (const dom::element entry : entries)
            entity(scope, JsonValues(entry), text);
    }

    void csv(Scope& scope, std::string_view text) {
        std::vector<std::string> columns, cells;
        std::string_view rest = text;
        if (!take_row(rest, scope.rule.separator, columns))
            return scope.batch.reject("an empty table", text);
        while (true) {
            const std::string_view line = rest;
            if (!take_row(rest, scope.rule.separator, cells)) return;
            if (cells.size() == 1 && cells[0].empty()) continue;
            entity(scope, RowValues(columns, cells), line.substr(0, line.size() - rest.size()));
        }
    }
};

MappingDecoder::MappingDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
MappingDecoder::~MappingDecoder() = default;

Result<std::unique_ptr<MappingDecoder>> MappingDecoder::open(ByteView mapping) {
    auto rules = parse_mapping(mapping);
    if (!rules) return fail(rules.error());
    auto state = std::make_unique<State>();
    state->rules = *std::move(rules);
    return std::unique_ptr<MappingDecoder>(new MappingDecoder(std::move(state)));
}

void MappingDecoder::decode(ByteView payload, const MessageInfo& info, ObservationBatch& batch) {
    batch.received_at = info.received_at;
    for (const MappingRule& rule : state_->rules) {
        const auto names = match_topic(rule.topic, info.topic);
        if (!names) continue;
        State::Scope scope{rule, *names, info, batch};
        if (rule.format == MappedFormat::kCsv) return state_->csv(scope, as_text(payload));
        return state_->json(scope, as_text(payload));
    }
    batch.reject("no rule of the mapping is for its topic", as_text(payload));
}

}  // namespace belvedere::feed
