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

bool FeatureReader::resolve_here(const GeometryReference& reference) {
    if (!reference.href.starts_with('#')) return false;
    const std::uint64_t hash = id_hash(std::string_view(reference.href).substr(1));
    const auto give = [&](std::span<const NamedPolygons> sorted) {
        const auto found = std::ranges::equal_range(sorted, hash, {}, &NamedPolygons::id_hash);
        if (found.empty() || reference.surface == kNone) return !found.empty();
        // What is cut has a part of its polygons in each piece; else the first of an id counts.
        const auto end = is_partial_ ? found.end() : found.begin() + 1;
        for (auto each = found.begin(); each != end; ++each)
            give_surface(*each, reference.surface);
        return true;
    };
    bool is_found = give({geometry_.named.data(), named_sorted_});
    for (const std::vector<NamedPolygons>& piece : earlier_named_)
        is_found = give(piece) || is_found;
    return is_found;
}

void FeatureReader::copy_referenced(const GeometryReference& reference) {
    if (reference.depth >= limits::kReferenceDepth) {
        return warn("references lead on for more than 8 steps");
    }
    ElementFinder::Found found;
    if (context_.elements != nullptr) found = context_.elements->find(reference.href);
    const bool is_of_member = !found.is_elsewhere && !found.text.empty() &&
                              found.offset >= member_range_.offset &&
                              found.offset - member_range_.offset < member_range_.bytes;
    // In another piece of the member, which has it, and may come.
    if (is_of_member && is_partial_) return waiting_.push_back(reference);
    if (!copied_.emplace(reference.href, reference.object).second) return;
    XmlTree tree;
    if (found.text.empty() || !tree.parse(found.text)) {
        return warn("a reference leads nowhere: \"" + reference.href.substr(0, 200) + "\"" +
                    (found.problem.empty() ? "" : ", " + found.problem));
    }
    if (copies_left_ == 0) {
        return warn("references copy more than 250,000 polygons: the rest is left out");
    }
    const std::size_t before = batch_.polygons.size();
    geometry_.begin({reference.object, reference.surface, reference.lod, reference.depth + 1});
    geometry_.add(tree.first());
    (void)geometry_.finish();
    copies_left_ -= std::min<std::uint64_t>(copies_left_, batch_.polygons.size() - before);
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
            if (!waits.emplace(reference.href, reference.surface).second) continue;
            copy_referenced(reference);
        }
    }
}

}  // namespace belvedere::content::citygml
