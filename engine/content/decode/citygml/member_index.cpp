// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/member_index.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "engine/content/decode/citygml/gml_names.hpp"
#include "engine/content/decode/citygml/name_table.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/object_names.hpp"

namespace belvedere::content::citygml {

namespace {

constexpr NameTable kHoldsOtherPositions{
    {KnownName<bool>{"Address", true}, KnownName<bool>{"Envelope", true},
     KnownName<bool>{"extent", true}, KnownName<bool>{"relativeGMLGeometry", true},
     KnownName<bool>{"relativeGeometry", true}, KnownName<bool>{"Appearance", true},
     KnownName<bool>{"sensorLocation", true}, KnownName<bool>{"gridDomain", true},
     KnownName<bool>{"RectifiedGridCoverage", true},
     KnownName<bool>{"ReferenceableGridCoverage", true}, KnownName<bool>{"GridCoverage", true}},
    false};

class Measure {
  public:
    Measure(std::string_view text, const MeasureRule& rule, citymodel::CityMember& member)
        : text_(text), rule_(rule), member_(member), dimension_(rule.positions.dimension) {
        member_.objects = 0;
    }

    // `level` is the number of elements open around the tag.
    void start(const XmlTag& tag, std::size_t level);
    [[nodiscard]] bool reaches_further() const { return reaches_further_; }
    void end(std::size_t level) {
        if (level == hidden_at_) hidden_at_ = kNowhere;
    }
    void finish() {
        member_.objects = std::max(member_.objects, 1U);
        if (rule_.positions.is_y_first && !member_.bounds.is_empty()) {
            std::swap(member_.bounds.min.x, member_.bounds.min.y);
            std::swap(member_.bounds.max.x, member_.bounds.max.y);
        }
    }

  private:
    static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
    void see_attributes(const XmlTag& tag, std::size_t level);
    void add_positions(const XmlTag& tag, std::string_view local);

    std::string_view text_;
    const MeasureRule& rule_;
    citymodel::CityMember& member_;
    int dimension_;
    std::size_t hidden_at_ = kNowhere;  // Level of the element whose inside is passed over.
    std::vector<double> numbers_;
    bool reaches_further_ = false;
};

void Measure::see_attributes(const XmlTag& tag, std::size_t level) {
    AttributeCursor cursor(tag.contents);
    while (cursor.next()) {
        if (cursor.name() == "srsDimension") {
            dimension_ = cursor.value() == "2" ? 2 : 3;
        } else if (cursor.name() == "srsName" && rule_.converter != nullptr &&
                   !rule_.converter->is_own(cursor.value())) {
            hidden_at_ = level;
        }
    }
}

void Measure::add_positions(const XmlTag& tag, std::string_view local) {
    const std::string_view rest = text_.substr(tag.end);
    const std::string_view raw = rest.substr(0, rest.find('<'));
    numbers_.clear();
    const bool is_good =
        local == "coordinates" ? append_coordinates(raw, numbers_) : append_numbers(raw, numbers_);
    std::size_t dimension = static_cast<std::size_t>(dimension_);
    if (numbers_.size() % dimension != 0) dimension = 5 - dimension;
    if (!is_good || numbers_.size() % dimension != 0) return;
    for (std::size_t i = 0; i < numbers_.size(); i += dimension) {
        member_.bounds.add(
            glm::dvec3(numbers_[i], numbers_[i + 1], dimension == 3 ? numbers_[i + 2] : 0.0));
    }
}

void Measure::start(const XmlTag& tag, std::size_t level) {
    const std::string_view local = local_name(tag);
    if (hidden_at_ != kNowhere) return;
    if (!tag.contents.empty() && tag.contents.find("srs") != std::string_view::npos) {
        see_attributes(tag, level);
    }
    const GmlElement kind = gml_element(local);
    if (kind == GmlElement::kPositions) {
        if (tag.kind == XmlTagKind::kStart && hidden_at_ == kNowhere) add_positions(tag, local);
        return;
    }
    if (kind == GmlElement::kPolygon) {
        ++member_.polygons;
        return;
    }
    // What is curved reaches beyond the positions that are written of it.
    if (kind == GmlElement::kArc || kind == GmlElement::kCentredArc) reaches_further_ = true;
    const bool is_curve_elsewhere = kind == GmlElement::kProperty &&
                                    tag.kind == XmlTagKind::kEmpty &&
                                    (local == "curveMember" || local == "baseCurve");
    if (is_curve_elsewhere) reaches_further_ = true;
    if (kind != GmlElement::kOther) return;
    if (kHoldsOtherPositions[local]) {
        hidden_at_ = level;
        reaches_further_ =
            reaches_further_ || local.starts_with("relative") || local.ends_with("GridCoverage");
    } else if (local == "libraryObject" || local == "grid") {
        reaches_further_ = true;
    } else if (local == "lod") {
        // Of reliefs, whose geometry's name says no level.
        const auto lod = number_of(text_.substr(tag.end, text_.find('<', tag.end) - tag.end));
        if (lod && *lod >= 0.0 && *lod <= 4.0) {
            member_.lods |= std::uint64_t{1} << (static_cast<unsigned>(*lod) * 10);
        }
    } else if (const auto lod = lod_of_property(local); lod != citymodel::kNoLod) {
        member_.lods |= std::uint64_t{1} << lod;
    } else if (!local.empty() && local.front() >= 'A' && local.front() <= 'Z' &&
               feature_role(Module::kCore, local) == FeatureRole::kObject) {
        ++member_.objects;
    }
}

}  // namespace

bool holds_other_positions(std::string_view local) {
    return kHoldsOtherPositions[local];
}

XmlTag measure_member(XmlScanner& scanner, std::string_view text, const XmlTag& open,
                      const MeasureRule& rule, citymodel::CityMember& member, std::size_t& depth,
                      bool* reaches_further) {
    Measure measure(text, rule, member);
    measure.start(open, 0);
    std::size_t level = 1;
    depth = 0;
    while (true) {
        const XmlTag tag = scanner.next();
        switch (tag.kind) {
            case XmlTagKind::kStart:
                measure.start(tag, level);
                depth = std::max(depth, level);
                ++level;
                break;
            case XmlTagKind::kEmpty:
                measure.start(tag, level);
                measure.end(level);
                depth = std::max(depth, level);
                break;
            case XmlTagKind::kEnd:
                measure.end(--level);
                if (level > 0) break;
                measure.finish();
                if (reaches_further != nullptr) *reaches_further = measure.reaches_further();
                member.range = {open.begin, tag.end - open.begin};
                return tag;
            case XmlTagKind::kFinish:
            case XmlTagKind::kBroken:
                return tag;
        }
    }
}

}  // namespace belvedere::content::citygml
