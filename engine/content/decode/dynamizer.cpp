// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/dynamizer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/content/decode/json_value.hpp"

namespace belvedere::content {
namespace {

using citygml::XmlElement;

constexpr std::size_t kDynamizerWarnings = 100;
constexpr int kDynamizerDepth = 64;

std::optional<double> number_of_text(std::string_view text) {
    double number = 0.0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    const bool is_whole = read.ec == std::errc() && read.ptr == end;
    return is_whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

// The text between `before` and the next quotation mark of that kind.
std::string quoted_after(std::string_view text, std::string_view before) {
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + before.size());
    if (text.empty() || (text[0] != '\'' && text[0] != '"')) return {};
    const std::size_t end = text.find(text[0], 1);
    return end == std::string_view::npos ? std::string() : std::string(text.substr(1, end - 1));
}

// "//bldg:Room[@gml:id='r']/genericAttribute/gen:DoubleAttribute[name='t']/gen:value": of r, "t".
void name_by_xpath(Dynamizer& dynamizer) {
    const std::string_view path = dynamizer.attribute_ref;
    dynamizer.target = quoted_after(path, "id=");
    dynamizer.property = quoted_after(path, "name=");
    if (!dynamizer.property.empty()) return;
    // An element: the last step, without prefix and conditions.
    std::string_view step = path.substr(std::min(path.rfind('/') + 1, path.size()));
    step = step.substr(0, step.find('['));
    step.remove_prefix(std::min(step.rfind(':') + 1, step.size()));
    dynamizer.property = std::string(step);
}

// RFC 6901: "/attributes/temperature" is of the target's attribute "temperature".
void name_by_pointer(Dynamizer& dynamizer) {
    const std::string_view path = dynamizer.attribute_ref;
    const std::string_view last = path.substr(std::min(path.rfind('/') + 1, path.size()));
    for (std::size_t i = 0; i < last.size(); ++i) {
        const bool is_escape = last[i] == '~' && i + 1 < last.size();
        if (is_escape) ++i;
        dynamizer.property += is_escape ? (last[i] == '1' ? '/' : '~') : last[i];
    }
}

class GmlDynamizers {
  public:
    explicit GmlDynamizers(std::string_view text) : text_(text) {}

    Result<Dynamizers> read() {
        std::size_t at = 0;
        while ((at = next_start(at)) != std::string_view::npos) {
            if (found_.all.size() >= kDynamizersMost)
                return fail(ErrorKind::kLimit, "more Dynamizers than can be read");
            const std::size_t end = end_of(at);
            if (end == std::string_view::npos) {
                warn("a Dynamizer that does not end");
                break;
            }
            const auto parsed = tree_.parse(text_.substr(at, end - at));
            if (parsed) {
                element(tree_.first());
            } else {
                warn(parsed.error().message);
            }
            at = end;
        }
        if (values_ >= kDynamizerValuesMost)
            return fail(ErrorKind::kLimit, "more values of Dynamizers than can be read");
        return std::move(found_);
    }

  private:
    void warn(std::string text) {
        if (found_.warnings.size() < kDynamizerWarnings) found_.warnings.push_back(std::move(text));
    }

    // Where the next start tag of a Dynamizer begins, comments left out.
    std::size_t next_start(std::size_t at) const {
        while (at < text_.size()) {
            const std::size_t name = text_.find("Dynamizer", at);
            if (name == std::string_view::npos) return name;
            const std::size_t comment = text_.find("<!--", at);
            if (comment < name) {
                const std::size_t over = text_.find("-->", comment);
                if (over == std::string_view::npos) return over;
                at = over + 3;
                continue;
            }
            at = name + 9;
            const std::size_t open = text_.rfind('<', name);
            const bool ends_name = at < text_.size() && text_.find_first_of(" \t\r\n>/", at) == at;
            if (open == std::string_view::npos || !ends_name) continue;
            const std::string_view prefix = text_.substr(open + 1, name - open - 1);
            const bool is_tag =
                prefix.empty() || (prefix.ends_with(':') && prefix.size() < 64 &&
                                   prefix.find_first_of(" \t\r\n>/\"'=") == std::string_view::npos);
            if (is_tag) return open;
        }
        return std::string_view::npos;
    }

    // Behind the end tag of what begins there.
    std::size_t end_of(std::size_t open) const {
        const std::size_t tag_end = text_.find('>', open);
        if (tag_end == std::string_view::npos) return tag_end;
        if (text_[tag_end - 1] == '/') return tag_end + 1;
        const std::string_view tag = text_.substr(open + 1, tag_end - open - 1);
        const std::string close =
            "</" + std::string(tag.substr(0, tag.find_first_of(" \t\r\n"))) + ">";
        const std::size_t end = text_.find(close, tag_end);
        return end == std::string_view::npos ? end : end + close.size();
    }

    std::string text_of(XmlElement element) { return std::string(element.text(memory_)); }

