// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/city/feature_kind.hpp"
#include "app/describe/object_facts.hpp"

namespace belvedere::describe {
namespace {

city::FeatureRecord record(std::vector<city::FeatureAttribute> attributes) {
    city::FeatureRecord made;
    made.id = "B0000017";
    made.class_name = "building";
    made.attributes = std::move(attributes);
    return made;
}

TEST(ObjectFacts, ReadNamesOfManySources) {
    const ObjectFacts citygml = facts_of(record({{"gml:name", "Rathaus", "STRING", ""},
                                                 {"bldg:function", "town hall", "STRING", ""},
                                                 {"bldg:measuredHeight", "24.5", "DOUBLE", "m"},
                                                 {"bldg:storeysAboveGround", "4", "INT", ""}}));
    EXPECT_EQ(citygml.name, "Rathaus");
    EXPECT_EQ(citygml.function, "town hall");
    EXPECT_DOUBLE_EQ(citygml.height_m.value_or(0.0), 24.5);
    EXPECT_EQ(citygml.storeys, 4U);
    const ObjectFacts osm = facts_of(record({{"addr:street", "Elm Street", "", ""},
                                             {"addr:housenumber", "12", "", ""},
                                             {"building:levels", "3", "", ""},
                                             {"height", "32.8084", "", "ft"}}));
    EXPECT_EQ(osm.street, "Elm Street");
    EXPECT_EQ(osm.house_number, "12");
    EXPECT_EQ(osm.storeys, 3U);
    EXPECT_NEAR(osm.height_m.value_or(0.0), 10.0, 1e-4);
}

TEST(ObjectFacts, LeaveOutWhatIsACodeForUnknown) {
    const ObjectFacts facts = facts_of(record({{"name", "", "", ""},
                                               {"measuredHeight", "-9999", "", ""},
                                               {"storeysAboveGround", "9999", "", ""},
                                               {"height", "thirteen", "", ""}}));
    EXPECT_TRUE(facts.name.empty());
    EXPECT_FALSE(facts.height_m);
    EXPECT_FALSE(facts.storeys);
}

TEST(ObjectFacts, MatchByTextAndByAttribute) {
    const auto school =
        record({{"bldg:function", "School", "", ""}, {"name", "Lindenhof", "", ""}});
    EXPECT_TRUE(matches(school, "school"));
    EXPECT_TRUE(matches(school, "linden"));
    EXPECT_TRUE(matches(school, "b0000017"));
    EXPECT_TRUE(matches(school, "function=school"));
    EXPECT_FALSE(matches(school, "name=school"));
    EXPECT_FALSE(matches(school, "hospital"));
}

TEST(FeatureKind, IsReadFromClassesAndColumns) {
    using city::FeatureKind;
    using city::kind_of_class;
    EXPECT_EQ(kind_of_class("bldg:Building", {}), FeatureKind::kBuilding);
    EXPECT_EQ(kind_of_class("SolitaryVegetationObject", {}), FeatureKind::kTree);
    EXPECT_EQ(kind_of_class("TINRelief", {}), FeatureKind::kLand);
    EXPECT_EQ(kind_of_class("RoadBridge", {}), FeatureKind::kBridge);
    const std::string_view columns[] = {"id", "measuredHeight"};
    EXPECT_EQ(kind_of_class("batch table", columns), FeatureKind::kBuilding);
    EXPECT_EQ(kind_of_class("", {}), FeatureKind::kOther);
}

}  // namespace
}  // namespace belvedere::describe
