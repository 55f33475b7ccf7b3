// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/model_root.hpp"

#include <vector>

#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"

namespace belvedere::content::citygml {

namespace {

bool is_root_name(std::string_view local) {
    return local == "CityModel" || local == "FeatureCollection";
}

std::optional<glm::dvec3> corner_of(std::string_view text) {
    std::vector<double> values;
    if (!append_numbers(text, values) || values.size() < 2 || values.size() > 3) {
        return std::nullopt;
    }
    return glm::dvec3(values[0], values[1], values.size() == 3 ? values[2] : 0.0);
}

// Up to the end of the boundedBy that the scanner is in.
void read_envelope(XmlScanner& scanner, std::string_view text, ModelEnvelope& envelope) {
    std::size_t open = 1;
    while (open > 0) {
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kFinish || tag.kind == XmlTagKind::kBroken) return;
        if (tag.kind == XmlTagKind::kEnd) {
            --open;
            continue;
        }
        if (tag.kind == XmlTagKind::kStart) ++open;
        const std::string_view local = local_name(tag);
        const std::string_view srs_name = attribute_text(tag.contents, "srsName");
        if (!srs_name.empty() && envelope.srs_name.empty()) envelope.srs_name = srs_name;
        const std::string_view rest = text.substr(tag.end);
        const std::string_view value = rest.substr(0, rest.find('<'));
        if (local == "lowerCorner") envelope.lower = corner_of(value);
        if (local == "upperCorner") envelope.upper = corner_of(value);
        // GML 2 and early GML 3: two positions.
        if (local == "pos") (envelope.lower ? envelope.upper : envelope.lower) = corner_of(value);
    }
}

}  // namespace

bool is_container_name(std::string_view local) {
    return local == "featureMembers" || local == "cityObjectMembers" ||
           local == "additionalObjects";
}

bool is_model_property(std::string_view local) {
    return local == "appearanceMember" || local == "boundedBy" || local == "name" ||
           local == "description" || local == "descriptionReference" ||
           local == "metaDataProperty" || local == "identifier" || local == "engineeringCRS" ||
           local == "genericAttribute";
}

bool is_city_model(std::string_view text) {
    constexpr std::size_t kRootWithin = std::size_t{64} << 10;
    const std::string_view start = text.substr(0, kRootWithin);
    XmlScanner scanner(start);
    const XmlTag root = scanner.next();
    // A model whose text is refused is one all the same: opening it says why.
    if (root.kind == XmlTagKind::kBroken) return start.find("CityModel") != start.npos;
    if (root.kind != XmlTagKind::kStart && root.kind != XmlTagKind::kEmpty) return false;
    const std::string_view local = local_name(root);
    if (!is_root_name(local)) return false;
    if (local == "CityModel") return true;
    NamespaceTable namespaces;
    namespaces.declare(root.contents);
    return namespaces.citygml_version() != 0;
}

Result<ModelRoot> read_model_root(std::string_view text) {
    XmlScanner scanner(text);
    const XmlTag root = scanner.next();
    if (root.kind == XmlTagKind::kBroken) {
        const bool is_doctype = scanner.problem().find("DOCTYPE") != std::string::npos;
        return fail(is_doctype ? ErrorKind::kUnsupported : ErrorKind::kBadData, scanner.problem());
    }
    if (root.kind == XmlTagKind::kFinish) {
        return fail(ErrorKind::kBadData, "no XML: there is not one tag in it");
    }
    if (root.kind == XmlTagKind::kEnd || !is_root_name(local_name(root))) {
        return fail(ErrorKind::kBadData, "no city model: its outermost element is \"" +
                                             std::string(root.name.substr(0, 100)) + "\"");
    }
    ModelRoot model;
    model.namespaces.declare(root.contents);
    model.version = model.namespaces.citygml_version();
    model.body_begin = root.end;
    if (root.kind == XmlTagKind::kEmpty) return model;
    // Properties of the model come before its members.
    for (XmlTag tag = scanner.next(); tag.kind == XmlTagKind::kStart; tag = scanner.next()) {
        const std::string_view local = local_name(tag);
        if (local == "boundedBy") {
            read_envelope(scanner, text, model.envelope);
            break;
        }
        std::size_t depth = 0;
        if (!is_model_property(local) || local == "appearanceMember") break;
        if (scanner.skip_element(depth).kind != XmlTagKind::kEnd) break;
    }
    return model;
}

}  // namespace belvedere::content::citygml