    void element(XmlElement root) {
        Dynamizer dynamizer;
        dynamizer.id = std::string(root.attribute("id"));
        for (XmlElement child = root.first_child(); child; child = child.next_sibling()) {
            const std::string_view name = child.local();
            if (name == "attributeRef") dynamizer.attribute_ref = text_of(child);
            if (name == "startTime") dynamizer.start = text_of(child);
            if (name == "endTime") dynamizer.end = text_of(child);
            if (name == "dynamicData") series(child, dynamizer, 0);
            if (name == "sensorConnection" || name == "linkToSensor") connection(child, dynamizer);
        }
        if (dynamizer.attribute_ref.empty()) return warn("a Dynamizer of no attribute");
        name_by_xpath(dynamizer);
        found_.all.push_back(std::move(dynamizer));
    }

    // A series, or the series that a composite one is made of, each once.
    void series(XmlElement parent, Dynamizer& dynamizer, int depth) {
        if (depth > kDynamizerDepth) return;
        for (XmlElement child = parent.first_child(); child; child = child.next_sibling()) {
            const std::string_view name = child.local();
            if (name == "uom") dynamizer.unit = text_of(child);
            if (name == "TimeValuePair" || name == "TimeseriesValue") {
                value(child, dynamizer);
            } else if (name == "repetitions" && text_of(child) != "1") {
                warn(dynamizer.id + ": a series that repeats is read once");
            } else if (name == "TabulatedFileTimeseries" || name == "StandardFileTimeseries") {
                table(child, dynamizer);
            } else if (child.has_children()) {
                series(child, dynamizer, depth + 1);
            }
        }
    }

    void value(XmlElement pair, Dynamizer& dynamizer) {
        if (values_ >= kDynamizerValuesMost) return;
        DynamizerValue value;
        for (XmlElement child = pair.first_child(); child; child = child.next_sibling()) {
            if (child.local() == "timestamp") {
                value.time = text_of(child);
            } else if (child.local().ends_with("Value")) {
                value.text = text_of(child);
            }
        }
        if (value.time.empty() || value.text.empty())
            return warn(dynamizer.id + ": a value without a time or a time without a value");
        value.number = number_of_text(value.text);
        dynamizer.values.push_back(std::move(value));
        ++values_;
    }

    void table(XmlElement element, Dynamizer& dynamizer) {
        DynamizerTable table;
        for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
            const std::string_view name = child.local();
            if (name == "fileLocation") table.file = text_of(child);
            if (name == "timeColumnName") table.time_column = text_of(child);
            if (name == "valueColumnName") table.value_column = text_of(child);
            if (name == "idColumnName") table.id_column = text_of(child);
            if (name == "idValue") table.id_value = text_of(child);
            if (name == "uom") dynamizer.unit = text_of(child);
        }
        if (table.file.empty()) return warn(dynamizer.id + ": a table without a file");
        dynamizer.table = std::move(table);
    }

    void connection(XmlElement parent, Dynamizer& dynamizer) {
        const XmlElement element = parent.first_child();
        if (!element) return;
        SensorConnection link;
        const std::pair<std::string_view, std::string*> members[] = {
            {"connectionType", &link.type},
            {"observationProperty", &link.observation_property},
            {"uom", &link.unit},
            {"sensorID", &link.sensor_id},
            {"datastreamID", &link.datastream_id},
            {"baseURL", &link.base_url},
            {"mqttServer", &link.mqtt_server},
            {"mqttTopic", &link.mqtt_topic},
            {"authType", &link.auth_type},
            {"linkToObservation", &link.link_to_observation}};
        for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
            for (const auto& [name, member] : members) {
                if (child.local() == name) *member = text_of(child);
            }
            if (child.local() == "sensorLocation") link.location = child.attribute("href");
        }
        if (dynamizer.unit.empty()) dynamizer.unit = link.unit;
        dynamizer.connection = std::move(link);
    }

    std::string_view text_;
    citygml::XmlTree tree_;
    std::string memory_;
    Dynamizers found_;
    std::size_t values_ = 0;
};

std::string text_member(JsonValue object, std::string_view name) {
    const auto text = object[name].text();
    return text ? std::string(*text) : std::string();
}

// The first of the values that the extension has a member for.
std::optional<DynamizerValue> json_pair(JsonValue pair) {
    DynamizerValue value;
    value.time = text_member(pair, "timestamp");
    for (const JsonField& field : pair.fields()) {
        if (!field.key.ends_with("Value") && field.key != "value") continue;
        value.number = field.value.number();
        const auto text = field.value.text();
        value.text = text ? std::string(*text) : field.value.json();
        if (!value.time.empty()) return value;
    }
    return std::nullopt;
}

std::optional<SensorConnection> json_connection(JsonValue object) {
    if (!object.is_object()) return std::nullopt;
    SensorConnection link;
    link.type = text_member(object, "connectionType");
    link.observation_property = text_member(object, "observationProperty");
    link.unit = text_member(object, "uom");
    link.sensor_id = text_member(object, "sensorID");
    const auto number = object["datastreamID"].integer();
    link.datastream_id = number ? std::to_string(*number) : text_member(object, "datastreamID");
    link.base_url = text_member(object, "baseURL");
    link.mqtt_server = text_member(object, "mqttServer");
    link.mqtt_topic = text_member(object, "mqttTopic");
    link.auth_type = text_member(object, "authType");
    link.link_to_observation = text_member(object, "linkToObservation");
    link.location = text_member(object, "sensorLocation");
    return link;
}

