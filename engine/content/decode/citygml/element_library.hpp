// SPDX-License-Identifier: Apache-2.0
// What references name outside their own member: in the same file, or in another one of the city.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/citygml/element_finder.hpp"
#include "engine/content/decode/citygml/element_ids.hpp"
#include "engine/content/decode/citygml/text_encoding.hpp"

namespace belvedere::content::citygml {

// Looks through the whole file when the first reference comes, and through another file when the
// first reference into it comes; keeps at most limits::kOtherFiles of those. Any thread: the first
// waits for the look, and so do others meanwhile.
class ElementLibrary final : public ElementFinder {
  public:
    // `text` outlives this, and so does what `passed` refers to.
    ElementLibrary(std::string_view text, ReadBeside read_beside, Passed passed = {})
        : text_(text), read_beside_(std::move(read_beside)), passed_(std::move(passed)) {}

    [[nodiscard]] Found find(const std::string& href) const override;

  private:
    struct OtherFile {
        Bytes bytes;
        Utf8Text text;
        ElementIds ids;
        std::string problem;
    };
    [[nodiscard]] const OtherFile& other(const std::string& path) const;

    std::string_view text_;
    ReadBeside read_beside_;
    Passed passed_;
    mutable std::once_flag looked_through_;
    mutable ElementIds ids_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::unique_ptr<const OtherFile>> others_;
};

}  // namespace belvedere::content::citygml
