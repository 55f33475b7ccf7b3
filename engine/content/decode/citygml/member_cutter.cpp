// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/member_cutter.hpp"

#include <array>
#include <utility>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/number_text.hpp"

namespace belvedere::content::citygml {

namespace {

// Depth inside a member at which an element is refused, below root and member.
constexpr std::size_t kDepthBelowMember = limits::kElementDepth - 2;

bool is_root_name(std::string_view local) {
    return local == "CityModel" || local == "FeatureCollection";
}

// Elements whose children are features, without a member element around each.
bool is_container(std::string_view local) {
    return local == "featureMembers" || local == "additionalObjects";
}

SpanKind kind_of_member(std::string_view local) {
    constexpr std::array<std::string_view, 6> kFeatureMembers = {
        "cityObjectMember", "featureMember",           "member",
        "versionMember",    "versionTransitionMember", "cityObjectMembers"};
    if (local == "appearanceMember" || local == "appearance") return SpanKind::kAppearances;
    for (const std::string_view known : kFeatureMembers) {
        if (local == known) return SpanKind::kObjects;
    }
    return SpanKind::kHeader;
}

// The first tag of the text that is a root, whatever stands before it.
XmlTag first_tag(XmlScanner& scanner) {
    return scanner.next();
}

std::optional<glm::dvec3> corner_of(std::string_view text) {
    std::vector<double> values;
    if (!append_numbers(text, values) || values.size() < 2 || values.size() > 3) {
        return std::nullopt;
    }
    return glm::dvec3(values[0], values[1], values.size() == 3 ? values[2] : 0.0);
}

}  // namespace

bool is_city_model(std::string_view text) {
    constexpr std::size_t kRootWithin = std::size_t{64} << 10;
    XmlScanner scanner(text.substr(0, kRootWithin));
    const XmlTag root = first_tag(scanner);
    if (root.kind != XmlTagKind::kStart && root.kind != XmlTagKind::kEmpty) return false;
    const std::string_view local = local_name(root.name);
    if (!is_root_name(local)) return false;
    if (local == "CityModel") return true;
    NamespaceTable namespaces;
    namespaces.declare(root.contents);
    return namespaces.citygml_version() != 0;
}

Result<void> MemberCutter::begin() {
    const XmlTag root = first_tag(scanner_);
    if (root.kind == XmlTagKind::kBroken) {
        const bool is_doctype = scanner_.problem().find("DOCTYPE") != std::string::npos;
        return fail(is_doctype ? ErrorKind::kUnsupported : ErrorKind::kBadData,
                    scanner_.problem());
    }
    if (root.kind == XmlTagKind::kFinish) {
        return fail(ErrorKind::kBadData, "no XML: there is not one tag in it");
    }
    const std::string_view local = local_name(root.name);
    if (root.kind == XmlTagKind::kEnd || !is_root_name(local)) {
        return fail(ErrorKind::kBadData, "no city model: its outermost element is \"" +
                                             std::string(root.name.substr(0, 100)) + "\"");
    }
    model_.root_name = std::string(local);
    model_.namespaces.declare(root.contents);
    model_.version = model_.namespaces.citygml_version();
    AttributeCursor attributes(root.contents);
    while (attributes.next()) {
        if (local_name(attributes.name()) == "id") model_.model_id = attributes.value();
    }
    has_finished_ = root.kind == XmlTagKind::kEmpty;
    // The envelope stands before the members: found here, it is known to whoever reads them.
    waiting_ = next_member();
    return {};
}

void MemberCutter::finish_early(const std::string& why) {
    has_finished_ = true;
    model_.warnings.push_back(why);
}

// The member that `open` starts; its end is looked for. Nothing when the text ends before.
std::optional<MemberCutter::Member> MemberCutter::member_from(const XmlTag& open) {
    Member member;
    member.span.begin = open.begin;
    member.span.end = open.end;
    member.span.members = 1;
    member.span.kind =
        containers_open_ > 0 ? SpanKind::kObjects : kind_of_member(local_name(open.name));
    if (open.kind == XmlTagKind::kEmpty) return member;
    std::size_t depth = 0;
    const XmlTag close = scanner_.skip_element(depth);
    if (close.kind != XmlTagKind::kEnd) {
        const std::string reason =
            close.kind == XmlTagKind::kBroken ? scanner_.problem() : "the text ends";
        finish_early("the model ends early: " + reason + ", inside the member that begins at byte " +
                     std::to_string(open.begin) + "; what stands before it is shown");
        return std::nullopt;
    }
    member.span.end = close.end;
    if (depth > kDepthBelowMember) {
        member.is_left_out = true;
        model_.warnings.push_back("a member is left out: its elements are nested " +
                                  std::to_string(depth) + " deep, at byte " +
                                  std::to_string(open.begin));
    }
    return member;
}

std::optional<MemberCutter::Member> MemberCutter::next_member() {
    while (!has_finished_) {
        const XmlTag tag = scanner_.next();
        switch (tag.kind) {
            case XmlTagKind::kEnd:
                if (containers_open_ > 0) {
                    --containers_open_;
                    continue;
                }
                has_finished_ = true;
                return std::nullopt;
            case XmlTagKind::kFinish:
                finish_early("the model ends early: its outermost element has no end");
                return std::nullopt;
            case XmlTagKind::kBroken:
                finish_early("the model ends early: " + scanner_.problem());
                return std::nullopt;
            case XmlTagKind::kStart:
                if (is_container(local_name(tag.name)) && containers_open_ == 0) {
                    ++containers_open_;
                    continue;
                }
                break;
            case XmlTagKind::kEmpty:
                break;
        }
        if (model_.member_count >= limits::kMembers) {
            finish_early("more than 64,000,000 members: the rest is left out");
            return std::nullopt;
        }
        auto member = member_from(tag);
        if (!member) return std::nullopt;
        if (local_name(tag.name) == "boundedBy" && containers_open_ == 0) {
            read_envelope(member->span);
            continue;
        }
        if (member->span.kind != SpanKind::kHeader) ++model_.member_count;
        if (!member->is_left_out) return member;
    }
    return std::nullopt;
}

void MemberCutter::read_envelope(const TextSpan& bounded_by) {
    XmlScanner inside(text_.substr(0, bounded_by.end), bounded_by.begin);
    ModelEnvelope& envelope = model_.envelope;
    for (XmlTag tag = inside.next(); tag.kind == XmlTagKind::kStart || tag.kind == XmlTagKind::kEnd;
         tag = inside.next()) {
        if (tag.kind == XmlTagKind::kEnd) continue;
        const std::string_view local = local_name(tag.name);
        const std::string_view srs_name = attribute_text(tag.contents, "srsName");
        if (!srs_name.empty() && envelope.srs_name.empty()) envelope.srs_name = srs_name;
        const std::string_view rest = text_.substr(tag.end, bounded_by.end - tag.end);
        const std::string_view value = rest.substr(0, rest.find('<'));
        if (local == "lowerCorner") envelope.lower = corner_of(value);
        if (local == "upperCorner") envelope.upper = corner_of(value);
        // GML 2 and early GML 3: two positions.
        if (local == "pos") (envelope.lower ? envelope.upper : envelope.lower) = corner_of(value);
    }
}

std::optional<TextSpan> MemberCutter::next_span() {
    std::optional<Member> member = waiting_ ? std::exchange(waiting_, std::nullopt) : next_member();
    if (!member) return std::nullopt;
    TextSpan span = member->span;
    while (span.end - span.begin < limits::kBatchTextBytes) {
        auto following = next_member();
        if (!following) break;
        const bool is_same = following->span.kind == span.kind &&
                             following->span.end - span.begin <= limits::kBatchTextBytes;
        if (!is_same) {
            waiting_ = std::move(following);
            break;
        }
        span.end = following->span.end;
        span.members += following->span.members;
    }
    return span;
}

Result<CutModel> cut_model(std::string_view text) {
    MemberCutter cutter(text);
    if (auto begun = cutter.begin(); !begun) return fail(std::move(begun.error()));
    std::vector<TextSpan> spans;
    while (auto span = cutter.next_span())
        spans.push_back(*span);
    CutModel model = std::move(cutter.model());
    model.spans = std::move(spans);
    return model;
}

}  // namespace belvedere::content::citygml
