// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/feature_reader.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/content/decode/citygml/grid_coverage.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citygml {

using citymodel::kNoLod;
using citymodel::LodTenths;

namespace {

constexpr int kObjectDepth = 32;  // Objects inside one another.

// Whether an unknown element has geometry somewhere near, so that it is more than a data type.
bool holds_geometry(XmlElement element, int depth) {
    constexpr int kDepth = 4;
    for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
        if (is_geometry_object(gml_element(child.local()))) return true;
        if (depth < kDepth && holds_geometry(child, depth + 1)) return true;
    }
    return false;
}

// The highest level of some that is asked for, else the lowest there is.
LodTenths level_of(std::uint64_t lods, LodTenths lod_max) {
    const std::uint64_t allowed = lod_max >= 63 ? lods : lods & ((std::uint64_t{2} << lod_max) - 1);
    if (allowed == 0) return static_cast<LodTenths>(std::countr_zero(lods));
    return static_cast<LodTenths>(63 - std::countl_zero(allowed));
}

bool is_skipped_gml_property(std::string_view local) {
    return local != "name" && local != "description" && local != "identifier";
}

}  // namespace

FeatureReader::FeatureReader(const ReadContext& context, citymodel::CityBatch& batch)
    : context_(context),
      batch_(batch),
      geometry_(batch, context.positions, context.converter),
      attributes_(batch, *context.namespaces, context.codelists) {
    geometry_.is_geographic = context.is_geographic;
    geometry_.keeps_ring_ids = true;
    geometry_.elements = context.elements;
    geometry_.keeps_solids = context.lods.checks_solids;
}

void FeatureReader::forget_pieces() {
    segments_ = {};
    levels_ = {};
    is_partial_ = reads_on_ = false;
    begun_objects_.clear();
    begun_surfaces_.clear();
    begun_shapes_.clear();
    earlier_named_.clear();
    waiting_.clear();
    copied_.clear();
}

void FeatureReader::read(std::string_view text, const citymodel::FileRange& range) {
    forget_pieces();
    read_text(text, range);
}

void FeatureReader::read_partial(const PartialText& text, const citymodel::FileRange& range) {
    forget_pieces();
    is_partial_ = true;
    segments_ = text.segments;
    levels_ = text.levels;
    read_text(text.text, range);
}

void FeatureReader::read_on(const PartialText& text, const citymodel::FileRange& range) {
    reads_on_ = true;
    segments_ = text.segments;
    levels_ = text.levels;
    std::ranges::stable_sort(geometry_.named, {}, &NamedPolygons::id_hash);
    if (!geometry_.named.empty()) earlier_named_.push_back(std::move(geometry_.named));
    read_text(text.text, range);
}

std::uint64_t FeatureReader::file_offset(XmlElement element) const {
    const auto at = static_cast<std::uint64_t>(element.name().data() - member_text_.data());
    const auto after = std::ranges::upper_bound(segments_, at, {}, &TextSegment::text_begin);
    if (after == segments_.begin()) return member_range_.offset + at;
    const TextSegment& segment = *(after - 1);
    return segment.file_begin + (at - segment.text_begin);
}

ObjectLevels FeatureReader::levels_in_pieces(XmlElement element) const {
    if (levels_.empty()) return {};
    const std::uint64_t at = file_offset(element);
    const auto found = std::ranges::lower_bound(levels_, at, {}, &ObjectLevels::name_begin);
    return found != levels_.end() && found->name_begin == at ? *found : ObjectLevels{};
}

bool FeatureReader::came_already(XmlElement element) {
    return is_partial_ && !begun_shapes_.insert(file_offset(element)).second;
}

std::uint32_t FeatureReader::begun_at(
    XmlElement element, const std::unordered_map<std::uint64_t, std::uint32_t>& begun) const {
    if (!reads_on_) return kNone;
    const auto found = begun.find(file_offset(element));
    return found == begun.end() ? kNone : found->second;
}

void FeatureReader::read_text(std::string_view text, const citymodel::FileRange& range) {
    object_id_.clear();
    member_text_ = text;
    member_range_ = range;
    visits_left_ = limits::kPolygonVisits;
    local_ = {};
    if (auto parsed = tree_.parse(text); !parsed) {
        warn("a member is left out: " + parsed.error().message);
        return;
    }
    geometry_.named.clear();
    geometry_.references.clear();
    geometry_.solids.clear();
    geometry_.solid_polygons.clear();
    geometry_.ring_ids.clear();
    geometry_.ring_ids_first = batch_.rings.size();
    if (!reads_on_) geometries_first_ = batch_.geometries.size();
    const std::size_t rings_first = batch_.rings.size();
    for (XmlElement outer = tree_.first(); outer; outer = outer.next_sibling()) {
        if (!is_member_name(outer.local())) {
            read_object(outer, kNone, 0);
            continue;
        }
        for (XmlElement feature = outer.first_child(); feature; feature = feature.next_sibling())
            read_object(feature, kNone, 0);
    }
    resolve_references();
    give_shells();
    look_at_solids();
    apply_appearances(rings_first);
}

