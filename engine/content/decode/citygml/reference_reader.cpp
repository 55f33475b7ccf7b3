// SPDX-License-Identifier: Apache-2.0
// The part of FeatureReader that follows references (xlink:href) to geometry.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "engine/content/decode/citygml/feature_reader.hpp"
#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

void FeatureReader::give_surface(const NamedPolygons& polygons, std::uint32_t surface) {
    for (std::uint32_t i = polygons.first; i < polygons.end && may_visit(); ++i) {
        citymodel::Polygon& polygon = batch_.polygons[i];
        if (polygon.surface == kNone) polygon.surface = surface;
    }
}

// What is of another object, or of another level, is part of that one's shape.
void FeatureReader::give_shells() {
    if (shell_claims_.empty()) return;
    const auto end_of = [](const citymodel::Geometry* geometry) {
        return geometry->polygons.first + geometry->polygons.count;
    };
    std::vector<const citymodel::Geometry*> solids;
    for (std::size_t i = geometries_first_; i < batch_.geometries.size(); ++i) {
        const citymodel::Geometry& geometry = batch_.geometries[i];
        if (geometry.kind == citymodel::GeometryKind::kSolid) solids.push_back(&geometry);
    }
    std::ranges::sort(solids, {}, end_of);
    for (const ShellClaim& claim : std::exchange(shell_claims_, {})) {
        for (std::uint32_t i = claim.polygons.first; i < claim.polygons.end && may_visit(); ++i) {
            const auto solid = std::ranges::upper_bound(solids, i, {}, end_of);
            if (solid == solids.end() || (*solid)->polygons.first > i) continue;
            const bool is_its = (*solid)->object == claim.object && (*solid)->lod == claim.lod;
            if (is_its) batch_.polygons[i].shell = claim.shell;
        }
    }
}

bool FeatureReader::resolve_here(const GeometryReference& reference) {
    if (!reference.href.starts_with('#')) return false;
    const std::uint64_t hash = id_hash(std::string_view(reference.href).substr(1));
    const auto give = [&](std::span<const NamedPolygons> sorted) {
        const auto found = std::ranges::equal_range(sorted, hash, {}, &NamedPolygons::id_hash);
        if (found.empty()) return false;
        const NamedPolygons& first = found.front();
        // A shell that itself refers to its surfaces: read once more, as what it is here.
        if (reference.shell != 0 && first.first == first.end && !is_partial_) return false;
        give_solid(reference, {first.first, first.end - first.first});
        if (reference.surface == kNone && reference.shell == 0) return true;
        // What is cut has a part of its polygons in each piece; else the first of an id counts.
        const auto end = is_partial_ ? found.end() : found.begin() + 1;
        for (auto each = found.begin(); each != end; ++each) {
            if (reference.surface != kNone) give_surface(*each, reference.surface);
            if (reference.shell == 0) continue;
            shell_claims_.push_back({*each, reference.object, reference.lod, reference.shell});
        }
        return true;
    };
    bool is_found = give({geometry_.named.data(), named_sorted_});
    for (const std::vector<NamedPolygons>& piece : earlier_named_)
        is_found = give(piece) || is_found;
    return is_found;
}

void FeatureReader::give_solid(const GeometryReference& reference, const Range& polygons) {
    if (reference.solid == kNone) return;
    geometry_.solid_polygons.push_back({reference.solid, polygons});
    // A surface that itself refers to others.
    if (polygons.count == 0) leave_solid_unknown(reference);
}

void FeatureReader::leave_solid_unknown(const GeometryReference& reference) {
    if (reference.solid != kNone) geometry_.solids[reference.solid].is_whole = false;
}

// Pieces of a long member have pieces of its solids.
void FeatureReader::look_at_solids() {
    if (is_partial_) return;
    constexpr double kNear_m = 1e-3, kNear_deg = 1e-8;
    const double across = context_.is_geographic ? kNear_deg : kNear_m;
    std::vector<SolidPolygons>& all = geometry_.solid_polygons;
    std::ranges::stable_sort(all, {}, &SolidPolygons::solid);
    for (std::size_t i = 0; i < all.size();) {
        const ReadSolid& solid = geometry_.solids[all[i].solid];
        solid_ranges_.clear();
        for (const std::uint32_t number = all[i].solid; i < all.size() && all[i].solid == number;)
            solid_ranges_.push_back(all[i++].polygons);
        if (!solid.is_whole || solid.object >= batch_.objects.size()) continue;
        const std::uint64_t open =
            solid_edges_.count_open(batch_, solid_ranges_, {across, across, kNear_m});
        if (open == 0) continue;
        const std::string id(batch_.text_of(batch_.objects[solid.object].id));
        citymodel::warn_of_open_edges(batch_, open, id);
    }
}

bool FeatureReader::copy_referenced(const GeometryReference& reference) {
    if (reference.depth >= limits::kReferenceDepth) {
        warn("references lead on for more than 8 steps");
        return false;
    }
    ElementFinder::Found found;
    if (context_.elements != nullptr) found = context_.elements->find(reference.href);
    const bool is_of_member = !found.is_elsewhere && !found.text.empty() &&
                              found.offset >= member_range_.offset &&
                              found.offset - member_range_.offset < member_range_.bytes;
    // In another piece of the member, which has it, and may come.
    if (is_of_member && is_partial_) {
        waiting_.push_back(reference);
        return false;
    }
    if (!copied_.emplace(reference.href, reference.object).second) return false;
    XmlTree tree;
    if (found.text.empty() || !tree.parse(found.text)) {
        warn("a reference leads nowhere: \"" + reference.href.substr(0, 200) + "\"" +
             (found.problem.empty() ? "" : ", " + found.problem));
        return false;
    }
    if (copies_left_ == 0) {
        warn("references copy more than 250,000 polygons: the rest is left out");
        return false;
    }
    const std::size_t before = batch_.polygons.size();
    geometry_.begin({reference.object, reference.surface, reference.lod, reference.depth + 1,
                     reference.solid, reference.shell, reference.is_of_solid,
                     reference.is_reversed});
    geometry_.add(tree.first());
    (void)geometry_.finish();
    give_solid(reference, {size_32(before), size_32(batch_.polygons.size() - before)});
    copies_left_ -= std::min<std::uint64_t>(copies_left_, batch_.polygons.size() - before);
    return true;
}

// Whether references and appearances of this member may look at one more polygon.
bool FeatureReader::may_visit() {
    if (visits_left_ > 0) {
        --visits_left_;
        return true;
    }
    warn("references and appearances name the same polygons over and over: the rest is left out");
    return false;
}

// In rounds: what was copied in one may be what the next one's references mean.
void FeatureReader::resolve_references() {
    auto waited = std::exchange(waiting_, {});
    geometry_.references.insert(geometry_.references.end(), std::make_move_iterator(waited.begin()),
                                std::make_move_iterator(waited.end()));
    std::set<std::pair<std::string, std::uint32_t>> waits;
    while (!geometry_.references.empty()) {
        std::ranges::stable_sort(geometry_.named, {}, &NamedPolygons::id_hash);
        named_sorted_ = geometry_.named.size();
        const auto round = std::exchange(geometry_.references, {});
        for (const GeometryReference& reference : round) {
            if (resolve_here(reference)) continue;
            const bool is_new = waits.emplace(reference.href, reference.surface).second;
            if (!is_new || !copy_referenced(reference)) leave_solid_unknown(reference);
        }
    }
}

}  // namespace belvedere::content::citygml
