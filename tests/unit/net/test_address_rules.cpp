// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <string>

#include "engine/net/address_rules.hpp"

namespace belvedere::net {
namespace {

bool is_private(const std::string& text) {
    sockaddr_storage storage{};
    if (text.find(':') == std::string::npos) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &in.sin_addr), 1);
        std::memcpy(&storage, &in, sizeof in);
    } else {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &in.sin6_addr), 1);
        std::memcpy(&storage, &in, sizeof in);
    }
    return is_private_address(static_cast<const sockaddr*>(static_cast<const void*>(&storage)));
}

TEST(AddressRules, KnowsWhatIsNotOnTheInternet) {
    for (const char* address : {"127.0.0.1",
                                "127.8.8.8",
                                "10.0.0.1",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "169.254.169.254",
                                "0.0.0.0",
                                "100.64.0.1",
                                "224.0.0.1",
                                "255.255.255.255",
                                "::1",
                                "::",
                                "fe80::1",
                                "fd00::1",
                                "ff02::1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.1.1.1",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::"}) {
        EXPECT_TRUE(is_private(address)) << address;
    }
    for (const char* address : {"8.8.8.8", "172.15.0.1", "172.32.0.1", "193.1.1.1", "100.128.0.1",
                                "2001:4860:4860::8888", "::ffff:8.8.8.8"}) {
        EXPECT_FALSE(is_private(address)) << address;
    }
}

}  // namespace
}  // namespace belvedere::net
