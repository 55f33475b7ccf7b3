// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/text_encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"

namespace belvedere::content::citygml {

namespace {

struct Signature {
    std::string_view bytes;
    std::string_view encoding;
    bool is_mark = false;  // A byte order mark, which is not part of the text.
};

using namespace std::string_view_literals;

// Longest first: UTF-32LE begins like UTF-16LE.
constexpr std::array kSignatures = {
    Signature{"\xEF\xBB\xBF"sv, "UTF-8", true},    Signature{"\xFF\xFE\0\0"sv, "UTF-32LE", true},
    Signature{"\0\0\xFE\xFF"sv, "UTF-32BE", true}, Signature{"<\0\0\0"sv, "UTF-32LE", false},
    Signature{"\0\0\0<"sv, "UTF-32BE", false},     Signature{"\xFF\xFE"sv, "UTF-16LE", true},
    Signature{"\xFE\xFF"sv, "UTF-16BE", true},     Signature{"<\0"sv, "UTF-16LE", false},
    Signature{"\0<"sv, "UTF-16BE", false},
};

// What comes out of a conversion at a time.
constexpr std::size_t kPieceOut = std::size_t{1} << 20;

class Converter {
  public:
    explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }
    // The invalid handle is (iconv_t)-1.
    [[nodiscard]] bool is_open() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }
    [[nodiscard]] iconv_t handle() const { return handle_; }

  private:
    iconv_t handle_;
};

std::string upper(std::string_view text) {
    std::string result(text.substr(0, 64));
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

bool is_utf8_name(const std::string& encoding) {
    return encoding.empty() || encoding == "UTF-8" || encoding == "UTF8" ||
           encoding == "US-ASCII" || encoding == "ASCII";
}

bool is_wide_name(const std::string& encoding) {
    return encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32") ||
           encoding.starts_with("UCS-");
}

// Piece by piece, so that nothing but the pages at hand is in memory.
Result<SpilledBytes> convert(ByteView bytes, const std::string& encoding, std::uint64_t held_max) {
    const Converter converter(encoding);
    if (!converter.is_open()) {
        return fail(ErrorKind::kUnsupported, "the encoding \"" + encoding + "\" is not known here");
    }
    SpillWriter writer(held_max);
    Bytes piece(kPieceOut);
    // iconv only reads through its input pointer; its type lacks const.
    char* in = const_cast<char*>(reinterpret_cast<const char*>(bytes.data()));
    std::size_t in_left = bytes.size();
    std::uint64_t made = 0;
    while (in_left > 0) {
        char* out = reinterpret_cast<char*>(piece.data());
        std::size_t out_left = piece.size();
        const std::size_t status = iconv(converter.handle(), &in, &in_left, &out, &out_left);
        if (status == static_cast<std::size_t>(-1) && errno != E2BIG) {
            return fail(ErrorKind::kBadData, "byte " + std::to_string(bytes.size() - in_left) +
                                                 " is no " + encoding + " text");
        }
        const std::size_t done = piece.size() - out_left;
        made += done;
        if (made > limits::kConvertedTextBytes) {
            return fail(ErrorKind::kLimit, "the text as UTF-8 is larger than " +
                                               std::to_string(limits::kConvertedTextBytes >> 30) +
                                               " GiB");
        }
        if (auto added = writer.add(ByteView(piece).first(done)); !added) {
            return fail(std::move(added.error()));
        }
    }
    return writer.finish();
}

}  // namespace

std::string_view declared_encoding(std::string_view text) {
    if (!text.starts_with("<?xml")) return {};
    const std::size_t end = text.substr(0, 1024).find("?>");
    if (end == std::string_view::npos) return {};
    return attribute_text(text.substr(5, end - 5), "encoding");
}

Result<Utf8Text> utf8_text(ByteView bytes, std::uint64_t held_max) {
    Utf8Text result;
    const std::string_view raw = as_text(bytes);
    const auto* signature = std::ranges::find_if(
        kSignatures, [&](const Signature& known) { return raw.starts_with(known.bytes); });
    const bool is_signed = signature != kSignatures.end();
    if (is_signed && signature->is_mark) bytes = bytes.subspan(signature->bytes.size());
    // What a declaration says cannot be true of bytes that a mark or zero bytes say otherwise of,
    // nor can a declaration that reads as ASCII say that its bytes come in twos.
    result.encoding =
        is_signed ? std::string(signature->encoding) : upper(declared_encoding(as_text(bytes)));
    if (is_utf8_name(result.encoding) || (!is_signed && is_wide_name(result.encoding))) {
        result.encoding = "UTF-8";
        result.text = as_text(bytes);
        return result;
    }
    auto converted = convert(bytes, result.encoding, held_max);
    if (!converted) return fail(std::move(converted.error()));
    result.converted = std::move(*converted);
    result.is_converted = true;
    result.text = as_text(result.converted.view());
    return result;
}

}  // namespace belvedere::content::citygml
