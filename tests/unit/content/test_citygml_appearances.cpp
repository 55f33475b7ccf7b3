// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/content/decode/citygml/file_appearances.hpp"
#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/stretches.hpp"

namespace belvedere::content::citygml {
namespace {

std::string material(const std::string& color, const std::string& target, const std::string& id) {
    return "<surfaceDataMember><X3DMaterial" + (id.empty() ? "" : " gml:id='" + id + "'") +
           "><diffuseColor>" + color + "</diffuseColor><target>#" + target +
           "</target></X3DMaterial></surfaceDataMember>";
}

std::string appearance(const std::string& theme, const std::string& members) {
    return "<appearanceMember><Appearance><theme>" + theme + "</theme>" + members +
           "</Appearance></appearanceMember>";
}

struct FileAppearancesTest : testing::Test {
    const AppearanceIndex& index_of(const std::string& text) {
        appearances.find(text, 0, find_marks(text));
        return appearances.index(text);
    }
    const SurfaceData& data_of(const AppearanceIndex& index, const std::string& target) {
        const auto found = index.find(id_hash(target));
        EXPECT_EQ(found.size(), 1U) << target;
        return index.surface_data()[found.front().surface_data];
    }

    std::vector<citymodel::FileRange> told;
    Passed passed = [this](const citymodel::FileRange& range) { told.push_back(range); };
    FileAppearances appearances{passed};
};

TEST_F(FileAppearancesTest, OneMaterialThatIsRepeatedIsOne) {
    std::string members;
    for (int i = 0; i < 1000; ++i)
        members += material(i % 2 == 0 ? "1 0 0" : "0 1 0", "p" + std::to_string(i), "");
    const auto& index = index_of("<m>" + appearance("day", members) +
                                 appearance("night", material("1 0 0", "q", "")) + "</m>");
    EXPECT_EQ(index.surface_data().size(), 3U);  // A theme's materials are its own.
    for (int i = 0; i < 1000; ++i) {
        const SurfaceData& data = data_of(index, "p" + std::to_string(i));
        EXPECT_EQ(data.material.diffuse[0], i % 2 == 0 ? 1.0F : 0.0F);
        EXPECT_EQ(index.themes()[data.theme], "day");
    }
    EXPECT_EQ(index.themes()[data_of(index, "q").theme], "night");
}

TEST_F(FileAppearancesTest, WhatHasANameOfItsOwnStays) {
    const auto& index =
        index_of(appearance("", material("1 0 0", "a", "m1") + material("1 0 0", "b", "m2")));
    EXPECT_EQ(data_of(index, "a").id, "m1");
    EXPECT_EQ(data_of(index, "b").id, "m2");
}

TEST_F(FileAppearancesTest, KnowsWhereEachBeginsAndSaysWhatMayGo) {
    const std::string first = appearance("a", ""), second = appearance("b", "");
    const std::string text = "<m>" + first + " " + second + "<appearanceMember><Appearance>";
    (void)index_of(text);
    ASSERT_EQ(appearances.ranges().size(), 2U);  // One that does not end is none.
    ASSERT_NE(appearances.at(3), nullptr);
    EXPECT_EQ(appearances.at(3)->bytes, first.size());
    EXPECT_EQ(appearances.at(4), nullptr);
    EXPECT_EQ(appearances.at(3 + first.size() + 1)->bytes, second.size());
    EXPECT_EQ(appearances.at(text.size() + 9), nullptr);
    EXPECT_EQ(told.size(), 2U);
}

}  // namespace
}  // namespace belvedere::content::citygml
