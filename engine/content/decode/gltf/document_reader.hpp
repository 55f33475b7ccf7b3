// SPDX-License-Identifier: Apache-2.0
// Reading members of glTF objects: each question has a default, and a wrong answer a warning.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/gltf/gltf_document.hpp"

namespace belvedere::content::gltf {

// What an object is called in warnings: "accessors[3]", and under its owner
// "meshes[0].primitives[1]".
struct ObjectName {
    static constexpr std::size_t kAlone = ~std::size_t{0};

    std::string_view name;
    std::size_t index = kAlone;  // In the list of that name.
};

// An object of the document, with the words that name it in warnings; these are put together only
// when something is wrong, since a thousand objects are read for each that is. Usable only while
// its Document, its JSON and the reader it is a child of live; one job.
class ObjectReader {
  public:
    ObjectReader(JsonValue value, ObjectName name, std::vector<std::string>& warnings,
                 const ObjectReader* owner = nullptr)
        : value_(value), name_(name), owner_(owner), warnings_(&warnings) {}

    [[nodiscard]] const JsonValue& value() const { return value_; }
    [[nodiscard]] JsonValue operator[](std::string_view key) const { return value_[key]; }
    [[nodiscard]] ObjectReader child(std::string_view key) const {
        return {value_[key], {key}, *warnings_, this};
    }
    [[nodiscard]] ObjectReader extension(std::string_view name) const {
        return {value_["extensions"][name], {name}, *warnings_, this};
    }

    // An index below `count`; kNone when absent, or wrong (then a warning, and not is_sound()).
    [[nodiscard]] std::uint32_t index(std::string_view key, std::size_t count);
    [[nodiscard]] std::uint64_t unsigned_or(std::string_view key, std::uint64_t otherwise);
    [[nodiscard]] double number_or(std::string_view key, double otherwise);
    [[nodiscard]] bool boolean_or(std::string_view key, bool otherwise);
    [[nodiscard]] std::string_view text_or(std::string_view key, std::string_view otherwise);
    // Fills `out` when the member is an array of exactly that many numbers.
    template <class Number>
    bool numbers(std::string_view key, Number* out, std::size_t count);
    // As index(), for an array of them; wrong ones are left out.
    [[nodiscard]] std::vector<std::uint32_t> indices(std::string_view key, std::size_t count);

    void wrong(std::string_view key, std::string_view what);
    // False once any answer was wrong.
    [[nodiscard]] bool is_sound() const { return is_sound_; }

  private:
    [[nodiscard]] std::string path() const;

    JsonValue value_;
    ObjectName name_;
    const ObjectReader* owner_;
    std::vector<std::string>* warnings_;
    bool is_sound_ = true;
};

template <class Number>
bool ObjectReader::numbers(std::string_view key, Number* out, std::size_t count) {
    const JsonValue member = value_[key];
    if (!member.present()) return false;
    const auto numbers = member.numbers(count);
    if (!numbers || numbers->size() != count) {
        wrong(key, "is not an array of " + std::to_string(count) + " numbers");
        return false;
    }
    for (const double number : *numbers) {
        if (!std::isfinite(static_cast<Number>(number))) {
            wrong(key, "holds a number that is too large");
            return false;
        }
    }
    for (std::size_t i = 0; i < count; ++i)
        out[i] = static_cast<Number>((*numbers)[i]);
    return true;
}

// A textureInfo with its KHR_texture_transform; the reference keeps the texture's index, kNone when
// it names none.
[[nodiscard]] TextureRef parse_texture_reference(ObjectReader reader, const Document& document);

// The stages of parse_document, one a file.
void parse_materials(const JsonValue& root, Document& document);
[[nodiscard]] Result<void> parse_scene(const JsonValue& root, Document& document);

}  // namespace belvedere::content::gltf
