// SPDX-License-Identifier: Apache-2.0
#include "app/project/twin_links.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

#include <nlohmann/json.hpp>

namespace belvedere::project {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> kRelations = {"same_device", "part_of", "successor_of",
                                                        "observes"};
constexpr std::array<std::string_view, 3> kTints = {"", "bound", "place"};

// Reads members of one object; the first fault ends it.
class MemberReader {
  public:
    MemberReader(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
        if (!object.is_object()) fault_ = path_ + " is not an object";
    }
    void text(const char* key, std::string& into) {
        const Json* value = find(key);
        if (value == nullptr) return;
        if (!value->is_string()) return set_fault(key, "is not a text");
        into = value->get<std::string>();
    }
    void flag(const char* key, bool& into) {
        const Json* value = find(key);
        if (value == nullptr) return;
        if (!value->is_boolean()) return set_fault(key, "is not true or false");
        into = value->get<bool>();
    }
    void time(const char* key, std::int64_t& into) {
        const Json* value = find(key);
        if (value == nullptr) return;
        if (!value->is_number_integer()) return set_fault(key, "is not a whole number");
        into = value->get<std::int64_t>();
    }
    void texts(const char* key, std::size_t count_max, std::vector<std::string>& into) {
        const Json* value = find(key);
        if (value == nullptr) return;
        if (!value->is_array() || value->size() > count_max)
            return set_fault(key, "is not a list, or too long a one");
        for (const Json& each : *value) {
            if (!each.is_string()) return set_fault(key, "has what is no text");
            into.push_back(each.get<std::string>());
        }
    }
    void device(const char* key, DeviceName& into) {
        const Json* value = find(key);
        if (value == nullptr) return set_fault(key, "is missing");
        MemberReader reader(*value, path_ + "." + key);
        reader.text("source", into.source);
        reader.text("id", into.id);
        fault_ = reader.fault();
        if (fault_.empty() && into.id.empty()) set_fault(key, "has no id");
    }
    // What of the object is none of `known`.
    [[nodiscard]] std::string rest(std::initializer_list<const char*> known) const {
        Json left = object_;
        for (const char* key : known)
            left.erase(key);
        return left.empty() ? std::string()
                            : left.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    [[nodiscard]] const std::string& fault() const { return fault_; }

  private:
    const Json* find(const char* key) {
        if (!fault_.empty()) return nullptr;
        const auto found = object_.find(key);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }
    void set_fault(const char* key, const char* what) {
        if (fault_.empty()) fault_ = path_ + "." + key + " " + what;
    }

    const Json& object_;
    std::string path_, fault_;
};

Json to_value(const DeviceName& device) {
    return {{"source", device.source}, {"id", device.id}};
}

Json to_value(const DeviceBinding& binding) {
    Json value = Json::object();
    if (!binding.unknown_json.empty()) value = Json::parse(binding.unknown_json, nullptr, false);
    value["device"] = to_value(binding.device);
    if (binding.is_refused) {
        value["refused"] = true;
        return value;
    }
    value["layer"] = binding.layer;
    value["feature"] = binding.feature;
    return value;
}

Json to_value(const IdentityStatement& statement) {
    Json value = Json::object();
    if (!statement.unknown_json.empty())
        value = Json::parse(statement.unknown_json, nullptr, false);
    value["a"] = to_value(statement.a);
    value["b"] = to_value(statement.b);
    value["relation"] = statement.relation;
    value["asserted_by"] = statement.asserted_by;
    value["method"] = statement.method;
    value["established_us"] = statement.established_us;
    if (!statement.evidence.empty()) value["evidence"] = statement.evidence;
    if (statement.revoked_us == 0) return value;
    value["revoked_us"] = statement.revoked_us;
    value["revoked_by"] = statement.revoked_by;
    return value;
}

std::string read_item(const Json& value, const std::string& path, DeviceBinding& binding) {
    MemberReader reader(value, path);
    reader.device("device", binding.device);
    reader.flag("refused", binding.is_refused);
    reader.text("layer", binding.layer);
    reader.text("feature", binding.feature);
    if (!reader.fault().empty()) return reader.fault();
    if (binding.is_refused) binding.layer = binding.feature = {};
    if (!binding.is_refused && binding.feature.empty()) return path + " has no feature";
    binding.unknown_json = reader.rest({"device", "refused", "layer", "feature"});
    return {};
}

std::string read_item(const Json& value, const std::string& path, IdentityStatement& statement) {
    MemberReader reader(value, path);
    reader.device("a", statement.a);
    reader.device("b", statement.b);
    reader.text("relation", statement.relation);
    reader.text("asserted_by", statement.asserted_by);
    reader.text("method", statement.method);
    reader.texts("evidence", kEvidenceMax, statement.evidence);
    reader.time("established_us", statement.established_us);
    reader.time("revoked_us", statement.revoked_us);
    reader.text("revoked_by", statement.revoked_by);
    if (!reader.fault().empty()) return reader.fault();
    if (std::ranges::find(kRelations, statement.relation) == kRelations.end())
        return path + ".relation is none that is known";
    if (statement.a == statement.b) return path + " relates a device to itself";
    if (statement.asserted_by.empty()) return path + " is asserted by nobody";
    statement.unknown_json = reader.rest({"a", "b", "relation", "asserted_by", "method", "evidence",
                                          "established_us", "revoked_us", "revoked_by"});
    return {};
}

template <class Item>
std::string read_items(const Json& document, const char* key, std::size_t count_max,
                       SharedList<Item>& into) {
    const auto found = document.find(key);
    if (found == document.end() || found->is_null()) return {};
    if (!found->is_array() || found->size() > count_max)
        return std::string("project.") + key + " is not a list, or too long a one";
    std::vector<Item> items(found->size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string path = std::string(key) + "[" + std::to_string(i) + "]";
        if (std::string fault = read_item((*found)[i], path, items[i]); !fault.empty())
            return fault;
    }
    into = SharedList<Item>(std::move(items));
    return {};
}

}  // namespace

std::string twin_links_to_json(const TwinLinks& links) {
    Json document = Json::object();
    for (const DeviceBinding& binding : links.bindings.all())
        document["device_bindings"].push_back(to_value(binding));
    for (const IdentityStatement& statement : links.identity.all())
        document["identity"].push_back(to_value(statement));
    if (!links.tint.empty()) document["tint"] = links.tint;
    if (links.groups_devices) document["groups_devices"] = true;
    if (!links.descriptions.empty()) document["descriptions"] = links.descriptions;
    document.update(Json::parse(twin_chart_to_json(links.chart), nullptr, false));
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string read_twin_links(std::string_view text, TwinLinks& links) {
    const Json document = Json::parse(text, nullptr, false);
    if (!document.is_object()) return "the project is no JSON object";
    std::string fault = read_items(document, "device_bindings", kDeviceBindingsMax, links.bindings);
    if (fault.empty())
        fault = read_items(document, "identity", kIdentityStatementsMax, links.identity);
    if (!fault.empty()) return fault;
    std::set<DeviceName> seen;
    for (const DeviceBinding& binding : links.bindings.all()) {
        if (!seen.insert(binding.device).second)
            return "device_bindings has " + binding.device.id + " twice";
    }
    MemberReader reader(document, "project");
    reader.text("tint", links.tint);
    if (reader.fault().empty() && std::ranges::find(kTints, links.tint) == kTints.end())
        return "project.tint is neither bound nor place";
    reader.flag("groups_devices", links.groups_devices);
    reader.texts("descriptions", kDescriptionsMax, links.descriptions);
    if (!reader.fault().empty()) return reader.fault();
    return read_twin_chart(text, links.chart);
}

}  // namespace belvedere::project
