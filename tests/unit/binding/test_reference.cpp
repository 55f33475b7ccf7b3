// SPDX-License-Identifier: Apache-2.0
#include "app/binding/reference.hpp"

#include <gmock/gmock.h>

namespace belvedere::binding {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Reference, PropertiesThatNameAnObjectAreKnownInAnySpelling) {
    for (const char* name : {"refBuilding", "ref_building", "gml:id", "gmlId", "citygml_id",
                             "locatedIn", "isLocatedIn", "buildingId", "feature-id"})
        EXPECT_TRUE(is_reference_property(name)) << name;
    for (const char* name :
         {"temperature", "", "refDevice", "buildings", "location",
          "anameofmorethansixtyfourlettersisnobodysanameofmorethansixtyfourletters"})
        EXPECT_FALSE(is_reference_property(name)) << name;
}

TEST(Reference, NamesAreTriedFromTheLiteralToTheLast) {
    EXPECT_THAT(names_in_reference("B0000017"), ElementsAre("B0000017"));
    EXPECT_THAT(names_in_reference("urn:ngsi-ld:Building:B0000017"),
                ElementsAre("urn:ngsi-ld:Building:B0000017", "Building:B0000017", "B0000017"));
    EXPECT_THAT(names_in_reference("urn:uuid:1-2"), ElementsAre("urn:uuid:1-2", "1-2"));
    EXPECT_THAT(names_in_reference("https://city.example/buildings/B17?x=1#y"),
                ElementsAre("https://city.example/buildings/B17?x=1#y", "y", "B17"));
    EXPECT_THAT(names_in_reference("file.gml#UUID_1"), ElementsAre("file.gml#UUID_1", "UUID_1"));
}

TEST(Reference, ListsNameAllTheirTextsAndNoMoreThanTheLimit) {
    EXPECT_THAT(names_in_reference(R"(["A","urn:a:B"])"), ElementsAre("A", "urn:a:B", "B"));
    EXPECT_THAT(names_in_reference(""), IsEmpty());
    EXPECT_THAT(names_in_reference("[]"), IsEmpty());
    EXPECT_THAT(names_in_reference(R"(["never ends)"), IsEmpty());
    std::string many = "[";
    for (int i = 0; i < 100; ++i)
        many += "\"n" + std::to_string(i) + "\",";
    EXPECT_EQ(names_in_reference(many + "]").size(), kReferenceNamesMax);
}

}  // namespace
}  // namespace belvedere::binding
