// SPDX-License-Identifier: Apache-2.0
#include "app/picture/picture_file.hpp"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <locale>
#include <sstream>
#include <string_view>
#include <system_error>

#include "engine/core/time_text.hpp"

namespace belvedere::picture {
namespace {

constexpr std::size_t kNameBytesMax = 60;
constexpr int kSameNamesMax = 1000;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : std::string(between)) + part;
    return all;
}

std::ostringstream plain_stream(int decimals) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << std::fixed << std::setprecision(decimals);
    return out;
}

std::string place_part(const geo::Geodetic& place) {
    std::ostringstream out = plain_stream(4);
    out << std::abs(place.latitude_deg) << (place.latitude_deg < 0.0 ? 'S' : 'N') << ' '
        << std::abs(place.longitude_deg) << (place.longitude_deg < 0.0 ? 'W' : 'E');
    return out.str();
}

// Only what every file system takes; UTF-8 stays whole.
std::string name_part(std::string_view name) {
    constexpr std::string_view kRefused = "/\\:*?\"<>|";
    std::string kept;
    for (const char c : name) {
        const bool is_control = static_cast<unsigned char>(c) < 32;
        if (!is_control && kRefused.find(c) == std::string_view::npos) kept += c;
    }
    if (kept.size() > kNameBytesMax) {
        std::size_t end = kNameBytesMax;
        while (end > 0 && (static_cast<unsigned char>(kept[end]) & 0xC0U) == 0x80U)
            --end;
        kept.resize(end);
    }
    return kept;
}

}  // namespace

std::string public_source(const std::string& uri) {
    std::string shown = uri.substr(0, uri.find_first_of("?#"));
    const std::size_t scheme = shown.find("://");
    if (scheme == std::string::npos) {
        const std::filesystem::path path(shown);
        const std::filesystem::path folder = path.parent_path().filename();
        return folder.empty() ? path.filename().string() : (folder / path.filename()).string();
    }
    const std::size_t host = scheme + 3;
    const std::size_t end = std::min(shown.find('/', host), shown.size());
    const std::size_t user = shown.rfind('@', end);
    if (user != std::string::npos && user >= host && user < end) {
        shown.erase(host, user + 1 - host);
    }
    return shown;
}

std::vector<content::encode::PngText> picture_texts(const PictureFacts& facts) {
    std::vector<std::string> sources;
    sources.reserve(facts.sources.size());
    for (const std::string& source : facts.sources)
        sources.push_back(public_source(source));
    std::string description;
    if (!facts.view.empty()) description = "camera " + facts.view;
    if (!facts.time.empty())
        description += (description.empty() ? "" : "; ") + ("sun " + facts.time);
    std::vector<content::encode::PngText> texts;
    const auto add = [&texts](const char* keyword, std::string text) {
        if (!text.empty()) texts.push_back({keyword, std::move(text)});
    };
    add("Title", facts.name);
    add("Description", description);
    add("Creation Time", facts.created);
    add("Source", joined(sources, "\n"));
    add("Copyright", joined(facts.attributions, "; "));
    add("Software", "Belvedere");
    return texts;
}

std::string view_text(const ViewText& view) {
    std::ostringstream out = plain_stream(7);
    out << view.eye.longitude_deg << ',' << view.eye.latitude_deg << ',' << std::setprecision(3)
        << view.eye.height_m << ',' << view.heading_deg << ',' << view.pitch_deg;
    return out.str();
}

std::filesystem::path free_file(const std::filesystem::path& folder,
                                const FileNameRequest& request) {
    // Whole seconds; colons are not for file names.
    const UtcTime second{request.now.microseconds / 1'000'000 * 1'000'000};
    std::string stem = format_time(second, request.zone).substr(0, 19);
    std::replace(stem.begin(), stem.end(), 'T', ' ');
    std::replace(stem.begin(), stem.end(), ':', '-');
    if (request.has_place) stem += " " + place_part(request.place);
    if (const std::string name = name_part(request.name); !name.empty()) stem += " " + name;
    std::filesystem::path path = folder / (stem + ".png");
    std::error_code ignored;
    for (int number = 2; std::filesystem::exists(path, ignored) && number < kSameNamesMax; ++number)
        path = folder / (stem + " (" + std::to_string(number) + ").png");
    return path;
}

}  // namespace belvedere::picture