void warn_of(Dynamizers& found, std::string text) {
    if (found.warnings.size() < kDynamizerWarnings) found.warnings.push_back(std::move(text));
}

// What a text holds is a document of limited depth, so this ends.
void json_series(JsonValue series, Dynamizer& dynamizer, Dynamizers& found, std::size_t& values);

// The series that a composite one is made of, each once.
void json_parts(JsonValue series, Dynamizer& dynamizer, Dynamizers& found, std::size_t& values) {
    if (const auto times = series["repetitions"].integer(); times && *times != 1)
        warn_of(found, dynamizer.id + ": a series that repeats is read once");
    for (const JsonField& field : series.fields()) {
        if (field.key.starts_with("timeValuePair") || field.key == "sensorConnection") continue;
        if (field.value.is_object()) json_series(field.value, dynamizer, found, values);
        if (!field.value.is_array()) continue;
        for (const JsonValue part : field.value.items())
            if (part.is_object()) json_series(part, dynamizer, found, values);
    }
}

void json_series(JsonValue series, Dynamizer& dynamizer, Dynamizers& found, std::size_t& values) {
    if (const std::string unit = text_member(series, "uom"); !unit.empty()) dynamizer.unit = unit;
    for (const char* name : {"timeValuePairs", "timeValuePair"}) {
        for (const JsonValue pair : series[name].items()) {
            auto value = values < kDynamizerValuesMost ? json_pair(pair) : std::nullopt;
            if (!value) {
                warn_of(found, dynamizer.id + ": a value without a time");
                continue;
            }
            dynamizer.values.push_back(*std::move(value));
            ++values;
        }
    }
    DynamizerTable table;
    table.file = text_member(series, "fileLocation");
    table.time_column = text_member(series, "timeColumnName");
    table.value_column = text_member(series, "valueColumnName");
    table.id_column = text_member(series, "idColumnName");
    table.id_value = text_member(series, "idValue");
    if (!table.file.empty() && dynamizer.table)
        warn_of(found, dynamizer.id + ": of several tables the last is read");
    if (!table.file.empty()) dynamizer.table = std::move(table);
    json_parts(series, dynamizer, found, values);
}

Result<Dynamizers> read_json(ByteView file) {
    const auto document = JsonDocument::parse(file, kDynamizerDepth);
    if (!document) return fail(document.error());
    Dynamizers found;
    std::size_t values = 0;
    for (const JsonField& field : document->root()["CityObjects"].fields()) {
        const auto type = field.value["type"].text();
        if (!type || *type != "+Dynamizer") continue;
        if (found.all.size() >= kDynamizersMost)
            return fail(ErrorKind::kLimit, "more Dynamizers than can be read");
        // Its members stand beside the type, or among the attributes as other objects have them.
        const JsonValue attributes = field.value["attributes"];
        const auto member = [&](std::string_view name) {
            const JsonValue own = field.value[name];
            return own.present() ? own : attributes[name];
        };
        const auto text = [&](std::string_view name) {
            const auto value = member(name).text();
            return value ? std::string(*value) : std::string();
        };
        Dynamizer dynamizer;
        dynamizer.id = std::string(field.key);
        dynamizer.target = text("target");
        dynamizer.attribute_ref = text("attributeRef");
        dynamizer.start = text("startTime");
        dynamizer.end = text("endTime");
        const JsonValue data = member("dynamicData");
        if (data.is_array()) {
            for (const JsonValue series : data.items())
                json_series(series, dynamizer, found, values);
        } else {
            json_series(data, dynamizer, found, values);
        }
        dynamizer.connection = json_connection(member("sensorConnection"));
        const bool is_empty = dynamizer.values.empty() && !dynamizer.table && !dynamizer.connection;
        if (data.present() && is_empty)
            warn_of(found, dynamizer.id + ": a series in a form that is not read");
        if (dynamizer.connection && dynamizer.unit.empty())
            dynamizer.unit = dynamizer.connection->unit;
        name_by_pointer(dynamizer);
        if (!dynamizer.property.empty()) {
            found.all.push_back(std::move(dynamizer));
        } else {
            warn_of(found, dynamizer.id + ": a Dynamizer of no attribute");
        }
    }
    return found;
}

}  // namespace

Result<Dynamizers> read_dynamizers(ByteView file) {
    const std::string_view text = as_text(file);
    const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos) return fail(ErrorKind::kBadData, "an empty file");
    if (text[first] == '{') return read_json(file);
    if (text[first] == '<') return GmlDynamizers(text).read();
    return fail(ErrorKind::kBadData, "neither CityGML nor CityJSON");
}

}  // namespace belvedere::content
