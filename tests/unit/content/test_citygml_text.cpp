// SPDX-License-Identifier: Apache-2.0
// The text level of CityGML: tags, trees, encodings, numbers, stretches.
#include <cmath>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/citygml/file_head.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/model_root.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citygml/text_encoding.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"

namespace belvedere::content::citygml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> tags_of(std::string_view text) {
    std::vector<std::string> tags;
    XmlScanner scanner(text);
    while (true) {
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kFinish) return tags;
        if (tag.kind == XmlTagKind::kBroken) {
            tags.push_back("broken");
            return tags;
        }
        const char* mark = tag.kind == XmlTagKind::kEnd     ? "/"
                           : tag.kind == XmlTagKind::kEmpty ? "."
                                                            : "";
        tags.push_back(mark + std::string(tag.name));
    }
}

TEST(XmlScanner, StepsOverWhatIsNoTag) {
    EXPECT_THAT(tags_of("<?xml version='1.0'?><!-- <no> --><a:b x='1>2'><![CDATA[<no/>]]>"
                        "<c y=\"a/>\"/></a:b>"),
                ElementsAre("a:b", ".c", "/a:b"));
    EXPECT_THAT(tags_of("<a><!-- a -- b > c --></a>"), ElementsAre("a", "/a"));
    EXPECT_THAT(tags_of("no tags"), ElementsAre());
}

TEST(XmlScanner, RefusesDocumentTypesAndBrokenTags) {
    XmlScanner doctype("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
    EXPECT_EQ(doctype.next().kind, XmlTagKind::kBroken);
    EXPECT_THAT(doctype.problem(), HasSubstr("DOCTYPE"));
    EXPECT_EQ(doctype.next().kind, XmlTagKind::kBroken);
    EXPECT_THAT(tags_of("<a><b"), ElementsAre("a", "broken"));
    EXPECT_THAT(tags_of("<a><!-- "), ElementsAre("a", "broken"));
    EXPECT_THAT(tags_of("<a>< b></a>"), ElementsAre("a", "broken"));
    EXPECT_THAT(tags_of("<a x='</a>"), ElementsAre("broken"));
}

TEST(XmlTree, KeepsTheTextAsItStands) {
    XmlTree tree;
    const std::string text =
        "<g:a id='x'><b> 1 &lt; 2 &#233;&#x4E2D; </b><c/><d><!-- no --><![CDATA[<5>]]> 6</d></g:a>";
    ASSERT_TRUE(tree.parse(text));
    const XmlElement root = tree.first();
    EXPECT_EQ(root.local(), "a");
    EXPECT_EQ(root.prefix(), "g");
    EXPECT_EQ(root.attribute("id"), "x");
    EXPECT_EQ(root.whole(), text);
    std::string memory;
    const XmlElement b = root.first_child();
    EXPECT_EQ(b.text(memory), "1 < 2 \u00E9\u4E2D");
    EXPECT_EQ(b.next_sibling().local(), "c");
    EXPECT_EQ(b.next_sibling().whole(), "<c/>");
    EXPECT_FALSE(b.next_sibling().has_children());
    EXPECT_EQ(b.next_sibling().next_sibling().text(memory), "<5> 6");
    EXPECT_EQ(b.parent(), root);
}

TEST(XmlTree, RefusesTagsThatDoNotMatch) {
    XmlTree tree;
    EXPECT_FALSE(tree.parse("<a><b></a></b>"));
    EXPECT_FALSE(tree.parse("<a>"));
    EXPECT_FALSE(tree.parse("</a>"));
    EXPECT_FALSE(tree.first());
    std::string deep;
    for (std::size_t i = 0; i <= limits::kElementDepth; ++i)
        deep += "<a>";
    const auto refused = tree.parse(deep);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kLimit);
}

TEST(XmlTree, LeavesUnknownEntitiesAsWritten) {
    std::string out;
    append_decoded("&nbsp;&amp;&;&#0;&#xZZ;& a", out);
    EXPECT_EQ(out, "&nbsp;&&;&#0;&#xZZ;& a");
}

