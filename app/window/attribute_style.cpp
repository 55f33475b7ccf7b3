// SPDX-License-Identifier: Apache-2.0
#include "app/window/attribute_style.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <string_view>

#include "app/window/palettes.hpp"

namespace belvedere::window {
namespace {

using access::Color8;

std::uint32_t packed(Color8 color) {
    return 0xFF000000U | std::uint32_t{color.b} << 16 | std::uint32_t{color.g} << 8 | color.r;
}

std::string color_text(Color8 color) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "color('#%02x%02x%02x')", unsigned{color.r},
                  unsigned{color.g}, unsigned{color.b});
    return text.data();
}

// Inside a JSON string, inside a quoted text of the styling language.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            result += ' ';
        } else if (c == '\'' || c == '\\') {
            result += std::string("\\\\") + c;
            if (c == '\\') result += '\\';
        } else if (c == '"') {
            result += "\\\"";
        } else {
            result += c;
        }
    }
    return result;
}

std::optional<double> as_number(const std::string& text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string compact(double value) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return text.data();
}

constexpr Message kBelow{"legend.below", "below {high}"};
constexpr Message kBetween{"legend.between", "{low} to {high}"};
constexpr Message kFrom{"legend.from", "{low} and more"};
constexpr Message kAllValues{"legend.all", "all values"};
constexpr Message kNone{"legend.none", "no value"};
constexpr Message kOthers{"legend.others", "other values"};
constexpr Message kCounted{"legend.counted", "{value}  ({n})"};

class StyleWriter {
  public:
    explicit StyleWriter(const std::string& attribute)
        : property_("${feature['" + escaped(attribute) + "']}") {}

    // The colour of `entry` is written here.
    void add(const std::string& condition, Color8 color, panels::LegendEntry entry) {
        if (!conditions_.empty()) conditions_ += ",";
        conditions_ += "[\"" + condition + "\",\"" + color_text(color) + "\"]";
        entry.rgba = packed(color);
        style_.legend.push_back(std::move(entry));
    }
    [[nodiscard]] const std::string& property() const { return property_; }
    [[nodiscard]] AttributeStyle finish() {
        style_.json = "{\"color\":{\"conditions\":[" + conditions_ + "]}}";
        return std::move(style_);
    }

  private:
    std::string property_;
    std::string conditions_;
    AttributeStyle style_;
};

AttributeStyle by_number(const AttributeStyleRequest& request, std::vector<double> numbers) {
    std::sort(numbers.begin(), numbers.end());
    const int classes = std::clamp(request.classes, kClassesMin, kClassesMax);
    // Upper edges of classes of equal count; equal edges fall together.
    std::vector<double> edges;
    for (int i = 1; i < classes; ++i) {
        const auto at =
            numbers.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(classes);
        if (edges.empty() || numbers[at] > edges.back()) edges.push_back(numbers[at]);
    }
    StyleWriter writer(request.attribute);
    const std::vector<Color8> colors = class_colors(request.palette, edges.size() + 1);
    const std::string number = "Number(" + writer.property() + ")";
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const std::string edge = compact(edges[i]);
        panels::LegendEntry entry;
        entry.message = i == 0 ? kBelow : kBetween;
        entry.low = i == 0 ? 0.0 : edges[i - 1];
        entry.high = edges[i];
        writer.add(std::string(number).append(" < ").append(edge), colors[i], entry);
    }
    panels::LegendEntry top;
    top.message = edges.empty() ? kAllValues : kFrom;
    top.low = edges.empty() ? 0.0 : edges.back();
    const std::string condition =
        edges.empty() ? "!isNaN(" + number + ")" : number + " >= " + compact(edges.back());
    writer.add(condition, colors.back(), top);
    writer.add("true", kOtherColor, {0, {}, kNone});
    return writer.finish();
}

AttributeStyle by_text(const AttributeStyleRequest& request, std::span<const std::string> values) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& value : values) {
        if (!value.empty()) ++counts[value];
    }
    std::vector<std::pair<std::string, std::size_t>> ranked(counts.begin(), counts.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    StyleWriter writer(request.attribute);
    const std::size_t named = std::min(ranked.size(), kCategoriesMax);
    for (std::size_t i = 0; i < named; ++i) {
        writer.add("String(" + writer.property() + ") === '" + escaped(ranked[i].first) + "'",
                   category_colors()[i],
                   {0, ranked[i].first, kCounted, 0.0, 0.0, ranked[i].second});
    }
    writer.add("true", kOtherColor, {0, {}, ranked.size() > named ? kOthers : kNone});
    return writer.finish();
}

}  // namespace

Result<AttributeStyle> style_by_attribute(const AttributeStyleRequest& request,
                                          std::span<const std::string> values) {
    const std::vector<std::string> names = palette_names();
    if (std::find(names.begin(), names.end(), request.palette) == names.end()) {
        return fail(ErrorKind::kUsage, "no palette is named " + request.palette);
    }
    if (request.attribute.find_first_of("'\"[]{}\\") != std::string::npos) {
        return fail(ErrorKind::kUnsupported,
                    "the styling language cannot name an attribute with "
                    "quotes, brackets or backslashes");
    }
    std::vector<double> numbers;
    std::size_t present = 0;
    for (const std::string& value : values) {
        if (value.empty()) continue;
        ++present;
        if (const auto number = as_number(value)) numbers.push_back(*number);
    }
    if (present == 0) {
        return fail(ErrorKind::kBadData, "no loaded feature has a value of " + request.attribute);
    }
    // A few words among numbers ("unknown") do not make an attribute a text.
    if (numbers.size() * 10 >= present * 9) return by_number(request, std::move(numbers));
    return by_text(request, values);
}

}  // namespace belvedere::window
