// SPDX-License-Identifier: Apache-2.0
// Seam of what references (xlink:href) name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace belvedere::content::citygml {

// Finds what a reference names outside the member that is being read.
class ElementFinder {
  public:
    virtual ~ElementFinder() = default;
    struct Found {
        std::string_view text;      // The whole element; lives as long as the finder. Empty: none.
        std::uint64_t offset = 0;   // In the city file; meaningless in another one.
        bool is_elsewhere = false;  // In another file than the city file.
        std::string problem;        // Why there is none.
    };
    // `href` is "#id" or "other.gml#id". Any thread; may block.
    [[nodiscard]] virtual Found find(const std::string& href) const = 0;
};

}  // namespace belvedere::content::citygml
