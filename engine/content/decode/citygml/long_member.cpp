// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/long_member.hpp"

#include <algorithm>
#include <bit>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/object_names.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"

namespace belvedere::content::citygml {

namespace {

using citymodel::CityMember;
using citymodel::FileRange;

// One open element: where it begins, and the run of short children being gathered in it.
struct Open {
    std::uint64_t begin = 0;
    std::uint64_t run_begin = 0;
    std::uint64_t run_end = 0;  // run_begin: no run.
    citymodel::LodTenths lod = citymodel::kNoLod;
    bool is_feature = false;     // An object or a surface.
    bool is_atomic = false;      // A polygon, a line, a placed model, or inside of one.
    bool is_hidden = false;      // Its positions are not where the object is.
    bool has_positions = false;  // Of its own or below it.
    bool is_object = false;
    bool is_share = false;  // An object that is part of what its parent is.
    bool is_level = false;  // A property that says at which level its geometry is.
    bool has_children = false;
    bool holds_geometry = false;  // As a child.
    std::uint64_t lods = 0;       // Of geometry in it that is not an object's in it.
    std::uint64_t shares_lods = 0;
};

// A part of one of these means something else than the whole.
bool is_never_cut(std::string_view local) {
    switch (gml_element(local)) {
        case GmlElement::kPolygon:
        case GmlElement::kLine:
        case GmlElement::kArc:
        case GmlElement::kCentredArc:
        case GmlElement::kSpline:
        case GmlElement::kRing:
        case GmlElement::kPoint:
            return true;
        default:
            return local == "ImplicitGeometry";
    }
}

class LongCutter {
  public:
    LongCutter(std::string_view text, std::uint64_t begin, const MeasureRule& rule,
               const CutSizes& sizes, const Passed& passed)
        : text_(text), scanner_(text, begin), rule_(rule), sizes_(sizes), pages_(passed, begin) {}

    Result<LongMember> cut();

  private:
    void open(const XmlTag& tag);
    [[nodiscard]] Open opened(const XmlTag& tag) const;
    void close_child(std::uint64_t end, const Open& child);
    void note_levels(std::uint64_t end, Open& child);
    void flush(Open& parent);
    [[nodiscard]] CityMember measured(const FileRange& range, citymodel::LodTenths lod,
                                      bool& reaches_further) const;

