// SPDX-License-Identifier: Apache-2.0
// Splits a model's text between members, far faster than its tags can be read.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/content/decode/citymodel/city_file.hpp"

namespace belvedere::content::citygml {

// Is told which part of a text was passed over, in pieces of some megabytes: mapped pages of it may
// go, so that looking through gigabytes does not fill the memory with them.
using Passed = std::function<void(const citymodel::FileRange&)>;

// What one pass over all bytes of a text finds, in order.
struct TextMarks {
    // Comments, CDATA sections and processing instructions: where a tag is none.
    std::vector<citymodel::FileRange> hidden;
    // Where "appearanceMember" stands, in tags and elsewhere.
    std::vector<std::uint64_t> appearances;
};
[[nodiscard]] TextMarks find_marks(std::string_view text, const Passed& passed = {});

// Complete appearanceMember elements from `begin` on, wherever they stand.
[[nodiscard]] std::vector<citymodel::FileRange> appearance_ranges(std::string_view text,
                                                                  std::uint64_t begin,
                                                                  const TextMarks& marks);

// The text from `begin` in pieces of about `stretch_bytes`, each ending where a member does; a
// member that is longer makes its piece longer. A text without member elements is one piece. What
// `marks` and `appearances` (appearance_ranges) say of the text is not looked at again.
[[nodiscard]] std::vector<citymodel::FileRange> cut_stretches(
    std::string_view text, std::uint64_t begin, std::uint64_t stretch_bytes, const TextMarks& marks,
    const std::vector<citymodel::FileRange>& appearances);

// A stretch that is longer than it should be, where it can be cut after all: elements without a
// member element around each (gml:featureMembers) end where only their tags tell. Reads every tag,
// which takes a second and more a gigabyte.
[[nodiscard]] std::vector<citymodel::FileRange> split_stretch(std::string_view text,
                                                              const citymodel::FileRange& stretch,
                                                              std::uint64_t stretch_bytes,
                                                              const Passed& passed = {});

// What is left of a stretch between those of `appearances` (in file order) that stand in it behind
// the end of a member, so in no other element.
[[nodiscard]] std::vector<citymodel::FileRange> without_appearances(
    std::string_view text, const citymodel::FileRange& stretch,
    const std::vector<citymodel::FileRange>& appearances);

// Calls a Passed, which may be empty, every limits::kPassedBytes.
class PassedPages {
  public:
    PassedPages(const Passed& passed, std::uint64_t begin) : passed_(passed), begin_(begin) {}
    void at(std::uint64_t position);

  private:
    const Passed& passed_;
    std::uint64_t begin_;
};

}  // namespace belvedere::content::citygml