TEST(Numbers, AreRoundedAsTheLibraryRounds) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> wide(-6e6, 6e6);
    std::string text;
    std::vector<double> expected;
    for (int i = 0; i < 20000; ++i) {
        char number[64];
        const int digits = static_cast<int>(random() % 18);
        std::snprintf(number, sizeof number, i % 5 == 0 ? "%.*e " : "%.*f ", digits, wide(random));
        text += number;
        expected.push_back(std::strtod(number, nullptr));
    }
    std::vector<double> values;
    ASSERT_TRUE(append_numbers(text, values));
    EXPECT_EQ(values, expected);
}

TEST(Numbers, StopAtWhatIsNone) {
    std::vector<double> values;
    EXPECT_TRUE(append_numbers("\n 1 -2.5\t+3 .5 6. 1e3 ", values));
    EXPECT_THAT(values, ElementsAre(1.0, -2.5, 3.0, 0.5, 6.0, 1000.0));
    for (const char* text : {"1 x", "1,2", "NaN", "INF", "1e999", "--1", "0x10", "1-2", ".", "-"}) {
        values.clear();
        EXPECT_FALSE(append_numbers(text, values)) << text;
    }
    values.clear();
    EXPECT_TRUE(append_coordinates("1,2,3 4,5,6", values));
    EXPECT_EQ(values.size(), 6U);
    EXPECT_EQ(number_of(" 12 "), 12.0);
    EXPECT_FALSE(number_of("12 13"));
    EXPECT_FALSE(number_of(""));
}

std::string in_utf16(std::string_view ascii, bool is_big) {
    std::string out = is_big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) {
        if (is_big) out += '\0';
        out += c;
        if (!is_big) out += '\0';
    }
    return out;
}

TEST(TextEncoding, ReadsWhatFilesAreWrittenIn) {
    const std::string latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>M\xFCnchen</a>";
    const auto converted = utf8_text(as_bytes(latin));
    ASSERT_TRUE(converted);
    EXPECT_THAT(std::string(converted->text), HasSubstr("M\u00FCnchen"));
    const std::string japanese =
        "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>\x93\x8C\x8B\x9E</a>";
    const auto tokyo = utf8_text(as_bytes(japanese));
    ASSERT_TRUE(tokyo);
    EXPECT_THAT(std::string(tokyo->text), HasSubstr("\u6771\u4EAC"));
    for (const bool is_big : {false, true}) {
        const std::string wide = in_utf16("<?xml version='1.0' encoding='UTF-16'?><a/>", is_big);
        const auto text = utf8_text(as_bytes(wide));
        ASSERT_TRUE(text);
        EXPECT_THAT(std::string(text->text), HasSubstr("<a/>"));
    }
    const std::string marked = "\xEF\xBB\xBF<a/>";
    const auto plain = utf8_text(as_bytes(marked));
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->text, "<a/>");
    EXPECT_FALSE(plain->is_converted);
    // What says UTF-16 and is ASCII was saved again by somebody.
    const std::string liar = "<?xml version='1.0' encoding='utf-16'?><a/>";
    const auto read = utf8_text(as_bytes(liar));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, liar);
}

