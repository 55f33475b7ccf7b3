// SPDX-License-Identifier: Apache-2.0
// The part of GeometryReader that reads positions: of points, of lines, and of curves, which are
// lines that stay by them.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/content/decode/citygml/curve_points.hpp"
#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::citygml {

bool GeometryReader::append_positions(XmlElement positions, const Scope& scope) {
    Scope own = scope;
    (void)enter_scope(positions, own);
    numbers_.clear();
    const bool is_commas = positions.local() == "coordinates";
    bool is_good = false;
    if (positions.has_children()) {
        // gml:coord of GML 2: X, Y and Z each in an element.
        for (XmlElement axis = positions.first_child(); axis; axis = axis.next_sibling())
            is_good = append_numbers(axis.text(memory_), numbers_);
    } else {
        const std::string_view raw = positions.inner();
        is_good = is_commas ? append_coordinates(raw, numbers_) : append_numbers(raw, numbers_);
        if (!is_good && raw.find_first_of("<&") != std::string_view::npos) {
            numbers_.clear();
            const std::string_view text = positions.text(memory_);
            is_good =
                is_commas ? append_coordinates(text, numbers_) : append_numbers(text, numbers_);
        }
    }
    if (!is_good) {
        warn("positions hold what is no number");
        return false;
    }
    std::size_t dimension = static_cast<std::size_t>(own.rule.dimension);
    if (numbers_.size() % dimension != 0) {
        const std::size_t other = 5 - dimension;
        if (numbers_.size() % other != 0) {
            warn("positions are not of " + std::to_string(dimension) + " numbers each");
            return false;
        }
        dimension = other;
    } else if (positions.local() == "pos" && numbers_.size() == 2) {
        dimension = 2;
    }
    const std::size_t count = numbers_.size() / dimension;
    if (positions_.size() + count > citymodel::limits::kRingCorners) {
        warn("a ring or line has over 200,000 corners");
        return false;
    }
    const std::size_t first = positions_.size();
    for (std::size_t i = 0; i < count; ++i) {
        const double* at = &numbers_[i * dimension];
        positions_.emplace_back(at[0], at[1], dimension == 3 ? at[2] : 0.0);
        if (own.rule.is_y_first) std::swap(positions_.back().x, positions_.back().y);
    }
    if (own.srs_name.empty()) return true;
    std::string problem;
    converter_->convert(own.srs_name, std::span(positions_).subspan(first), problem);
    if (!problem.empty()) warn(problem);
    return true;
}

// All positions of an element, in order: of a LinearRing its posList, of a Ring those of its
// curves, joined where one ends on the next one's start, each in the direction it has there.
bool GeometryReader::collect_positions(XmlElement element, const Scope& scope) {
    const GmlElement kind = gml_element(element.local());
    if (kind == GmlElement::kProperty && !element.has_children()) {
        return !element.has_attributes() || collect_referenced(element, scope);
    }
    const std::size_t first = positions_.size();
    bool is_good = collect_inside(element, scope);
    const bool is_curved =
        kind == GmlElement::kArc || kind == GmlElement::kCentredArc || kind == GmlElement::kSpline;
    if (is_curved && is_good) is_good = bend(element, kind, first, scope);
    if (kind == GmlElement::kOrientable && is_turned_round(element)) {
        std::reverse(positions_.begin() + static_cast<std::ptrdiff_t>(first), positions_.end());
    }
    return is_good;
}

bool GeometryReader::collect_inside(XmlElement element, const Scope& scope) {
    bool is_good = true;
    for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
        const GmlElement kind = gml_element(child.local());
        if (kind == GmlElement::kPositions) {
            is_good = append_positions(child, scope) && is_good;
        } else if (kind != GmlElement::kOther && scope.depth < 250) {
            Scope inner = scope;
            ++inner.depth;
            (void)enter_scope(child, inner);
            const std::size_t before = positions_.size();
            is_good = collect_positions(child, inner) && is_good;
            const bool is_joint = before > 0 && positions_.size() > before &&
                                  positions_[before - 1] == positions_[before];
            if (is_joint && kind != GmlElement::kPointProperty) {
                positions_.erase(positions_.begin() + static_cast<std::ptrdiff_t>(before));
            }
        }
    }
    return is_good;
}

// A curve that stands elsewhere: what shares a border with others has it from one of them.
bool GeometryReader::collect_referenced(XmlElement property, const Scope& scope) {
    std::string href;
    append_decoded(property.attribute("href"), href);
    if (href.empty()) return true;
    if (scope.reference_depth >= limits::kReferenceDepth) {
        warn("references lead on for more than 8 steps");
        return false;
    }
    ElementFinder::Found found;
    if (elements != nullptr) found = elements->find(href);
    if (found.text.size() > curve_bytes_left_) {
        warn("rings refer to the same curves over and over: the rest is left out");
        return false;
    }
    curve_bytes_left_ -= found.text.size();
    XmlTree tree;
    if (found.text.empty() || !tree.parse(found.text)) {
        warn("a reference leads nowhere: \"" + href.substr(0, 200) + "\"" +
             (found.problem.empty() ? "" : ", " + found.problem));
        return false;
    }
    Scope inner = scope;
    ++inner.reference_depth;
    (void)enter_scope(tree.first(), inner);
    return collect_positions(tree.first(), inner);
}

// Makes a line of the positions from `first` on that a curve is written with.
bool GeometryReader::bend(XmlElement element, GmlElement kind, std::size_t first,
                          const Scope& scope) {
    // Templates are in metres.
    const CurvePlane plane{is_geographic && converter_ != nullptr, scope.rule.is_y_first};
    if (kind == GmlElement::kSpline) {
        warn("a spline is shown by straight lines between its positions");
    } else if (element.local() == "Circle") {
        bend_circle(positions_, first, plane);
    } else if (kind == GmlElement::kArc) {
        bend_arcs(positions_, first, plane);
    } else {
        const auto arc = centred_arc(element);
        if (!arc || positions_.size() != first + 1) {
            warn("an arc does not say its centre, its radius or its angles");
            positions_.resize(first);
            return false;
        }
        bend_centred(positions_, *arc, plane);
    }
    if (positions_.size() <= citymodel::limits::kRingCorners) return true;
    warn("a ring or line has over 200,000 corners");
    return false;
}

}  // namespace belvedere::content::citygml
