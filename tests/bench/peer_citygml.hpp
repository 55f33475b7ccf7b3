// SPDX-License-Identifier: Apache-2.0
// libcitygml (Debian: libcitygml-dev), where it was there when this was built.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace belvedere::bench {

struct PeerCity {
    std::uint64_t objects = 0, polygons = 0, triangles = 0;
};

// Whether there is anything to measure beside.
[[nodiscard]] bool has_libcitygml();

// Reads a file whole with its triangles, all levels of detail, in its own coordinates: images are
// named and not read, and nothing is put elsewhere on Earth. Nothing when it cannot.
[[nodiscard]] std::optional<PeerCity> read_with_libcitygml(const std::string& path);

}  // namespace belvedere::bench