void FeatureReader::read_object(XmlElement element, std::uint32_t parent, int depth) {
    const Module module = module_of(element, *context_.namespaces);
    if (feature_role(module, element.local()) == FeatureRole::kAppearance) return;
    if (module == Module::kOther) note_extension(element);
    if (depth > kObjectDepth) return warn("objects are nested over 32 deep");
    std::string id;
    append_decoded(element.attribute("id"), id);
    std::string mended;
    object_id_ = sound_utf8(id, mended);
    const std::uint32_t begun = begun_at(element, begun_objects_);
    const std::uint32_t index = begun != kNone ? begun : size_32(batch_.objects.size());
    citymodel::CityObject object;
    object.id = citymodel::add_text(batch_, object_id_);
    object.type = batch_.names.intern(element.local());
    object.parent = parent;
    object.attributes.first = size_32(batch_.attributes.size());
    if (begun == kNone) {
        batch_.objects.push_back(object);
        if (is_partial_) begun_objects_.emplace(file_offset(element), index);
    }
    geometry_.object_id = object_id_;
    attributes_.object_id = object_id_;

    Gathered gathered;
    const ObjectLevels levels = levels_in_pieces(element);
    gathered.lods_elsewhere = levels.lods;
    if (levels.shares_lods != 0 && begun == kNone) {
        shares_elsewhere_.push_back({index, level_of(levels.shares_lods, context_.lods.lod_max)});
    }
    gather(element, kNone, gathered);
    if (begun == kNone) {
        batch_.objects[index].attributes.count =
            size_32(batch_.attributes.size()) - object.attributes.first;
    } else {
        batch_.attributes.resize(object.attributes.first);  // Each piece comes with them.
    }
    // The list grows while it is walked: openings of walls, surfaces of openings.
    for (std::size_t i = 0; i < gathered.surfaces.size(); ++i)
        read_surface(Later(gathered.surfaces[i]), index, gathered);
    // What stands in files of other formats is named by its attributes.
    if (element.local() == "RasterRelief" && gathered.geometry.empty()) {
        warn("a raster relief has no grid: it is named, not shown");
    }
    if (element.local() == "PointCloud" && gathered.geometry.empty()) {
        warn("the points of a point cloud are in a file of their own: it is named, not shown");
    }
    append_geometry(index, gathered);
    for (const XmlElement child : gathered.children)
        read_object(child, index, depth + 1);
}

// Surfaces without an id go by their place among those of their object, which a piece does not
// know: those of a long member go by where they stand.
std::string_view FeatureReader::id_of_surface(XmlElement element, std::uint32_t object) {
    memory_.clear();
    append_decoded(element.attribute("id"), memory_);
    if (memory_.empty() && is_partial_) {
        memory_ = batch_.text_of(batch_.objects[object].id);
        memory_.append("#").append(element.local()).append("-at-");
        memory_ += std::to_string(file_offset(element) - member_range_.offset);
    }
    return memory_;
}

void FeatureReader::read_surface(const Later& surface, std::uint32_t object, Gathered& gathered) {
    const std::size_t attributes_first = batch_.attributes.size();
    if (const std::uint32_t begun = begun_at(surface.element, begun_surfaces_); begun != kNone) {
        gather(surface.element, begun, gathered);
        batch_.attributes.resize(attributes_first);  // Each piece comes with them.
        return;
    }
    const std::uint32_t index = size_32(batch_.surfaces.size());
    citymodel::SemanticSurface semantic;
    std::string mended;
    semantic.id =
        citymodel::add_text(batch_, sound_utf8(id_of_surface(surface.element, object), mended));
    semantic.type = batch_.names.intern(surface.element.local());
    semantic.object = object;
    semantic.parent = surface.parent_surface;
    semantic.attributes.first = size_32(attributes_first);
    batch_.surfaces.push_back(semantic);
    if (is_partial_) begun_surfaces_.emplace(file_offset(surface.element), index);
    gather(surface.element, index, gathered);
    batch_.surfaces[index].attributes.count =
        size_32(batch_.attributes.size()) - semantic.attributes.first;
}

void FeatureReader::gather(XmlElement feature, std::uint32_t surface, Gathered& gathered) {
    for (XmlElement property = feature.first_child(); property;) {
        const Module module = module_of(property, *context_.namespaces);
        const XmlElement last = gather_property(property, module, surface, gathered);
        property = last.next_sibling();
    }
}

void FeatureReader::note_extension(XmlElement element) {
    const std::string_view prefix = prefix_of(element.name());
    if (std::ranges::find(extension_prefixes_, prefix) != extension_prefixes_.end()) return;
    if (extension_prefixes_.size() >= content::limits::kExtensions) return;
    extension_prefixes_.emplace_back(prefix);
    if (context_.namespaces->uri_of(prefix).empty()) return;
    batch_.extensions.push_back(context_.namespaces->extension_name(prefix));
}

