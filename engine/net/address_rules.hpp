// SPDX-License-Identifier: Apache-2.0
// Which network addresses a data set may make the program connect to.
#pragma once

struct sockaddr;

namespace belvedere::net {

// Loopback, private, link-local, shared, multicast and other special-purpose addresses (RFC 6890,
// IPv4 inside IPv6 included): a tileset from the internet must not make this machine ask its own
// network. False for addresses of other families.
[[nodiscard]] bool is_private_address(const sockaddr* address);

}  // namespace belvedere::net
