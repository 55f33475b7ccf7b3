// SPDX-License-Identifier: Apache-2.0
// Code lists as cities write them.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/citygml/codelists.hpp"

namespace belvedere::content::citygml {
namespace {

using ::testing::Pair;
using ::testing::UnorderedElementsAre;

std::string list_of(const std::string& definitions) {
    return "<?xml version='1.0'?><!-- a list --><gml:Dictionary "
           "xmlns:gml='http://www.opengis.net/gml'><gml:name>roofs</gml:name>" +
           definitions + "</gml:Dictionary>";
}

std::string definition(const std::string& parts) {
    return "<gml:dictionaryEntry><gml:Definition gml:id='d'>" + parts +
           "</gml:Definition></gml:dictionaryEntry>";
}

TEST(Codelists, NamesAreCodesAndDescriptionsWhatTheyMean) {
    EXPECT_THAT(read_codelist(list_of(
                    definition("<gml:description>Flat</gml:description><gml:name>1</gml:name>") +
                    definition("<gml:name>2</gml:name><gml:description>A &amp; B</gml:description>"
                               "<gml:identifier codeSpace='x'>other</gml:identifier>"))),
                UnorderedElementsAre(Pair("1", "Flat"), Pair("2", "A & B")));
}

TEST(Codelists, WithoutDescriptionsTheNameIsWhatACodeMeans) {
    EXPECT_THAT(
        read_codelist(list_of(
            definition("<gml:identifier codeSpace='urn:x'>1000</gml:identifier>"
                       "<gml:name>Habitation</gml:name>") +
            definition("<gml:name>Business</gml:name><gml:name codeSpace='urn:x'>1010"
                       "</gml:name>") +
            definition("<gml:name codeSpace='urn:x'>1020</gml:name><gml:name>School</gml:name>") +
            definition("<gml:name>1030</gml:name>"))),
        UnorderedElementsAre(Pair("1000", "Habitation"), Pair("1010", "Business"),
                             Pair("1020", "School")));
}

}  // namespace
}  // namespace belvedere::content::citygml
