// SPDX-License-Identifier: Apache-2.0
// Cuts a city model's text into pieces that are read apart from one another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citygml/namespaces.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

enum class SpanKind : std::uint8_t {
    kObjects,      // Members that hold features: cityObjectMember, featureMember, versionMember ...
    kAppearances,  // Members that hold appearances of the whole model.
    kHeader,       // Properties of the model itself: its name, generic attributes, its own CRS.
};

// Complete sibling elements, one after the other: text_.substr(begin, end - begin).
struct TextSpan {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::uint32_t members = 0;
    SpanKind kind = SpanKind::kObjects;
};

struct ModelEnvelope {
    std::string srs_name;  // As written; empty when there is none.
    // As written, in the order of the file's axes; nothing when they are not to be read.
    std::optional<glm::dvec3> lower;
    std::optional<glm::dvec3> upper;
};

// What the text says before its members, and where its members are.
struct CutModel {
    int version = 0;        // Of CityGML: 1, 2, 3; 0 when no namespace tells.
    std::string root_name;  // Local: "CityModel", "FeatureCollection".
    std::string model_id;   // gml:id of the root.
    NamespaceTable namespaces;
    ModelEnvelope envelope;
    std::vector<TextSpan> spans;  // In the text's order; header spans first where they stand first.
    std::uint64_t member_count = 0;
    std::vector<std::string> warnings;  // Truncated text, members left out.
};

// Whether a text's root is one that cut_model() reads, by its first tags alone: CityModel, or a
// FeatureCollection with a CityGML namespace declared on it.
[[nodiscard]] bool is_city_model(std::string_view text);

// Hands out the spans of one model as they are found, so that reading can start before the cut is
// done: begin() reads up to the first member, next_span() goes on. One thread at a time; keeps
// views into the text, never writes.
class MemberCutter {
  public:
    explicit MemberCutter(std::string_view text) : text_(text), scanner_(text) {}

    // Root, namespaces and envelope. kBadData for no XML or another root; kUnsupported for a
    // document type declaration.
    [[nodiscard]] Result<void> begin();
    // The next span: up to limits::kBatchTextBytes of members of one kind, or one longer member.
    // Nothing at the end of the model, or of the text that can be read: model().warnings then says
    // what is missing.
    [[nodiscard]] std::optional<TextSpan> next_span();

    // What is known so far; `spans` stays empty, next_span() hands them out.
    [[nodiscard]] const CutModel& model() const { return model_; }
    [[nodiscard]] CutModel& model() { return model_; }

  private:
    struct Member {
        TextSpan span;
        bool is_left_out = false;
    };
    [[nodiscard]] std::optional<Member> next_member();
    [[nodiscard]] std::optional<Member> member_from(const XmlTag& open);
    void read_envelope(const TextSpan& bounded_by);
    void finish_early(const std::string& why);

    std::string_view text_;
    XmlScanner scanner_;
    CutModel model_;
    std::optional<Member> waiting_;  // Found, but not of the span handed out last.
    bool has_finished_ = false;
    int containers_open_ = 0;  // featureMembers, in which features stand without a member each.
};

// All of it at once, for texts that are small and for tests.
[[nodiscard]] Result<CutModel> cut_model(std::string_view text);

}  // namespace belvedere::content::citygml
