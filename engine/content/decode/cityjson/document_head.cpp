// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/document_head.hpp"

#include <algorithm>
#include <cmath>

#include <simdjson.h>

#include "engine/content/decode/cityjson/json_parser.hpp"
#include "engine/content/decode/cityjson/json_scan.hpp"
#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::cityjson {
namespace {

namespace dom = simdjson::dom;

std::string text_of(const dom::element& element) {
    std::string_view text;
    return element.get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

bool read_triple(const dom::element& element, const char* key, glm::dvec3& triple) {
    dom::array list;
    if (element[key].get(list) != simdjson::SUCCESS || list.size() != 3) return false;
    int i = 0;
    for (const dom::element part : list) {
        double value = 0.0;
        if (part.get(value) != simdjson::SUCCESS || !std::isfinite(value)) return false;
        triple[i++] = value;
    }
    return true;
}

// What a file says of itself may be long; whole characters of it.
std::string_view begin_of(std::string_view text) {
    constexpr std::size_t kFactBytes = 1'000;
    std::size_t bytes = std::min(text.size(), kFactBytes);
    while (bytes > 0 && bytes < text.size() &&
           (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return text.substr(0, bytes);
}

// CityJSON 2.0, section 5.
void read_facts(const dom::element& metadata, citymodel::CityFileHead& head) {
    const auto add = [&](const char* name, std::string_view text) {
        if (!text.empty()) head.facts.emplace_back(name, begin_of(text));
    };
    std::string_view text;
    if (metadata["identifier"].get(text) == simdjson::SUCCESS) add("identifier", text);
    if (metadata["referenceDate"].get(text) == simdjson::SUCCESS) add("reference date", text);
    dom::element contact;
    if (metadata["pointOfContact"].get(contact) != simdjson::SUCCESS) return;
    std::string whole;
    for (const char* part : {"contactName", "organization", "emailAddress", "phone", "website"}) {
        if (contact[part].get(text) != simdjson::SUCCESS || text.empty()) continue;
        whole += (whole.empty() ? "" : ", ") + std::string(begin_of(text));
    }
    add("point of contact", whole);
}

void read_metadata(const dom::element& metadata, citymodel::CityFileHead& head) {
    std::string_view text;
    if (metadata["referenceSystem"].get(text) == simdjson::SUCCESS) head.crs = text;
    if (metadata["title"].get(text) == simdjson::SUCCESS) head.title = begin_of(text);
    read_facts(metadata, head);
    // Before 1.0 became final.
    std::int64_t code = 0;
    if (head.crs.empty() && metadata["crs"]["epsg"].get(code) == simdjson::SUCCESS) {
        head.crs = "EPSG:" + std::to_string(code);
    }
    dom::array extent;
    if (metadata["geographicalExtent"].get(extent) != simdjson::SUCCESS || extent.size() != 6) {
        return;
    }
    double numbers[6] = {};
    std::size_t i = 0;
    for (const dom::element part : extent) {
        if (part.get(numbers[i++]) != simdjson::SUCCESS) return;
    }
    head.extent.min = {numbers[0], numbers[1], numbers[2]};
    head.extent.max = {numbers[3], numbers[4], numbers[5]};
}

double reach_of(std::string_view templates) {
    double reach = 0.0;
    (void)scan_members(templates, 0, [&](ScannedMember& member) {
        if (member.key != "vertices-templates") return true;
        std::vector<glm::dvec3> vertices;
        (void)read_vertices(templates.substr(member.value), vertices);
        for (const glm::dvec3& vertex : vertices)
            reach = std::max({reach, std::abs(vertex.x), std::abs(vertex.y), std::abs(vertex.z)});
        return true;
    });
    return reach;
}

// One member of the outermost object.
class HeadReader {
  public:
    HeadReader(std::string_view text, DocumentHead& head) : text_(text), head_(head) {}

    void read(ScannedMember& member) {
        if (member.key == "vertices") {
            const std::size_t end = read_vertices(text_.substr(member.value), head_.vertices);
            head_.vertices_are_whole = end != kNowhere;
            if (head_.vertices_are_whole) member.end = member.value + end;
        } else if (member.key == "CityObjects") {
            member.end = scan_members(text_, member.value, [this](ScannedMember& object) {
                if (end_of(text_, object) == kNowhere) return false;
                head_.objects.push_back({object.key, object.first, object.value, object.end});
                return head_.objects.size() < citymodel::limits::kCityMembers;
            });
        } else if (end_of(text_, member) == kNowhere) {
            return;
        } else if (member.key == "geometry-templates") {
            head_.templates = text_.substr(member.value, member.end - member.value);
            head_.template_reach = reach_of(head_.templates);
        } else {
            read_small(member);
        }
    }
    [[nodiscard]] const std::string& type() const { return type_; }

  private:
    void read_small(const ScannedMember& member) {
        const auto* element =
            static_cast<const dom::element*>(parser_.parse(text_, member.value, member.end));
        if (element == nullptr) {
            head_.head.warnings.push_back("\"" + std::string(member.key.substr(0, 64)) +
                                          "\" cannot be read");
        } else if (member.key == "type") {
            type_ = text_of(*element);
        } else if (member.key == "version") {
            head_.head.version = text_of(*element);
        } else if (member.key == "metadata") {
            read_metadata(*element, head_.head);
        } else if (member.key == "transform") {
            const bool has_both = read_triple(*element, "scale", head_.transform.scale) &&
                                  read_triple(*element, "translate", head_.transform.translate);
            if (!has_both) head_.head.warnings.emplace_back("the transform is broken");
        } else if (member.key == "appearance") {
            head_.appearance = read_appearance(element);
        } else if (member.key == "extensions") {
            dom::object list;
            if (element->get(list) != simdjson::SUCCESS) return;
            for (const dom::key_value_pair field : list)
                head_.head.extensions.emplace_back(field.key);
        } else if (!member.key.starts_with('+') && member.key != "id") {
            head_.head.warnings.push_back("\"" + std::string(member.key.substr(0, 64)) +
                                          "\" is of no known meaning and left out");
        }
    }

    std::string_view text_;
    DocumentHead& head_;
    PieceParser parser_;
    std::string type_;
};

}  // namespace

Result<DocumentHead> read_head(std::string_view text, std::size_t at) {
    DocumentHead head;
    HeadReader reader(text, head);
    const std::size_t end = scan_members(text, at, [&reader](ScannedMember& member) {
        reader.read(member);
        return true;
    });
    head.is_whole = end != kNowhere;
    place_vertices(head.transform, head.vertices);
    if (reader.type() != "CityJSON" && reader.type() != "CityJSONFeature") {
        if (!head.is_whole) {
            return fail(ErrorKind::kBadData, "the JSON is broken, nests too deep, or ends early");
        }
        return fail(ErrorKind::kBadData, "this is JSON, but its type is not CityJSON");
    }
    head.head.kind = "CityJSON";
    return head;
}

}  // namespace belvedere::content::cityjson
