// SPDX-License-Identifier: Apache-2.0
// Which encoding an XML file is in, and its text as UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/core/spilled_bytes.hpp"

namespace belvedere::content::citygml {

// A file's text as UTF-8 without byte order mark: a view of the file's own bytes when they are
// UTF-8 (or ASCII) already, else of `converted`. Moving it keeps the view.
struct Utf8Text {
    std::string_view text;
    SpilledBytes converted;
    bool is_converted = false;
    std::string encoding;  // Upper case, as it was understood: "UTF-8", "ISO-8859-1", "SHIFT_JIS".
};

// By byte order mark, else by what UTF-16 and UTF-32 make of "<?", else by the XML declaration
// (XML 1.0 appendix F), else UTF-8. Other encodings go through iconv of the C library: any it
// knows. kUnsupported for one it does not know; kBadData where bytes are none of the encoding;
// kLimit over limits::kConvertedTextBytes; kDevice when the disk is full: what is longer than
// `held_max` is converted into a file without a name. `bytes` must outlive the result. Any thread.
[[nodiscard]] Result<Utf8Text> utf8_text(ByteView bytes,
                                         std::uint64_t held_max = limits::kConvertedHeldBytes);

// The declared encoding of a text that starts with an XML declaration, as written; empty without.
[[nodiscard]] std::string_view declared_encoding(std::string_view text);

}  // namespace belvedere::content::citygml