TEST(TextEncoding, LongTextsAreConvertedIntoAFile) {
    std::string latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>";
    for (int i = 0; i < 400'000; ++i)
        latin += "\xFC,";
    latin += "</a>";
    const auto held = utf8_text(as_bytes(latin));
    auto spilled = utf8_text(as_bytes(latin), 1'000);
    ASSERT_TRUE(held && spilled);
    EXPECT_TRUE(spilled->is_converted);
    EXPECT_EQ(spilled->text, held->text);
    EXPECT_EQ(spilled->text.size(), latin.size() + 400'000);
    const Utf8Text moved = std::move(*spilled);
    moved.converted.release(0, moved.text.size());
    EXPECT_EQ(moved.text, held->text) << "what was given back is there again";
}

TEST(TextEncoding, RefusesWhatItIsNot) {
    const std::string unknown = "<?xml version='1.0' encoding='KLINGON'?><a/>";
    const auto refused = utf8_text(as_bytes(unknown));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kUnsupported);
    const std::string broken = "<?xml version='1.0' encoding='Shift_JIS'?><a>\x93\xFF\xFF</a>";
    EXPECT_FALSE(utf8_text(as_bytes(broken)));
}

TEST(Stretches, EndWhereMembersDo) {
    std::string text = "<CityModel>";
    const std::size_t begin = text.size();
    for (int i = 0; i < 1000; ++i) {
        text += i % 10 == 3 ? "<!-- </cityObjectMember> -->" : "";
        text += "<cityObjectMember><Building id='" + std::to_string(i) + "'/></cityObjectMember>\n";
    }
    text += "<appearanceMember><Appearance/></appearanceMember></CityModel>";
    const TextMarks marks = find_marks(text);
    const auto& hidden = marks.hidden;
    EXPECT_EQ(hidden.size(), 100U);
    const auto stretches =
        cut_stretches(text, begin, 1000, marks, appearance_ranges(text, begin, marks));
    EXPECT_GT(stretches.size(), 40U);
    std::uint64_t at = begin;
    for (const auto& stretch : stretches) {
        EXPECT_EQ(stretch.offset, at);
        at += stretch.bytes;
        const std::string_view piece = std::string_view(text).substr(stretch.offset, stretch.bytes);
        if (at == text.size()) break;
        EXPECT_TRUE(piece.ends_with("</cityObjectMember>")) << piece.substr(piece.size() - 40);
        EXPECT_EQ(tags_of(piece).back(), "/cityObjectMember");
    }
    EXPECT_EQ(at, text.size());
    EXPECT_EQ(appearance_ranges(text, begin, marks).size(), 1U);
}

TEST(Stretches, EndAfterTheAppearanceThatTheyReach) {
    const std::string member = "<cityObjectMember><Building/></cityObjectMember>";
    const std::string appearance = "<appearanceMember><Appearance>" + std::string(500, ' ') +
                                   "</Appearance></appearanceMember>";
    const std::string text = member + appearance + member + member;
    const TextMarks marks = find_marks(text);
    const auto stretches = cut_stretches(text, 0, 100, marks, appearance_ranges(text, 0, marks));
    ASSERT_EQ(stretches.size(), 2U);
    EXPECT_EQ(stretches[0].bytes, member.size() + appearance.size());
    EXPECT_EQ(stretches[1].bytes, 2 * member.size());
}

TEST(Stretches, AppearancesOfTheWholeFileAreNoPartOfThem) {
    const std::string appearance = "<app:appearanceMember><Appearance/></app:appearanceMember>";
    const std::string member = "<cityObjectMember><Building/></cityObjectMember>";
    // Inside a member it stays: what is round it is one element.
    const std::string inner =
        "<cityObjectMember><Building>" + appearance + "</Building></cityObjectMember>";
    const std::string text =
        "  " + appearance + member + "\n" + appearance + appearance + inner + member;
    const auto ranges = appearance_ranges(text, 0, find_marks(text));
    ASSERT_EQ(ranges.size(), 4U);
    const auto parts = without_appearances(text, {0, text.size()}, ranges);
    ASSERT_EQ(parts.size(), 2U);
    const auto part = [&](std::size_t i) { return text.substr(parts[i].offset, parts[i].bytes); };
    EXPECT_EQ(part(0), member + "\n");
    EXPECT_EQ(part(1), inner + member);
    EXPECT_TRUE(
        without_appearances(appearance, {0, appearance.size()}, {{0, appearance.size()}}).empty());
}

TEST(Stretches, MarksAreFoundWhereverTheyStand) {
    constexpr std::string_view kName = "appearanceMember";
    // Across the ends of the blocks that are looked through in one go.
    for (std::size_t before = 4070; before < 4110; ++before) {
        std::string text = "<app:" + std::string(kName) + ">" + std::string(before, 'p');
        const std::size_t second = text.size();
        text += kName;
        const std::size_t comment = text.size();
        text += "<!-- appearanceMember -->" + std::string(5000, ' ') + "<?x?>.";
        const TextMarks marks = find_marks(text);
        const std::vector<std::uint64_t> expected = {5, second, comment + 5};
        ASSERT_EQ(marks.appearances, expected) << before;
        ASSERT_EQ(marks.hidden.size(), 2U) << before;
        EXPECT_EQ(marks.hidden[0].offset, comment);
        EXPECT_EQ(marks.hidden[0].bytes, 25U);
        EXPECT_EQ(marks.hidden[1].bytes, 5U);
    }
    std::uint64_t passed = 0;
    const std::string long_text(std::size_t{40} << 20, 'x');
    (void)find_marks(long_text, [&](const citymodel::FileRange& range) {
        EXPECT_EQ(range.offset, passed);
        passed += range.bytes;
    });
    EXPECT_GE(passed, std::uint64_t{32} << 20);
}

// gml:featureMembers: many features in one element, without a member element around each.
TEST(Stretches, AreCutInsideContainers) {
    std::string text = "<featureMembers>\n";
    for (int i = 0; i < 300; ++i)
        text += "<Building><part><BuildingPart>text</BuildingPart></part></Building>\n";
    text += "</featureMembers><cityObjectMember><Road/></cityObjectMember>";
    const auto stretches = split_stretch(text, {0, text.size()}, 1000);
    EXPECT_GT(stretches.size(), 15U);
    std::uint64_t at = 0;
    for (const auto& stretch : stretches) {
        ASSERT_EQ(stretch.offset, at);
        at += stretch.bytes;
        if (at == text.size()) break;
        EXPECT_LE(stretch.bytes, 1100U);
        const std::string_view before = std::string_view(text).substr(0, at);
        EXPECT_TRUE(before.ends_with("</Building>")) << before.substr(before.size() - 40);
    }
    EXPECT_EQ(at, text.size());
}

TEST(ModelRoot, SaysVersionAndEnvelope) {
    const std::string text =
        "<?xml version='1.0'?><x:CityModel xmlns:x='http://www.opengis.net/citygml/3.0' "
        "xmlns='http://www.opengis.net/gml/3.2'><name>n</name><boundedBy><Envelope "
        "srsName='EPSG:7415'><lowerCorner>1 2 3</lowerCorner><upperCorner>4 5 6</upperCorner>"
        "</Envelope></boundedBy></x:CityModel>";
    const auto root = read_model_root(text);
    ASSERT_TRUE(root);
    EXPECT_EQ(root->version, 3);
    EXPECT_EQ(root->envelope.srs_name, "EPSG:7415");
    EXPECT_EQ(root->envelope.upper, glm::dvec3(4.0, 5.0, 6.0));
    EXPECT_EQ(root->namespaces.module_of("x"), Module::kCore);
    EXPECT_EQ(root->namespaces.module_of(""), Module::kGml);
    EXPECT_TRUE(is_city_model(text));
    EXPECT_FALSE(is_city_model("<html><body/></html>"));
    const auto other = read_model_root("<html><body/></html>");
    ASSERT_FALSE(other);
    EXPECT_THAT(other.error().message, HasSubstr("\"html\""));
}

citymodel::CityFileHead head_of(const std::string& properties) {
    const auto file = read_file_head(
        "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
        "xmlns:gml='http://www.opengis.net/gml'>" +
        properties +
        "<cityObjectMember><Building><gml:name>town hall</gml:name><gml:description>old"
        "</gml:description></Building></cityObjectMember></CityModel>");
    EXPECT_TRUE(file);
    return file ? file->head : citymodel::CityFileHead{};
}

TEST(FileHead, AModelIsCalledByItsNameElseByItsDescription) {
    EXPECT_EQ(head_of("").title, "") << "a building's name is not the model's";
    const auto described = head_of("<gml:description>\n  Deutz &amp;\n  Kalk </gml:description>");
    EXPECT_EQ(described.title, "Deutz & Kalk");
    EXPECT_TRUE(described.facts.empty());
    const auto both =
        head_of("<gml:description>as of 2024</gml:description><gml:name>K\u00F6ln</gml:name>");
    EXPECT_EQ(both.title, "K\u00F6ln");
    ASSERT_EQ(both.facts.size(), 1U);
    EXPECT_EQ(both.facts[0], std::pair(std::string("description"), std::string("as of 2024")));
    // However long, and in whatever bytes.
    std::string umlauts;
    for (int i = 0; i < 900; ++i)
        umlauts += "\u00E4";
    const std::string begin = head_of("<gml:name>a" + umlauts + "</gml:name>").title;
    EXPECT_GE(begin.size(), 1'000U);
    EXPECT_LE(begin.size(), 1'001U);
    EXPECT_EQ(begin.size() % 2, 1U) << "no character is cut";
    EXPECT_EQ(head_of("<gml:name>K\xF6ln</gml:name>").title, "K\uFFFDln");
}

}  // namespace
}  // namespace belvedere::content::citygml
