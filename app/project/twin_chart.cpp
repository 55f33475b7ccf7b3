// SPDX-License-Identifier: Apache-2.0
#include "app/project/twin_chart.hpp"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace belvedere::project {
namespace {

using Json = nlohmann::json;

// Null: there is none.
const Json* member(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

// False for what is there and no text.
bool read_text(const Json& object, const char* key, std::string& into) {
    const Json* value = member(object, key);
    if (value == nullptr) return true;
    if (value->is_string()) into = value->get<std::string>();
    return value->is_string();
}

Json to_value(const ChartedSeries& series) {
    Json value = Json::object();
    if (!series.unknown_json.empty()) value = Json::parse(series.unknown_json, nullptr, false);
    value["device"] = {{"source", series.device.source}, {"id", series.device.id}};
    value["property"] = series.property;
    if (!series.dataset.empty()) value["dataset"] = series.dataset;
    return value;
}

std::string read_series(const Json& value, const std::string& path, ChartedSeries& series) {
    const Json* device = member(value, "device");
    if (device == nullptr || !device->is_object()) return path + " has no device";
    if (!read_text(*device, "source", series.device.source) ||
        !read_text(*device, "id", series.device.id) || series.device.id.empty())
        return path + ".device is none";
    if (!read_text(value, "property", series.property) || series.property.empty())
        return path + " has no property";
    if (!read_text(value, "dataset", series.dataset)) return path + ".dataset is not a text";
    Json rest = value;
    for (const char* key : {"device", "property", "dataset"})
        rest.erase(key);
    if (!rest.empty())
        series.unknown_json = rest.dump(-1, ' ', false, Json::error_handler_t::replace);
    return {};
}

std::string read_all_series(const Json& list, std::vector<ChartedSeries>& into) {
    if (!list.is_array() || list.size() > kChartedSeriesMax)
        return "chart.series is not a list, or too long a one";
    for (std::size_t i = 0; i < list.size(); ++i) {
        ChartedSeries series;
        std::string fault = read_series(list[i], "chart.series[" + std::to_string(i) + "]", series);
        if (!fault.empty()) return fault;
        const auto is_same = [&](const ChartedSeries& other) { return other.is_same(series); };
        if (std::ranges::none_of(into, is_same)) into.push_back(std::move(series));
    }
    return {};
}

std::string read_spans(const Json& list, std::vector<ChartSpan>& into) {
    if (!list.is_array() || list.size() > kChartSpansMax)
        return "chart.spans is not a list, or too long a one";
    for (const Json& each : list) {
        const bool is_pair = each.is_array() && each.size() == 2 && each[0].is_number_integer() &&
                             each[1].is_number_integer();
        if (!is_pair) return "chart.spans has what is no pair of times";
        const ChartSpan span{each[0].get<std::int64_t>(), each[1].get<std::int64_t>()};
        // Years 1 to 9999, so that differences are safe.
        constexpr std::int64_t kLeast_us = -62'135'596'800'000'000;
        constexpr std::int64_t kMost_us = 253'402'300'800'000'000;
        const bool is_time = span.from_us >= kLeast_us && span.to_us <= kMost_us;
        if (!is_time || span.to_us < span.from_us + kChartSpanMin_us)
            return "chart.spans has what is no span of time";
        into.push_back(span);
    }
    return {};
}

}  // namespace

std::string_view chart_form_name(ChartForm form) {
    return form == ChartForm::kBand ? "band" : "lines";
}

ChartForm chart_form_named(std::string_view name) {
    return name == "band" ? ChartForm::kBand : ChartForm::kLines;
}

std::string twin_chart_to_json(const TwinChart& chart) {
    Json document = Json::object();
    if (chart == TwinChart{}) return document.dump();
    Json& value = document["chart"] = Json::object();
    value["window_s"] = chart.window_s;
    value["series"] = Json::array();
    for (const ChartedSeries& series : chart.series)
        value["series"].push_back(to_value(series));
    if (!chart.spans.empty()) value["spans"] = Json::array();
    for (const ChartSpan& span : chart.spans)
        value["spans"].push_back({span.from_us, span.to_us});
    if (chart.form != ChartForm::kLines) value["form"] = chart_form_name(chart.form);
    if (chart.shows_table) value["shows_table"] = true;
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string read_twin_chart(std::string_view text, TwinChart& chart) {
    const Json document = Json::parse(text, nullptr, false);
    const Json* value = member(document, "chart");
    if (value == nullptr) return {};
    if (!value->is_object()) return "chart is not an object";
    if (const Json* window = member(*value, "window_s")) {
        if (!window->is_number()) return "chart.window_s is not a number";
        const double seconds = window->get<double>();
        if (std::isfinite(seconds))
            chart.window_s = std::clamp(seconds, kChartWindowMin_s, kChartWindowMax_s);
    }
    std::string form;
    if (!read_text(*value, "form", form)) return "chart.form is not a text";
    chart.form = chart_form_named(form);
    if (const Json* table = member(*value, "shows_table")) {
        if (!table->is_boolean()) return "chart.shows_table is not true or false";
        chart.shows_table = table->get<bool>();
    }
    if (const Json* series = member(*value, "series")) {
        if (std::string fault = read_all_series(*series, chart.series); !fault.empty())
            return fault;
    }
    const Json* spans = member(*value, "spans");
    return spans == nullptr ? std::string() : read_spans(*spans, chart.spans);
}

}  // namespace belvedere::project
