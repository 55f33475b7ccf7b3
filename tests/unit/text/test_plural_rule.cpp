// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/text/plural_rule.hpp"

namespace belvedere::text {
namespace {

std::vector<std::size_t> forms_of(const std::string& header, std::vector<std::uint64_t> numbers) {
    const auto rule = PluralRule::parse(header);
    EXPECT_TRUE(rule) << (rule ? "" : rule.error().message);
    std::vector<std::size_t> forms;
    for (const std::uint64_t n : numbers)
        forms.push_back(rule ? rule->form_of(n) : 99);
    return forms;
}

using Forms = std::vector<std::size_t>;

TEST(PluralRule, EnglishIsTheRuleOfNone) {
    const PluralRule rule;
    EXPECT_EQ(rule.forms(), 2U);
    EXPECT_EQ(rule.form_of(1), 0U);
    EXPECT_EQ(rule.form_of(0), 1U);
    EXPECT_EQ(rule.form_of(2), 1U);
}

TEST(PluralRule, RussianHasThreeForms) {
    EXPECT_EQ(forms_of("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
                       "(n%100<12 || n%100>14) ? 1 : 2);",
                       {1, 2, 5, 11, 12, 21, 22, 25, 101, 111, 112, 0}),
              (Forms{0, 1, 2, 2, 2, 0, 1, 2, 0, 2, 2, 2}));
}

TEST(PluralRule, ArabicHasSixForms) {
    EXPECT_EQ(forms_of("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 "
                       "? 3 : n%100>=11 ? 4 : 5);",
                       {0, 1, 2, 3, 10, 11, 99, 100, 102, 103}),
              (Forms{0, 1, 2, 3, 3, 4, 4, 5, 5, 3}));
}

TEST(PluralRule, DivisionByZeroAndFormsBeyondTheLastMeanTheFirst) {
    EXPECT_EQ(forms_of("nplurals=2; plural=n/0", {3}), Forms{0});
    EXPECT_EQ(forms_of("nplurals=2; plural=n%0 + 7", {3}), Forms{0});
}

TEST(PluralRule, BindsAsCDoes) {
    EXPECT_EQ(forms_of("nplurals=6; plural=1+2*2", {0}), Forms{5});
    EXPECT_EQ(forms_of("nplurals=6; plural=5-2-1", {0}), Forms{2});
    EXPECT_EQ(forms_of("nplurals=2; plural=!n==1", {0, 1}), (Forms{1, 0}));
    EXPECT_EQ(forms_of("nplurals=2; plural=0 && 0 || 1", {0}), Forms{1});
}

TEST(PluralRule, RefusesWhatItDoesNotKnow) {
    for (const char* header :
         {"", "nplurals=2", "nplurals=0; plural=0", "nplurals=7; plural=0", "nplurals=2; plural=",
          "nplurals=2; plural=(n", "nplurals=2; plural=n!", "nplurals=2; plural=system(1)",
          "nplurals=2; plural=n ? 1", "nplurals=2; plural=99999999999999999999999"}) {
        EXPECT_FALSE(PluralRule::parse(header)) << header;
    }
    const std::string deep = "nplurals=2; plural=" + std::string(100, '(') + "n";
    EXPECT_EQ(PluralRule::parse(deep).error().kind, ErrorKind::kLimit);
    std::string many = "nplurals=2; plural=n";
    for (int i = 0; i < 300; ++i)
        many += "+n";
    EXPECT_EQ(PluralRule::parse(many).error().kind, ErrorKind::kLimit);
}

}  // namespace
}  // namespace belvedere::text
