// SPDX-License-Identifier: Apache-2.0
#include "app/cli/common_options.hpp"

#include <charconv>
#include <cmath>
#include <string_view>

#include <CLI/CLI.hpp>

namespace belvedere::cli {

void add_source_options(CLI::App& app, CommonOptions& options, SourceCount count) {
    auto* sources =
        app.add_option("SOURCE", options.sources,
                       "tileset.json, .3tz, .3dtiles, .glb, .gltf, CityJSON or CityGML: path "
                       "or http(s) URL; or a folder or .zip archive of city files");
    if (count == SourceCount::kAtLeastOne) sources->required();
    app.add_option("--crs", options.crs, "CRS of a source that says none, such as EPSG:3857");
    app.add_option("--vertical", options.vertical,
                   "heights of a source that says none: ellipsoid, egm96 or crs");
    app.add_option("--feature-id-set", options.feature_id_set,
                   "set of feature ids to style and pick: LABEL, TABLE or INDEX");
    app.add_option("--lod", options.lod,
                   "highest level of detail of a city model to show: auto, 2, 1.2");
    app.add_option("--theme", options.theme,
                   "theme of a city model's materials and textures; inspect lists them");
    app.add_option("--filter", options.filter,
                   "show only features that meet a condition of the 3D Tiles Styling language, "
                   "such as '${measuredHeight} >= 20'");
    app.add_option("--cache", options.cache, "folder of the tile cache, or off");
    app.add_flag("--offline", options.offline,
                 "no network: of http(s) sources only what the cache kept");
}

void add_feed_option(CLI::App& app, CommonOptions& options) {
    app.add_option("--feed", options.feeds,
                   "live data: mqtt[s]://[user@]host[:port]/topic, ngsi-ld+http[s]://..., "
                   "sta+http[s]://..., gtfs-rt+http[s]://... or sim:demo; several at once. A "
                   "password lies in a file of yours: ?secret=FILE");
    app.add_option("--property", options.live_property,
                   "property whose value colours devices, such as temperature");
    app.add_option("--tint", options.tint,
                   "colour buildings by the --property of their devices: bound (devices that name "
                   "them) or place (also of devices that stand on them)")
        ->check(CLI::IsMember({"bound", "place"}))
        ->needs("--property");
    app.add_option("--show-values", options.show_values,
                   "lay values over the city beside their symbols: columns, field (between "
                   "devices, by inverse distances), kriging, heat (how many devices), arrows, "
                   "trails, roads, or symbols alone")
        ->check(CLI::IsMember(
            {"symbols", "columns", "field", "kriging", "heat", "arrows", "trails", "roads"}));
}

void add_things_option(CLI::App& app, CommonOptions& options) {
    app.add_option("--things", options.things,
                   "files of W3C Thing Descriptions: names, units and ranges of what devices "
                   "measure, on their cards");
}

void add_drawing_options(CLI::App& app, CommonOptions& options) {
    app.add_option("--camera", options.camera,
                   "fit, or LON,LAT,HEIGHT,HEADING,PITCH (ellipsoidal metres, degrees)");
    app.add_option("--camera-crs", options.camera_crs,
                   "--camera is E,N,H,... in this CRS, such as EPSG:28992");
    app.add_option("--views", options.views, "JSON file with the views fixed, orbit and fly");
    app.add_option("--size", options.size, "WIDTHxHEIGHT in pixels");
    app.add_option("--time", options.time,
                   "ISO 8601 time of the sun, with an offset or in the city's time zone");
    app.add_option("--time-zone", options.time_zone, "IANA name of the city's time zone");
    app.add_option("--style", options.style, "3D Tiles Styling JSON file");
    app.add_option("--quality", options.quality,
                   "software, low, medium, high or bench; chosen by the device when not given");
    app.add_option("--language", options.language,
                   "of the interface, such as fr (fr,ar: an audience reads both); else your "
                   "preference, else the environment's");
    app.add_option("--units", options.units,
                   "of lengths and areas that are shown and said: metric or imperial; else your "
                   "preference, else your territory's")
        ->check(CLI::IsMember({"metric", "imperial"}));
    app.add_option("--device", options.device, "part of a GPU's name, or software");
    app.add_option("--memory", options.memory, "ceiling over tiles, decoded and on the GPU: 2GiB");
    app.add_option("--error", options.error_px, "screen-space error in pixels that refines a tile")
        ->check(CLI::Range(0.5, 1000.0));
    app.add_option("--timeout", options.timeout_s, "seconds to wait for the complete view")
        ->check(CLI::Range(0.0, 86400.0));
    app.add_option("--stats", options.stats, "write what was measured to this JSON file");
}

Result<ImageSize> parse_size(const std::string& text) {
    ImageSize size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width_px);
    const bool has_height =
        width.ec == std::errc{} && width.ptr != end && (*width.ptr == 'x' || *width.ptr == 'X');
    const auto height =
        has_height ? std::from_chars(width.ptr + 1, end, size.height_px) : std::from_chars_result{};
    constexpr std::uint32_t kSideMax_px = 16384;
    if (!has_height || height.ec != std::errc{} || height.ptr != end || size.width_px == 0 ||
        size.height_px == 0 || size.width_px > kSideMax_px || size.height_px > kSideMax_px) {
        return fail(
            ErrorKind::kUsage,
            "--size " + text + ": expected WIDTHxHEIGHT, each 1 to 16384, such as 1280x720");
    }
    return size;
}

Result<std::uint64_t> parse_bytes(const std::string& text) {
    struct Unit {
        std::string_view name;
        double bytes;
    };
    constexpr Unit kUnits[] = {{"", 1.0},   {"B", 1.0},         {"kB", 1e3}, {"KiB", 1024.0},
                               {"MB", 1e6}, {"MiB", 1048576.0}, {"GB", 1e9}, {"GiB", 1073741824.0}};
    double number = 0.0;
    const char* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, number);
    const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
    for (const Unit& known : kUnits) {
        if (problem != std::errc{} || unit != known.name) continue;
        const double bytes = number * known.bytes;
        if (!(bytes >= 1048576.0) || bytes > 1e15) break;
        return static_cast<std::uint64_t>(bytes);
    }
    return fail(ErrorKind::kUsage, text + ": expected bytes of at least 1 MiB, such as 512MiB");
}

}  // namespace belvedere::cli
