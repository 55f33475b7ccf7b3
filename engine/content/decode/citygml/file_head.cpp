// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/file_head.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/content/decode/citygml/attribute_reader.hpp"
#include "engine/content/decode/citygml/file_positions.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/model_root.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/object_names.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::citygml {

namespace {

// How much of the text is looked through for a CRS, a position and extensions.
constexpr std::size_t kLookedThrough = std::size_t{4} << 20;

// What the first tags of the body say: enough to place the model.
struct FirstTags {
    std::string srs_name;
    std::optional<glm::dvec3> position;
    std::vector<std::string> prefixes;  // Met on elements, each once.
    std::string title, description;
};

// What a model says of itself may be long, over several lines, and in any bytes.
std::string fact_of(std::string_view raw) {
    constexpr std::size_t kFactBytes = 1'000;
    std::string decoded, memory, fact;
    append_decoded(trimmed(raw.substr(0, 4 * kFactBytes)), decoded);
    bool is_gap = false;
    for (const char c : sound_utf8(decoded, memory)) {
        const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        const bool begins_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (fact.size() >= kFactBytes && begins_character) break;
        if (!is_space && is_gap && !fact.empty()) fact += ' ';
        if (!is_space) fact += c;
        is_gap = is_space;
    }
    return fact;
}

std::optional<glm::dvec3> first_position(std::string_view raw) {
    // A list may be long: the first three numbers do.
    std::size_t end = 0;
    for (int i = 0; i < 3 && end < raw.size(); ++i) {
        end = raw.find_first_not_of(" \t\r\n,", end);
        end = std::min(raw.find_first_of(" \t\r\n,", end), raw.size());
    }
    std::vector<double> numbers;
    if (!append_coordinates(raw.substr(0, end), numbers) || numbers.size() < 2) return std::nullopt;
    return glm::dvec3(numbers[0], numbers[1], numbers.size() > 2 ? numbers[2] : 0.0);
}

void see_tag(std::string_view text, const XmlTag& tag, int level, FirstTags& first) {
    const std::string_view local = local_name(tag);
    const std::string_view rest = text.substr(tag.end);
    const std::string_view raw = rest.substr(0, rest.find('<'));
    if (first.srs_name.empty() && !tag.contents.empty()) {
        first.srs_name = attribute_text(tag.contents, "srsName");
    }
    const bool is_template = local == "relativeGMLGeometry" || local == "relativeGeometry";
    if (!first.position && !is_template && gml_element(local) == GmlElement::kPositions) {
        first.position = first_position(raw);
        // The origin says nothing of where a model is.
        if (first.position && first.position->x == 0.0 && first.position->y == 0.0) {
            first.position.reset();
        }
    }
    if (level == 1 && local == "name" && first.title.empty()) first.title = fact_of(raw);
    if (level == 1 && local == "description" && first.description.empty()) {
        first.description = fact_of(raw);
    }
    const std::string prefix(prefix_of(tag.name));
    if (std::ranges::find(first.prefixes, prefix) == first.prefixes.end()) {
        first.prefixes.push_back(prefix);
    }
}

FirstTags look_through(std::string_view text, std::uint64_t body_begin) {
    FirstTags first;
    const std::string_view part = text.substr(0, body_begin + kLookedThrough);
    XmlScanner scanner(part, body_begin);
    int level = 1;
    while (true) {
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kFinish || tag.kind == XmlTagKind::kBroken) return first;
        if (tag.kind == XmlTagKind::kEnd) {
            --level;
            continue;
        }
        see_tag(part, tag, level, first);
        if (tag.kind == XmlTagKind::kStart) ++level;
    }
}

citymodel::CityBox box_of(const ModelEnvelope& envelope, bool is_y_first) {
    citymodel::CityBox box;
    for (auto corner : {envelope.lower, envelope.upper}) {
        if (!corner) return {};
        if (is_y_first) std::swap(corner->x, corner->y);
        box.add(*corner);
    }
    return box;
}

std::vector<std::string> extensions_of(const NamespaceTable& namespaces,
                                       const std::vector<std::string>& prefixes) {
    std::vector<std::string> names;
    for (const std::string& prefix : prefixes) {
        const std::string_view uri = namespaces.uri_of(prefix);
        if (namespaces.module_of(prefix) != Module::kOther || uri.empty()) continue;
        if (names.size() < content::limits::kExtensions) {
            names.push_back(namespaces.extension_name(prefix));
        }
    }
    return names;
}

}  // namespace

Result<FileHead> read_file_head(std::string_view text) {
    const auto root = read_model_root(text);
    if (!root) return fail(root.error());
    const ModelRoot& model = *root;
    FileHead file;
    file.body_begin = model.body_begin;
    const FirstTags first = look_through(text, file.body_begin);
    file.namespaces = model.namespaces;
    citymodel::CityFileHead& head = file.head;
    head.kind = "CityGML";
    if (model.version != 0) head.version = std::to_string(model.version) + ".0";
    head.title = first.title.empty() ? first.description : first.title;
    if (head.title != first.description && !first.description.empty()) {
        head.facts.emplace_back("description", first.description);
    }
    head.extensions = extensions_of(model.namespaces, first.prefixes);
    head.crs = !model.envelope.srs_name.empty() ? model.envelope.srs_name : first.srs_name;
    if (head.crs.starts_with('#')) {
        head.warnings.push_back("the coordinates are in the file's own local system \"" +
                                head.crs.substr(0, 200) + "\", which has no place on Earth");
        head.crs.clear();
    }
    std::optional<glm::dvec3> position = first.position;
    if (!position) position = model.envelope.lower;
    if (!head.crs.empty()) {
        AxisDecision axes = axis_decision(head.crs, position);
        file.positions.is_y_first = axes.is_y_first;
        if (!axes.warning.empty()) head.warnings.push_back(std::move(axes.warning));
    }
    head.extent = box_of(model.envelope, file.positions.is_y_first);
    return file;
}

std::vector<citymodel::FileRange> long_ranges(std::string_view text,
                                              const citymodel::FileRange& stretch,
                                              std::uint64_t whole_bytes, const Passed& passed) {
    std::vector<citymodel::FileRange> ranges;
    XmlScanner scanner(text.substr(0, stretch.offset + stretch.bytes), stretch.offset);
    PassedPages pages(passed, stretch.offset);
    // By hand instead of skip_element(), so that pages go while a long one is passed.
    std::uint64_t begin = 0;
    std::size_t open = 0;
    bool is_member = false;
    while (true) {
        const XmlTag tag = scanner.next();
        pages.at(tag.end);
        if (tag.kind == XmlTagKind::kFinish || tag.kind == XmlTagKind::kBroken) return ranges;
        if (tag.kind == XmlTagKind::kStart) {
            if (open == 0 && is_container_name(local_name(tag))) continue;
            if (open++ > 0) continue;
            begin = tag.begin;
            is_member = !is_model_property(local_name(tag));
        } else if (tag.kind == XmlTagKind::kEnd && open > 0 && --open == 0) {
            const bool is_long = tag.end - begin > whole_bytes;
            if (is_long && is_member) ranges.push_back({begin, tag.end - begin});
        }
    }
}

}  // namespace belvedere::content::citygml
