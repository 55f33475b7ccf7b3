// SPDX-License-Identifier: Apache-2.0
// A tile's attributes as styles and filters ask for them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/feature_table.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/expression/property_table.hpp"

namespace belvedere::city {

// One row for each row of the feature table, and behind them one for each point without a feature
// (content::plain_points); classes may have different columns of one name. Names that are no column
// have the meaning the styling language gives them: POSITION, POSITION_ABSOLUTE, NORMAL and COLOR
// of points and of features that are points (the feature's first point where it has several;
// POSITION and NORMAL in the coordinates of the file for pnts contents, else in the tile's
// east-north-up frame), and @classes of a batch table hierarchy. Made in time proportional to the
// rows of a hierarchy and the vertices of points. Lives no longer than its tile. Const; any thread.
class TileProperties final : public expression::PropertyTable {
  public:
    explicit TileProperties(const content::TileContent& tile);
    [[nodiscard]] std::optional<std::uint32_t> slot_of(std::string_view name) const override;
    [[nodiscard]] expression::Value value(std::uint32_t slot, std::uint32_t row) const override;

  private:
    // Slots from here on are not columns.
    enum class Meaning : std::uint32_t {
        kPosition = 0x8000'0000,
        kPositionAbsolute,
        kNormal,
        kColor,
        kClasses
    };
    void find_points();
    void add_point(std::uint32_t row, const content::PrimitiveRecord& primitive,
                   std::uint32_t index);
    void list_classes(const content::FeatureClassRecord& row_class);
    [[nodiscard]] std::vector<std::uint32_t> parents_of(
        const content::FeatureClassRecord& row_class, std::uint32_t row) const;
    [[nodiscard]] std::string class_name(const content::FeatureClassRecord& row_class,
                                         std::uint32_t row) const;
    [[nodiscard]] std::string class_list(const content::FeatureClassRecord& row_class,
                                         std::uint32_t row) const;
    [[nodiscard]] expression::Value of_point(Meaning meaning, std::uint32_t row) const;

    content::FeatureTable table_;
    const content::TileContent& tile_;
    // Slot, then class: the column, kNone where the class has none of that name.
    std::vector<std::vector<std::uint32_t>> columns_;
    std::map<std::string, std::uint32_t, std::less<>> slots_;
    std::vector<std::uint32_t> first_point_;          // Of each row, kNone; empty without points.
    std::vector<std::uint32_t> color_of_point_;       // Index in colors() likewise.
    std::set<std::string> classes_;                   // Distinct lists, as JSON.
    std::vector<const std::string*> classes_of_row_;  // Empty without a hierarchy.
};

}  // namespace belvedere::city
