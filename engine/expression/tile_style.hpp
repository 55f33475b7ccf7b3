// SPDX-License-Identifier: Apache-2.0
// A 3D Tiles style: what features look like by their properties.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/vec4.hpp>

#include "engine/core/result.hpp"
#include "engine/expression/property_table.hpp"
#include "engine/expression/scratch.hpp"
#include "engine/expression/value.hpp"

namespace belvedere::expression {

struct StyleRules;
struct BoundStyleRules;

// How one feature is to be drawn.
struct FeatureAppearance {
    // sRGB with opacity, 0 to 1 each; nothing where the style leaves the feature's own colour.
    std::optional<glm::vec4> color;
    bool is_shown = true;
};

// One line of a legend.
struct LegendEntry {
    std::string label;  // The condition in words: "Height ≥ 100", "10 ≤ Height < 30".
    glm::vec4 color{1.0F};
    // The condition "true" after others: everything not named above. The label is then empty.
    bool is_otherwise = false;
};

// A style whose properties have been found in one table. Immutable; any thread, each with its own
// scratch; must not outlive the table.
class BoundTileStyle {
  public:
    [[nodiscard]] FeatureAppearance appearance(std::uint32_t row, Scratch& scratch) const;
    // Pixels, above 0 and at most 64; nothing where the style does not say.
    [[nodiscard]] std::optional<float> point_size(std::uint32_t row, Scratch& scratch) const;
    // A meta property ("description"), good until `scratch` is used again; undefined when the style
    // has none of that name.
    [[nodiscard]] Value meta(std::string_view name, std::uint32_t row, Scratch& scratch) const;

  private:
    friend class TileStyle;
    std::shared_ptr<const BoundStyleRules> rules_;
};

// A parsed style (OGC 3D Tiles 1.1, annex "Styling"; version 1.0 files are the same). Immutable,
// cheap to copy; any thread.
class TileStyle {
  public:
    // The style's JSON. kBadData with the place of the first mistake ("color, condition 3: column
    // 12: ..."), kLimit for the bounds of limits.hpp.
    [[nodiscard]] static Result<TileStyle> parse(std::string_view json);

    // Members of the file that this program does not use.
    [[nodiscard]] const std::vector<std::string>& warnings() const;
    // The colours of the style where they do not depend on the feature beyond their condition;
    // empty for ramps and computed colours.
    [[nodiscard]] std::vector<LegendEntry> legend() const;
    // Properties the style asks for, each once.
    [[nodiscard]] std::vector<std::string> property_names() const;
    [[nodiscard]] std::vector<std::string> meta_names() const;
    [[nodiscard]] BoundTileStyle bind(const PropertyTable& table) const;

  private:
    explicit TileStyle(std::shared_ptr<const StyleRules> rules) : rules_(std::move(rules)) {}
    std::shared_ptr<const StyleRules> rules_;
};

}  // namespace belvedere::expression
