// SPDX-License-Identifier: Apache-2.0
// What tests of set text share: the fonts of this machine and short ways to say what they expect.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/text/font_faces.hpp"
#include "engine/text/typesetter.hpp"

namespace belvedere::text {

class TextTest : public ::testing::Test {
  protected:
    [[nodiscard]] ShapedLine line(const std::string& utf8, const TextLayout& layout = {}) {
        return typesetter_.set(utf8, style_, layout)->lines[0];
    }
    // Bytes of the clusters from left to right.
    [[nodiscard]] static std::vector<std::uint32_t> visual_bytes(const ShapedLine& line) {
        std::vector<std::uint32_t> bytes;
        for (const Cluster& cluster : line.clusters)
            bytes.push_back(cluster.byte);
        return bytes;
    }
    // The lines as text.
    [[nodiscard]] std::vector<std::string> lines_of(const std::string& utf8, float width_px) {
        TextLayout layout;
        layout.width_px = width_px;
        std::vector<std::string> lines;
        for (const ShapedLine& each : typesetter_.set(utf8, style_, layout)->lines)
            lines.push_back(utf8.substr(each.byte_begin, each.byte_end - each.byte_begin));
        return lines;
    }
    [[nodiscard]] float width(const std::string& utf8) {
        return typesetter_.set(utf8, style_)->width_px;
    }

    FontFaces faces_;
    Typesetter typesetter_{faces_};
    TextStyle style_;
};

}  // namespace belvedere::text
