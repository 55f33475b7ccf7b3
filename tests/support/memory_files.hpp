// SPDX-License-Identifier: Apache-2.0
// Files that lie beside a content, in memory.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/content/decode/decode_content.hpp"

namespace belvedere::test {

// Finds what a test has put in; everything else is kNotFound.
class MemoryFiles final : public content::ResourceReader {
  public:
    Result<Bytes> read(std::string_view uri) override {
        const auto found = files.find(std::string(uri));
        if (found == files.end()) return fail(ErrorKind::kNotFound, std::string(uri) + ": none");
        return found->second;
    }
    std::map<std::string, Bytes> files;
};

}  // namespace belvedere::test