    std::string_view text_;
    XmlScanner scanner_;
    const MeasureRule& rule_;
    const CutSizes& sizes_;
    PassedPages pages_;
    std::vector<Open> open_;
    LongMember member_;
};

CityMember LongCutter::measured(const FileRange& range, citymodel::LodTenths lod,
                                bool& reaches_further) const {
    CityMember whole;
    whole.range = range;
    whole.objects = 0;
    XmlScanner scanner(text_.substr(0, range.offset + range.bytes), range.offset);
    for (XmlTag tag = scanner.next();
         tag.kind == XmlTagKind::kStart || tag.kind == XmlTagKind::kEmpty; tag = scanner.next()) {
        if (tag.kind == XmlTagKind::kEmpty) continue;
        CityMember part;
        std::size_t depth = 0;
        bool does_part = false;
        const XmlTag close = measure_member(scanner, text_, tag, rule_, part, depth, &does_part);
        if (close.kind != XmlTagKind::kEnd) break;
        reaches_further = reaches_further || does_part;
        whole.bounds.add(part.bounds);
        whole.polygons += part.polygons;
        whole.lods |= part.lods;
    }
    if (lod != citymodel::kNoLod) whole.lods |= std::uint64_t{1} << lod;
    return whole;
}

void LongCutter::flush(Open& parent) {
    if (parent.run_end == parent.run_begin) return;
    bool reaches_further = false;
    CityMember piece = measured({parent.run_begin, parent.run_end - parent.run_begin}, parent.lod,
                                reaches_further);
    parent.run_begin = parent.run_end;
    // Attributes and appearances belong to every piece.
    if (piece.bounds.is_empty()) return;
    if (reaches_further) member_.further.push_back(piece.range.offset);
    member_.pieces.push_back(std::move(piece));
}

Open LongCutter::opened(const XmlTag& tag) const {
    Open element;
    element.begin = tag.begin;
    const std::string_view local = local_name(tag);
    const citymodel::LodTenths own_lod = lod_of_property(local);
    element.lod = own_lod;
    if (own_lod == citymodel::kNoLod && !open_.empty()) element.lod = open_.back().lod;
    const FeatureRole role = feature_role(Module::kCore, local);
    element.is_object = role == FeatureRole::kObject;
    element.is_share = element.is_object && citymodel::is_share_type(local);
    element.is_feature = element.is_object || role == FeatureRole::kSurface;
    // Where an object meets the terrain is no level of it.
    element.is_level = own_lod != citymodel::kNoLod && !open_.empty() && open_.back().is_feature &&
                       !local.ends_with("TerrainIntersection");
    element.is_atomic = is_never_cut(local) || (!open_.empty() && open_.back().is_atomic);
    element.is_hidden = holds_other_positions(local) || (!open_.empty() && open_.back().is_hidden);
    element.has_positions = !element.is_hidden && gml_element(local) == GmlElement::kPositions;
    return element;
}

void LongCutter::open(const XmlTag& tag) {
    const std::string_view local = local_name(tag);
    if (!open_.empty()) {
        open_.back().has_children = true;
        if (is_geometry_object(gml_element(local)) || local == "ImplicitGeometry")
            open_.back().holds_geometry = true;
    }
    open_.push_back(opened(tag));
}

// Levels go up as far as the object that has them. What a property holds or refers to is geometry
// of its level, as it is to the reader.
void LongCutter::note_levels(std::uint64_t end, Open& child) {
    if (child.is_level && (child.holds_geometry || !child.has_children))
        child.lods |= std::uint64_t{1} << child.lod;
    if (!open_.empty()) {
        Open& parent = open_.back();
        if (!child.is_object) parent.lods |= child.lods;
        if (!child.is_object || child.is_share) parent.shares_lods |= child.shares_lods;
        if (child.is_share) parent.shares_lods |= child.lods;
    }
    const bool is_cut = child.is_object && end - child.begin > sizes_.piece_bytes;
    if (is_cut && (std::popcount(child.lods) > 1 || child.shares_lods != 0)) {
        member_.levels.push_back({child.begin + 1, child.lods, child.shares_lods});
    }
}

// A child of the innermost open element is complete. A short one joins the run; a long one, whose
// own children are pieces already, ends it. What is never cut is a piece however long it is.
void LongCutter::close_child(std::uint64_t end, const Open& child) {
    if (open_.empty()) return;
    Open& parent = open_.back();
    parent.has_positions = parent.has_positions || child.has_positions;
    if (parent.is_atomic) return;
    const bool is_of_all_pieces = parent.is_feature && !child.has_positions;
    const bool is_long = end - child.begin > sizes_.piece_bytes;
    if (is_of_all_pieces || (is_long && !child.is_atomic)) {
        flush(parent);
        parent.run_begin = parent.run_end = end;
        return;
    }
    if (parent.run_end == parent.run_begin) {
        parent.run_begin = child.begin;
    } else if (end - parent.run_begin > sizes_.piece_bytes) {
        flush(parent);
        parent.run_begin = child.begin;
    }
    parent.run_end = end;
}

Result<LongMember> LongCutter::cut() {
    while (true) {
        const XmlTag tag = scanner_.next();
        pages_.at(tag.begin);
        if (tag.kind == XmlTagKind::kStart) {
            if (open_.size() >= limits::kElementDepth) {
                return fail(ErrorKind::kLimit, "elements are nested over 256 deep");
            }
            open(tag);
        } else if (tag.kind == XmlTagKind::kEmpty) {
            Open empty = opened(tag);
            if (!open_.empty()) open_.back().has_children = true;
            note_levels(tag.end, empty);
            close_child(tag.end, {.begin = tag.begin});
        } else if (tag.kind == XmlTagKind::kEnd && !open_.empty()) {
            Open closed = open_.back();
            open_.pop_back();
            note_levels(tag.end, closed);
            if (tag.end - closed.begin > sizes_.piece_bytes && !closed.is_atomic) flush(closed);
            if (open_.empty()) {
                member_.range = {closed.begin, tag.end - closed.begin};
                break;
            }
            close_child(tag.end, closed);
        } else {
            return fail(ErrorKind::kBadData, "a long member does not end");
        }
    }
    std::ranges::sort(member_.pieces, {},
                      [](const CityMember& piece) { return piece.range.offset; });
    std::ranges::sort(member_.further);
    std::ranges::sort(member_.levels, {}, &ObjectLevels::name_begin);
    std::uint64_t left = member_.range.bytes;
    for (const CityMember& piece : member_.pieces)
        left -= piece.range.bytes;
    if (left > limits::kSkeletonBytes) {
        return fail(ErrorKind::kLimit, "a single text is over 32 MiB long");
    }
    return std::move(member_);
}

}  // namespace

PartialText LongMember::text_with(std::string_view text,
                                  const std::vector<FileRange>& wanted) const {
    PartialText result;
    result.levels = levels;
    const auto append = [&](std::uint64_t begin, std::uint64_t end) {
        result.segments.push_back({result.text.size(), begin});
        result.text.append(text.substr(begin, end - begin));
    };
    std::uint64_t at = range.offset;
    for (const CityMember& piece : pieces) {
        append(at, piece.range.offset);
        at = piece.range.offset + piece.range.bytes;
        const bool is_wanted = std::ranges::any_of(
            wanted, [&](const FileRange& one) { return one.offset == piece.range.offset; });
        if (is_wanted) append(piece.range.offset, at);
    }
    append(at, range.offset + range.bytes);
    return result;
}

Result<LongMember> cut_long_member(std::string_view text, std::uint64_t begin,
                                   const MeasureRule& rule, const CutSizes& sizes,
                                   const Passed& passed) {
    return LongCutter(text, begin, rule, sizes, passed).cut();
}

}  // namespace belvedere::content::citygml