// Sorts one property into geometry, surfaces, parts or attributes. The last element used up.
XmlElement FeatureReader::gather_property(XmlElement property, Module module, std::uint32_t surface,
                                          Gathered& gathered) {
    const std::string_view local = property.local();
    if (module == Module::kOther) note_extension(property);
    if (module == Module::kGml && is_skipped_gml_property(local)) return property;
    const LodTenths lod = lod_of_property(local);
    const bool is_leaf = !property.has_children();
    if (lod != kNoLod && is_leaf) {
        // A whole geometry by reference.
        gathered.geometry.push_back({property, lod, surface, false, false});
        return property;
    }
    if (is_leaf) {
        if (local == "lod" && module == Module::kRelief) {
            if (const auto level = number_of(property.inner())) {
                gathered.relief_lod = static_cast<LodTenths>(std::clamp(*level, 0.0, 4.0) * 10.0);
            }
        }
        if (local == "grid" && module == Module::kRelief) {
            gathered.geometry.push_back({property, kNoLod, surface, false, false, true});
            return property;
        }
        return attributes_.add(property, module);
    }
    bool is_taken = false;
    for (XmlElement child = property.first_child(); child; child = child.next_sibling())
        is_taken = gather_child(child, property, surface, gathered) || is_taken;
    return is_taken ? property : attributes_.add(property, module);
}

bool FeatureReader::gather_child(XmlElement child, XmlElement property, std::uint32_t surface,
                                 Gathered& gathered) {
    const std::string_view local = child.local();
    const std::string_view name = property.local();
    const LodTenths lod = lod_of_property(name);
    if (is_geometry_object(gml_element(local))) {
        // The extent of a relief is an outline, not its surface.
        if (name == "extent" || name == "boundedBy") return true;
        const bool is_line = name.ends_with("TerrainIntersection");
        gathered.geometry.push_back({child, lod, surface, false, is_line});
        return true;
    }
    if (is_grid_coverage(local)) {
        gathered.geometry.push_back({child, lod, surface, false, false, true});
        return true;
    }
    if (local == "ImplicitGeometry") {
        gathered.geometry.push_back({child, lod, surface, true, false});
        return true;
    }
    const Module module = module_of(child, *context_.namespaces);
    switch (feature_role(module, local)) {
        case FeatureRole::kObject:
            gathered.children.push_back(child);
            return true;
        case FeatureRole::kSurface:
            gathered.surfaces.push_back({child, surface});
            return true;
        case FeatureRole::kAppearance: {
            const std::string_view text = child.whole();
            const auto begin = static_cast<std::uint64_t>(text.data() - member_text_.data());
            local_.add(member_text_, begin, begin + text.size());
            return true;
        }
        case FeatureRole::kNone:
            break;
    }
    const bool is_extension_object = module == Module::kOther && !local.ends_with("Attribute") &&
                                     !local.empty() && local.front() >= 'A' &&
                                     local.front() <= 'Z' && holds_geometry(child, 0);
    if (is_extension_object) gathered.children.push_back(child);
    return is_extension_object;
}

// Lines where an object meets the terrain are no level of it.
LodTenths FeatureReader::chosen_lod(const Gathered& gathered) const {
    std::uint64_t lods = gathered.lods_elsewhere;
    for (const Pending& pending : gathered.geometry) {
        if (pending.lod < 64 && !pending.is_terrain_line) lods |= std::uint64_t{1} << pending.lod;
    }
    return lods == 0 ? kNoLod : level_of(lods, context_.lods.lod_max);
}

void FeatureReader::append_geometry(std::uint32_t object, Gathered& gathered) {
    for (Pending& pending : gathered.geometry) {
        if (pending.lod == kNoLod) pending.lod = gathered.relief_lod;
    }
    if (!context_.lods.every_lod) {
        const LodTenths chosen = chosen_lod(gathered);
        std::erase_if(gathered.geometry, [&](const Pending& pending) {
            return pending.lod != kNoLod && pending.lod != chosen;
        });
    }
    std::ranges::stable_sort(gathered.geometry, {}, &Pending::lod);
    LodTenths open_lod = kNoLod;
    bool is_open = false;
    for (const Pending& pending : gathered.geometry) {
        if (pending.is_implicit || pending.is_relief) continue;
        if (!is_open || pending.lod != open_lod) {
            if (is_open) (void)geometry_.finish();
            open_lod = pending.lod;
            is_open = true;
            geometry_.begin({object, pending.surface, pending.lod, 0});
        }
        geometry_.set_surface(pending.surface);
        geometry_.add(pending.element);
    }
    if (is_open) (void)geometry_.finish();
    for (const Pending& pending : gathered.geometry) {
        if ((pending.is_implicit || pending.is_relief) && came_already(pending.element)) continue;
        if (pending.is_implicit) {
            append_implicit(pending.element, object, pending.surface, pending.lod);
        }
        if (pending.is_relief) append_relief(pending.element, object, pending.lod);
    }
}

}  // namespace belvedere::content::citygml
