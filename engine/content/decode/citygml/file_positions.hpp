// SPDX-License-Identifier: Apache-2.0
// In which order a file writes its coordinates, and what to do with those of another CRS.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content::citygml {

struct AxisDecision {
    bool is_y_first = false;
    std::string warning;  // When the file does not follow its CRS; empty otherwise.
};

// Whether positions under this CRS name are written north (latitude) first. GML follows the axes of
// the CRS, yet projected city models mostly do not, AdV names never do, and "EPSG:4979" is written
// both ways. So the first position of the file decides where only one order puts it inside the
// area that the CRS is for; else the CRS's order for latitudes, east first for metres and for the
// short form "EPSG:n". Unknown names: east first.
[[nodiscard]] AxisDecision axis_decision(const std::string& srs_name,
                                         const std::optional<glm::dvec3>& first_position);

// The positions of one file, whose own CRS is `srs_name` (empty: it does not say). Any thread.
class FilePositions final : public PositionConverter {
  public:
    FilePositions(std::string srs_name, PositionRule rule)
        : srs_name_(std::move(srs_name)), rule_(rule) {}

    void convert(std::string_view srs_name, std::span<glm::dvec3> positions,
                 std::string& problem) const override;
    [[nodiscard]] PositionRule rule_of(std::string_view srs_name) const override;
    [[nodiscard]] bool is_own(std::string_view srs_name) const override;
    [[nodiscard]] std::string_view own_name() const override { return srs_name_; }

  private:
    struct Other {
        bool is_own = false;
        PositionRule rule;
        std::shared_ptr<const geo::WorldMapping> mapping;
        std::shared_ptr<const geo::WorldMapping> own_mapping;  // Of the file's CRS.
        std::string problem;
    };
    [[nodiscard]] const Other& other(std::string_view srs_name) const;

    std::string srs_name_;
    PositionRule rule_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::unique_ptr<const Other>, std::less<>> others_;
};

}  // namespace belvedere::content::citygml
