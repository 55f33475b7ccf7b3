// SPDX-License-Identifier: Apache-2.0
// simdjson for pieces of a file, with this module's limits. For .cpp files of this folder only.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace belvedere::content::cityjson {

// Keeps simdjson's memory from one piece to the next. One job at a time; what was parsed lives
// until the next call.
class PieceParser {
  public:
    PieceParser();
    ~PieceParser();
    PieceParser(const PieceParser&) = delete;
    PieceParser& operator=(const PieceParser&) = delete;

    // Parses text[first, end): in place when enough of `text` follows, else from a copy. Returns a
    // simdjson::dom::element by address, null when it is no JSON, nests deeper than
    // citymodel::limits::kCityDepth or is over kCityMemberBytes.
    [[nodiscard]] const void* parse(std::string_view text, std::size_t first, std::size_t end);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::content::cityjson
