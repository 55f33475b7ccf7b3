// SPDX-License-Identifier: Apache-2.0
// What codes of a file mean, by the code lists beside it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

// Reads a file that a city file names, relative to it ("../../codelists/Building_class.xml"), at
// most so many bytes. Called from any thread; refuses what leaves the city's folder.
using ReadBeside = std::function<Result<Bytes>(std::string_view path, std::uint64_t bytes_max)>;

// The definitions of one code list: gml:Dictionary (GML 3.1.1 and 3.2.1), in which gml:name is the
// code and gml:description what it means. Where a description is missing, the code is
// gml:identifier or, of two names, the one with a code space; the (other) name is what it means.
[[nodiscard]] std::unordered_map<std::string, std::string> read_codelist(std::string_view text);

// Code lists by their path, each read once, when a code of it is first met. Any thread.
class Codelists {
  public:
    explicit Codelists(ReadBeside read_beside) : read_beside_(std::move(read_beside)) {}

    // The meaning of `code` in the list `code_space`; nothing when the list or the code is not
    // there. `problem` then says so for a list that cannot be read.
    [[nodiscard]] std::optional<std::string> meaning(std::string_view code_space,
                                                     std::string_view code,
                                                     std::string& problem) const;

  private:
    struct List {
        std::unordered_map<std::string, std::string> meanings;
        std::string problem;
    };
    [[nodiscard]] const List& list(std::string_view code_space) const;

    ReadBeside read_beside_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::unique_ptr<const List>, std::less<>> lists_;
};

}  // namespace belvedere::content::citygml
