// SPDX-License-Identifier: Apache-2.0
// Implicit geometries: templates, and where they are placed (CityGML 2.0 section 8.2, 3.0 section
// 7.2).
#include "engine/content/decode/citygml/feature_reader.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citygml {

using citymodel::GeometryKind;
using citymodel::kNoLod;
using citymodel::LodTenths;

namespace {

// Paths are no ids, and are found among them all the same.
constexpr std::uint64_t kModelSeed = 0x6D6F64656CULL;

}  // namespace

void FeatureReader::append_implicit(XmlElement implicit, std::uint32_t object,
                                    std::uint32_t surface, LodTenths lod) {
    citymodel::Placement placement;
    bool has_anchor = false;
    Range geometries;
    std::string library_path;
    std::string mime_type;
    for (XmlElement part = implicit.first_child(); part; part = part.next_sibling()) {
        const std::string_view local = part.local();
        if (local == "transformationMatrix") {
            // Row by row in the file.
            std::vector<double> numbers;
            if (!append_numbers(part.text(memory_), numbers) || numbers.size() != 16) {
                return warn("an implicit geometry has no 4 x 4 matrix: it is left out");
            }
            for (std::size_t i = 0; i < 16; ++i) {
                placement
                    .matrix[static_cast<glm::length_t>(i % 4)][static_cast<glm::length_t>(i / 4)] =
                    numbers[i];
            }
        } else if (local == "referencePoint") {
            has_anchor = geometry_.read_position(part, placement.anchor);
        } else if (local == "relativeGMLGeometry" || local == "relativeGeometry") {
            geometries = template_of(part, surface);
        } else if (local == "libraryObject") {
            library_path = trimmed(part.text(memory_));
        } else if (local == "mimeType") {
            mime_type = trimmed(part.text(memory_));
        }
    }
    if (geometries.count == 0 && !library_path.empty()) {
        geometries = model_of(library_path, mime_type);
    }
    if (geometries.count == 0) return;
    if (!has_anchor) return warn("an implicit geometry has no reference point: it is left out");
    const std::uint32_t place = size_32(batch_.placements.size());
    batch_.placements.push_back(placement);
    for (std::uint32_t i = 0; i < geometries.count; ++i) {
        citymodel::Geometry instance;
        instance.object = object;
        instance.kind = GeometryKind::kInstance;
        instance.lod = lod;
        instance.template_geometry = geometries.first + i;
        instance.placement = place;
        batch_.geometries.push_back(instance);
    }
}

// Each model is in a batch once, however many place it.
Range FeatureReader::model_of(const std::string& path, const std::string& mime_type) {
    const std::uint64_t key = hash_64(as_bytes(path), kModelSeed);
    const auto known = templates_.find(key);
    const std::string shown = "the model " + path.substr(0, 200);
    const auto is_not_shown = [&](std::string_view why) {
        warn(shown + " of an implicit geometry is not shown: " + std::string(why));
        return Range{};
    };
    ModelLibrary::Found found;
    if (context_.models != nullptr) found = context_.models->find(path, mime_type);
    if (found.model == nullptr) {
        return is_not_shown(found.problem.empty() ? "other files are not read" : found.problem);
    }
    if (known != templates_.end()) return known->second;
    for (const std::string& note : found.model->notes)
        warn(shown + " of an implicit geometry: " + note);
    const std::uint32_t first = model::append_template(batch_, *found.model);
    if (first == kNone) return is_not_shown("there is no room for it");
    // Ids of rings are parallel to the rings.
    if (geometry_.keeps_ring_ids) {
        geometry_.ring_ids.resize(batch_.rings.size() - geometry_.ring_ids_first, 0);
    }
    return templates_[key] = {first, 1};
}

Range FeatureReader::template_of(XmlElement holder, std::uint32_t surface) {
    if (holder.has_children()) {
        const XmlElement geometry = holder.first_child();
        const std::string_view id = geometry.attribute("id");
        const Range range = read_template(holder, surface);
        if (!id.empty()) templates_.emplace(id_hash(id), range);
        return range;
    }
    std::string href;
    append_decoded(holder.attribute("href"), href);
    if (href.empty()) return {};
    const std::uint64_t key = id_hash(href.starts_with('#') ? href.substr(1) : href);
    const auto known = templates_.find(key);
    if (known != templates_.end()) return known->second;
    if (context_.elements == nullptr) return {};
    const ElementFinder::Found found = context_.elements->find(href);
    Range range;
    XmlTree tree;
    if (found.text.empty() || !tree.parse(found.text)) {
        warn("an implicit geometry refers to \"" + href.substr(0, 200) + "\", which is not there" +
             (found.problem.empty() ? "" : ": " + found.problem));
    } else {
        range = read_template(tree.first(), surface);
    }
    templates_.emplace(key, range);
    return range;
}

Range FeatureReader::read_template(XmlElement holder, std::uint32_t surface) {
    const std::uint32_t first = size_32(batch_.geometries.size());
    geometry_.set_rule({}, nullptr);
    geometry_.begin({kNone, surface, kNoLod, 0});
    geometry_.add(holder);
    (void)geometry_.finish();
    geometry_.set_rule(context_.positions, context_.converter);
    return {first, size_32(batch_.geometries.size()) - first};
}

}  // namespace belvedere::content::citygml
