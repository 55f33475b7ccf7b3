// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/net/uri.hpp"

namespace belvedere::net {
namespace {

std::string resolved(const std::string& base, const std::string& reference) {
    const auto from = parse_uri(base);
    const auto to = parse_uri(reference);
    if (!from || !to) return "refused";
    return to_string(resolve(*from, *to));
}

// RFC 3986, section 5.4, without fragments.
TEST(Uri, ResolvesTheExamplesOfTheStandard) {
    const std::string base = "http://a/b/c/d;p?q";
    const std::pair<const char*, const char*> cases[] = {{"g:h", "g:h"},
                                                         {"g", "http://a/b/c/g"},
                                                         {"./g", "http://a/b/c/g"},
                                                         {"g/", "http://a/b/c/g/"},
                                                         {"/g", "http://a/g"},
                                                         {"//g", "http://g/"},
                                                         {"?y", "http://a/b/c/d;p?y"},
                                                         {"g?y", "http://a/b/c/g?y"},
                                                         {"", "http://a/b/c/d;p?q"},
                                                         {"#s", "http://a/b/c/d;p?q"},
                                                         {".", "http://a/b/c/"},
                                                         {"./", "http://a/b/c/"},
                                                         {"..", "http://a/b/"},
                                                         {"../", "http://a/b/"},
                                                         {"../g", "http://a/b/g"},
                                                         {"../..", "http://a/"},
                                                         {"../../g", "http://a/g"},
                                                         {"../../../g", "http://a/g"},
                                                         {"/./g", "http://a/g"},
                                                         {"/../g", "http://a/g"},
                                                         {"g.", "http://a/b/c/g."},
                                                         {"..g", "http://a/b/c/..g"},
                                                         {"./../g", "http://a/b/g"},
                                                         {"g/./h", "http://a/b/c/g/h"},
                                                         {"g/../h", "http://a/b/c/h"}};
    for (const auto& [reference, expected] : cases) {
        EXPECT_EQ(resolved(base, reference), expected) << reference;
    }
}

TEST(Uri, BringsSpellingsOfOneAddressTogether) {
    EXPECT_EQ(resolved("http://x/", "HTTP://Example.COM:80/%7ea/%c3%bc"),
              "http://example.com/~a/%C3%BC");
    EXPECT_EQ(resolved("http://x/a/", "ü b.glb"), "http://x/a/%C3%BC%20b.glb");
    EXPECT_EQ(resolved("https://x:443/a", "b"), "https://x/b");
}

TEST(Uri, RefusesWhatNobodyMeans) {
    for (const std::string& text :
         {std::string("a%00b"), std::string("a\0b", 3), std::string("a\nb"), std::string("%zz"),
          std::string("%4"), std::string("http://h:99x/"), std::string(9000, 'a')}) {
        EXPECT_FALSE(parse_uri(text)) << text.substr(0, 20);
    }
}

TEST(Uri, KeepsCredentialsOutOfItsText) {
    const auto uri = parse_uri("https://me:secret@host/a");
    ASSERT_TRUE(uri);
    EXPECT_EQ(uri->user_info, "me:secret");
    EXPECT_EQ(to_string(*uri), "https://host/a");
    EXPECT_EQ(origin_of(*uri), "https://host:443");
}

TEST(Uri, DecodesPercentSignsOnce) {
    EXPECT_EQ(percent_decoded("a%20b%2520").value(), "a b%20");
    EXPECT_FALSE(percent_decoded("%00"));
}

}  // namespace
}  // namespace belvedere::net
