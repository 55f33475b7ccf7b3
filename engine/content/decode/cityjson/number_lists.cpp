// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/number_lists.hpp"

#include <charconv>
#include <cmath>

#include "engine/content/decode/cityjson/json_scan.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/core/find_text.hpp"

namespace belvedere::content::cityjson {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Walks a text of numbers.
class NumberCursor {
  public:
    explicit NumberCursor(std::string_view text)
        : first_(text.data()), at_(first_), end_(first_ + text.size()) {}

    [[nodiscard]] char peek() {
        while (at_ < end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t'))
            ++at_;
        return at_ < end_ ? *at_ : '\0';
    }
    [[nodiscard]] bool take(char wanted) {
        if (peek() != wanted) return false;
        ++at_;
        return true;
    }
    // Whole numbers of up to 15 digits are exact as they are added up; others are left to the
    // library.
    [[nodiscard]] bool number(double& value) {
        (void)peek();
        const char* first = at_;
        const bool is_negative = first < end_ && *first == '-';
        const char* digit = first + (is_negative ? 1 : 0);
        std::int64_t whole = 0;
        const char* start = digit;
        while (digit < end_ && is_digit(*digit) && digit - start < 16)
            whole = whole * 10 + (*digit++ - '0');
        const bool is_whole = digit > start && digit - start < 16 &&
                              (digit == end_ || (*digit != '.' && *digit != 'e' && *digit != 'E'));
        if (is_whole) {
            value = static_cast<double>(is_negative ? -whole : whole);
            at_ = digit;
            return true;
        }
        const auto [end, error] = std::from_chars(first, end_, value);
        if (error != std::errc() || !std::isfinite(value)) return false;
        at_ = end;
        return true;
    }
    [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(at_ - first_); }

  private:
    const char* first_;
    const char* at_;
    const char* end_;
};

// The box of the vertices that a nested list of indices names, and how many rings it has.
void survey_boundaries(std::string_view text, std::span<const glm::dvec3> vertices, double reach,
                       citymodel::CityMember& member) {
    int depth = 0;
    bool is_new_ring = false;
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at < end;) {
        const char c = *at;
        if (is_digit(c)) {
            std::uint64_t index = 0;
            while (at < end && is_digit(*at))
                index = index * 10 + static_cast<std::uint64_t>(*at++ - '0');
            if (index < vertices.size()) {
                member.bounds.add(vertices[index] - reach);
                member.bounds.add(vertices[index] + reach);
            }
            if (is_new_ring) ++member.polygons;
            is_new_ring = false;
            continue;
        }
        ++at;
        if (c == '[') {
            ++depth;
            is_new_ring = true;
        } else if (c == ']') {
            if (--depth <= 0) return;
        } else if (c == '"' || c == '{') {
            return;
        }
    }
}

}  // namespace

std::size_t read_vertices(std::string_view text, std::vector<glm::dvec3>& vertices,
                          std::size_t most) {
    NumberCursor cursor(text);
    if (!cursor.take('[')) return kNowhere;
    if (cursor.take(']')) return cursor.position();
    do {
        glm::dvec3 vertex;
        const bool is_vertex = cursor.take('[') && cursor.number(vertex.x) && cursor.take(',') &&
                               cursor.number(vertex.y) && cursor.take(',') &&
                               cursor.number(vertex.z) && cursor.take(']');
        if (!is_vertex || vertices.size() >= most) return kNowhere;
        vertices.push_back(vertex);
    } while (cursor.take(','));
    return cursor.take(']') ? cursor.position() : kNowhere;
}

std::string vertices_problem(std::size_t vertices, std::size_t most) {
    if (vertices < most) return "the list of vertices is broken or ends early";
    return "there are more than " + std::to_string(most) +
           " vertices: surfaces with others of them are left out";
}

void place_vertices(const VertexTransform& transform, std::span<glm::dvec3> vertices) {
    for (glm::dvec3& vertex : vertices)
        vertex = vertex * transform.scale + transform.translate;
}

void survey_geometry(std::string_view text, std::span<const glm::dvec3> vertices, double reach,
                     citymodel::CityMember& member) {
    const bool has_instances = find_text(text, "\"transformationMatrix\"") != text.npos;
    scan_keys(text, "\"boundaries\"", [&](std::size_t value) {
        if (value >= text.size() || text[value] != '[') return;
        survey_boundaries(text.substr(value), vertices, has_instances ? reach : 0.0, member);
    });
    scan_keys(text, "\"lod\"", [&](std::size_t value) {
        std::string_view lod = text.substr(value, 8);
        if (lod.starts_with('"')) lod.remove_prefix(1);
        lod = lod.substr(0, lod.find_first_not_of("0123456789."));
        const auto tenths = citymodel::lod_of_text(lod);
        if (tenths) member.lods |= std::uint64_t{1} << *tenths;
    });
}

}  // namespace belvedere::content::cityjson
