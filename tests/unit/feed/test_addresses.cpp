// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "engine/feed/mqtt_address.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/feed/secret.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::feed {
namespace {

TEST(MqttAddress, HasPartsAndDefaults) {
    const auto plain = parse_mqtt_address("mqtt://broker.example");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->port, 1883);
    EXPECT_EQ(plain->topic, "#");
    EXPECT_FALSE(plain->is_encrypted);
    EXPECT_EQ(plain->version, MqttVersion::k3_1_1);
    const auto full = parse_mqtt_address(
        "mqtts://me%40city@[::1]:9999/a/+/b%20c/#?qos=1&version=5&client=x&cert=c&key=k&ca=a");
    ASSERT_TRUE(full) << full.error().message;
    EXPECT_TRUE(full->is_encrypted);
    EXPECT_EQ(full->user, "me@city");
    EXPECT_EQ(full->host, "::1");
    EXPECT_EQ(full->port, 9999);
    EXPECT_EQ(full->topic, "a/+/b c/#");
    EXPECT_EQ(full->qos, 1);
    EXPECT_EQ(full->version, MqttVersion::k5);
    EXPECT_EQ(full->certificate_file, "c");
    EXPECT_EQ(parse_mqtt_address("mqtts://h")->port, 8883);
}

TEST(MqttAddress, WhatIsWrongIsUsage) {
    for (const char* url :
         {"http://h", "mqtt://", "mqtt://:1", "mqtt://h:0", "mqtt://h:65536", "mqtt://h:1x",
          "mqtt://me:pw@h", "mqtt://h?qos=3", "mqtt://h?version=4", "mqtt://h?cert=c",
          "mqtt://h?what=1", "mqtt://h/%zz", "mqtt://h?secret=x"}) {
        const auto address = parse_mqtt_address(url);
        ASSERT_FALSE(address) << url;
        EXPECT_FALSE(address.error().message.empty());
    }
}

TEST(MqttAddress, SecretsAreTheirOwnersAlone) {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "secret";
    std::ofstream(file) << "open sesame\nmore\n";
    using std::filesystem::perms;
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write | perms::group_read);
    const auto shown = read_secret(file.string());
    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().kind, ErrorKind::kDenied);
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write);
    EXPECT_EQ(*read_secret(file.string()), "open sesame");
    EXPECT_FALSE(read_secret((folder.path() / "none").string()));
}

TEST(PollAddress, OursAreTakenTheRestIsTheServers) {
    const auto address =
        parse_poll_address("ngsi-ld+https://h:1/ngsi-ld/v1?type=T&poll=30&tenant=city&q=a%3E1");
    ASSERT_TRUE(address);
    EXPECT_EQ(address->protocol, PollProtocol::kNgsiLd);
    EXPECT_EQ(address->period_s, 30.0);
    EXPECT_EQ(address->tenant, "city");
    EXPECT_TRUE(address->url.starts_with("https://h:1/ngsi-ld/v1/entities?type=T&q=a"));
    const std::string changed = first_page(*address, {1'767'268'800'000'000});
    EXPECT_NE(changed.find("q=modifiedAt%3E%3D2026-01-01T12:00:00Z;a"), std::string::npos)
        << changed;
    EXPECT_NE(changed.find("limit="), std::string::npos);
    const std::string span = first_page(*address, {1'767'268'800'000'000}, {1'767'268'860'000'000});
    EXPECT_NE(span.find("q=modifiedAt%3E%3D2026-01-01T12:00:00Z;modifiedAt%3C%3D2026-01-01T12:01:"
                        "00Z;a"),
              std::string::npos)
        << span;
    const auto either = parse_poll_address("ngsi-ld+http://h/ngsi-ld/v1?q=a|b&type=T");
    EXPECT_NE(first_page(*either, {1}).find("Z;(a|b)&type"), std::string::npos)
        << first_page(*either, {1}) << ": \"and\" binds closer";
    EXPECT_EQ(first_page(*address, {}).find("modifiedAt"), std::string::npos);
    const auto things = parse_poll_address("sta+http://h/v1.1/");
    ASSERT_TRUE(things);
    EXPECT_EQ(things->url, "http://h/v1.1/Things");
    EXPECT_NE(first_page(*things, {}).find("$expand=Locations"), std::string::npos);
    EXPECT_EQ(parse_poll_address("gtfs-rt+http://h/v.pb")->url, "http://h/v.pb");
}

TEST(PollAddress, WhatIsWrongIsRefused) {
    for (const char* url : {"http://h", "ngsi-ld+ftp://h", "ngsi-ld+http://", "sta+http://u:p@h",
                            "sta+http://h?poll=0", "sta+http://h?poll=x", "ngsi-ld+"}) {
        EXPECT_FALSE(parse_poll_address(url)) << url;
    }
}

TEST(PollAddress, LinksSayWhatIsNext) {
    EXPECT_EQ(next_of_link(R"(</a?x=1>; rel="prev", </b>; type="t"; rel="next")"), "/b");
    EXPECT_EQ(next_of_link(R"(<http://h/c>;rel=next)"), "http://h/c");
    EXPECT_EQ(next_of_link(R"(<http://h/c>; rel="http://www.w3.org/ns/json-ld#context")"), "");
    EXPECT_EQ(next_of_link("<unclosed"), "");
    EXPECT_EQ(next_of_link(""), "");
}

}  // namespace
}  // namespace belvedere::feed
