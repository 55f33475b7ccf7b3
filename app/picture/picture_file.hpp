// SPDX-License-Identifier: Apache-2.0
// Where a picture goes and what its file says of itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/content/encode/png_writer.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::picture {

// What a picture shows, as values.
struct PictureFacts {
    std::string name;                  // What is seen: a layer's name; may be empty.
    std::string view;                  // As --camera has it; empty for a model without a place.
    std::string time;                  // Of the sun, ISO 8601.
    std::string created;               // ISO 8601; empty: not said, for pictures that compare.
    std::vector<std::string> sources;  // As opened.
    std::vector<std::string> attributions;
};

// Title, Description (the view), Creation Time, Source, Copyright and Software. Of sources only
// what may be shown to others: no user, password or query of a URL, and of a local path its last
// two parts.
[[nodiscard]] std::vector<content::encode::PngText> picture_texts(const PictureFacts& facts);
[[nodiscard]] std::string public_source(const std::string& uri);

// "LON,LAT,HEIGHT,HEADING,PITCH".
struct ViewText {
    geo::Geodetic eye;
    double heading_deg = 0.0, pitch_deg = 0.0;
};
[[nodiscard]] std::string view_text(const ViewText& view);

// A free file in `folder`, named by when and where: "2026-06-21 14-05-09 48.1372N 11.5755E
// Demo city.png". Letters that a file system may refuse are left out. The place of a model without
// one is left out.
struct FileNameRequest {
    UtcTime now;
    TimeZone zone;
    bool has_place = true;
    geo::Geodetic place;
    std::string name;
};
[[nodiscard]] std::filesystem::path free_file(const std::filesystem::path& folder,
                                              const FileNameRequest& request);

}  // namespace belvedere::picture
