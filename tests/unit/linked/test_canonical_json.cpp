// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/canonical_json.hpp"

#include <string>

#include <gtest/gtest.h>

namespace belvedere::linked {
namespace {

TEST(CanonicalJson, NumbersAreAsEcmaScriptWritesThem) {
    // RFC 8785, appendix B, and its example of sorting, section 3.2.3.
    EXPECT_EQ(*canonical_json("[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]"),
              "[333333333.3333333,1e+30,4.5,0.002,1e-27]");
    EXPECT_EQ(*canonical_json("[0,-0.0,1e21,1e20,1e-6,1e-7,-5e-324,9007199254740992]"),
              "[0,0,1e+21,100000000000000000000,0.000001,1e-7,-5e-324,9007199254740992]");
}

TEST(CanonicalJson, MembersAreInOrderOfUtf16) {
    EXPECT_EQ(*canonical_json("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,"
                              "\"\\u0080\":6,\"\\u00f6\":7}"),
              "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001F600\":5,"
              "\"\uFB33\":3}");
    EXPECT_EQ(*canonical_json(R"([ "\u000f\b\u20ac\/", null , true ])"),
              "[\"\\u000f\\b\u20ac/\",null,true]");
}

TEST(CanonicalJson, WhatHasNoFormIsRefused) {
    for (const char* text : {"", "{", "1e999", "[NaN]"})
        EXPECT_FALSE(canonical_json(text)) << text;
    EXPECT_FALSE(canonical_json(std::string(100'000, '[')));
}

}  // namespace
}  // namespace belvedere::linked
