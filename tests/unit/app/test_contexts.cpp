// SPDX-License-Identifier: Apache-2.0
// From where JSON-LD contexts may be fetched: a list of the project's, and what a window does of
// it.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "app/project/allowed_contexts.hpp"
#include "app/project/project_json.hpp"
#include "app/window/live_work.hpp"
#include "app/window/panel_builder.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(AllowedContexts, AHostIsAllThatLiesOnIt) {
    EXPECT_EQ(*project::allowed_context_of("uri.etsi.org"), "https://uri.etsi.org/");
    EXPECT_EQ(*project::allowed_context_of("HTTPS://Uri.Etsi.org:443/a/../ngsi-ld"),
              "https://uri.etsi.org/ngsi-ld");
    EXPECT_EQ(*project::allowed_context_of("http://context:8080"), "http://context:8080/");
    for (const char* wrong : {"", "mqtt://a.example", "https://", "https://me:secret@a.example/",
                              "a.example/x?y=1", "a b\ncr", "file:///etc/passwd"})
        EXPECT_FALSE(project::allowed_context_of(wrong)) << wrong;
    EXPECT_FALSE(project::allowed_context_of("a.example/" + std::string(600, 'x')));
}

TEST(AllowedContexts, NothingLeadsOutOfWhatIsAllowed) {
    const std::vector<std::string> allowed = {"https://a.example/", "https://b.example/ngsi-ld"};
    const auto is_allowed = [&](const char* url) {
        return project::is_allowed_context(allowed, url);
    };
    EXPECT_TRUE(is_allowed("https://a.example/x/context.jsonld"));
    EXPECT_TRUE(is_allowed("https://A.example:443/x"));
    EXPECT_TRUE(is_allowed("https://b.example/ngsi-ld"));
    EXPECT_TRUE(is_allowed("https://b.example/ngsi-ld/v1/core.jsonld"));
    EXPECT_FALSE(is_allowed("https://b.example/ngsi-ld-other"));
    EXPECT_FALSE(is_allowed("https://b.example/ngsi-ld/../secret"));
    EXPECT_FALSE(is_allowed("https://b.example/ngsi-ld/%2e%2e/secret"));
    EXPECT_FALSE(is_allowed("http://a.example/x"));
    EXPECT_FALSE(is_allowed("https://a.example.evil.example/"));
    EXPECT_FALSE(is_allowed("https://a.example@evil.example/"));
    EXPECT_FALSE(is_allowed("https://me@a.example/"));
    EXPECT_FALSE(is_allowed("a.example"));
    EXPECT_FALSE(is_allowed(""));
    EXPECT_FALSE(project::is_allowed_context({}, "https://a.example/"));
    EXPECT_EQ(project::host_of_context("https://a.example/x/y?z"), "https://a.example/");
    EXPECT_EQ(project::host_of_context("urn:context"), "");
}

TEST(AllowedContexts, TheProjectFileHoldsThem) {
    project::Project project;
    EXPECT_THAT(project::to_json(project), testing::Not(HasSubstr("contexts")));
    project.contexts = {"https://a.example/", "http://b.example/x"};
    const auto again = project::from_json(project::to_json(project));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->contexts, project.contexts);
    const auto read = [](const std::string& list) {
        return project::from_json(R"({"belvedere_project":1,"contexts":)" + list + "}");
    };
    EXPECT_THAT(read(R"(["a.example","https://a.example/"])")->contexts,
                ElementsAre("https://a.example/"));
    EXPECT_TRUE(read("null")->contexts.empty());
    EXPECT_FALSE(read(R"("a.example")"));
    EXPECT_FALSE(read("[7]"));
    EXPECT_FALSE(read(R"(["file:///etc/passwd"])"));
    std::string many = R"(["x0.example")";
    for (std::size_t i = 1; i <= project::kAllowedContextsMax; ++i)
        many += ",\"x" + std::to_string(i) + ".example\"";
    EXPECT_FALSE(read(many + "]"));
}

class ContextsTest : public SessionTest {
  protected:
    [[nodiscard]] const std::vector<std::string>& contexts() const {
        return session->history.now().contexts;
    }
};

TEST_F(ContextsTest, AllowingIsAStepOfTheProject) {
    run("feed.allow_context address=\"uri.etsi.org\"");
    run("feed.allow_context address=\"https://uri.etsi.org/\"");
    EXPECT_THAT(contexts(), ElementsAre("https://uri.etsi.org/"));
    run("feed.refuse_context address=\"https://uri.etsi.org/\"");
    EXPECT_TRUE(contexts().empty());
    run("edit.undo");
    EXPECT_THAT(contexts(), ElementsAre("https://uri.etsi.org/"));
    run("edit.undo");
    EXPECT_TRUE(contexts().empty());
    for (const char* wrong : {"feed.allow_context address=\"mqtt://a\"",
                              "feed.refuse_context address=\"https://a.example/\""}) {
        const auto call = command::parse_call(wrong);
        ASSERT_TRUE(call);
        EXPECT_FALSE(registry.invoke(*call)) << wrong;
    }
}

TEST_F(ContextsTest, WhatIsRefusedIsToldAndCanBeAllowed) {
    const std::string url = "https://127.0.0.1:9/context.jsonld";
    EXPECT_EQ(session->live.contexts().documents()->find(url), nullptr);
    run("feed.connect url=\"sim:demo?inhabitants=100\"");
    (void)session->live.take_in(0.1);
    window::tell_feeds(*session);
    ASSERT_FALSE(session->notices.empty());
    EXPECT_THAT(session->notices.back().text, HasSubstr(url));
    const std::size_t told = session->notices.size();
    window::tell_feeds(*session);
    EXPECT_EQ(session->notices.size(), told) << "once";
    project::Project shown = session->history.now();
    shown.layout.bottom_open = true;
    shown.layout.bottom_tab = "feeds";
    session->history.amend(shown);
    window::PanelBuilder builder(*session, registry);
    const panels::FeedsState& feeds = builder.build({}, std::nullopt).feeds;
    ASSERT_EQ(feeds.missed_contexts.size(), 1U);
    EXPECT_THAT(feeds.missed_contexts[0].told, HasSubstr(url));
    EXPECT_EQ(feeds.missed_contexts[0].host, "https://127.0.0.1:9/");
    run("feed.allow_context address=\"" + feeds.missed_contexts[0].host + "\"");
    ASSERT_TRUE(wait_until([&] {
        (void)session->live.take_in(0.1);
        const auto missed = session->live.contexts().missed();
        return missed.size() == 1 && missed[0].state == live::ContextState::kFailed;
    })) << "nobody answers there";
    EXPECT_TRUE(builder.build({}, std::nullopt).feeds.missed_contexts[0].is_failed);
}

}  // namespace
}  // namespace belvedere::test
