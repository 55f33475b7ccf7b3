// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/document_reader.hpp"

#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

std::string ObjectReader::path() const {
    std::string path = owner_ == nullptr ? std::string() : owner_->path() + ".";
    path += name_.name;
    if (name_.index != ObjectName::kAlone) path += "[" + std::to_string(name_.index) + "]";
    return path;
}

void ObjectReader::wrong(std::string_view key, std::string_view what) {
    is_sound_ = false;
    // The builder keeps kWarnings of them; twice that many leaves it something to count.
    if (warnings_->size() >= 2 * limits::kWarnings) return;
    warnings_->push_back(path() + (key.empty() ? "" : ".") + std::string(key) + " " +
                         std::string(what));
}

std::uint32_t ObjectReader::index(std::string_view key, std::size_t count) {
    const JsonValue member = value_[key];
    if (!member.present()) return kNone;
    const auto index = member.unsigned_integer();
    if (index && *index < count) return static_cast<std::uint32_t>(*index);
    wrong(key, "names nothing that is there");
    return kNone;
}

std::uint64_t ObjectReader::unsigned_or(std::string_view key, std::uint64_t otherwise) {
    const JsonValue member = value_[key];
    if (!member.present()) return otherwise;
    if (const auto number = member.unsigned_integer()) return *number;
    wrong(key, "is not a whole number of at least 0");
    return otherwise;
}

double ObjectReader::number_or(std::string_view key, double otherwise) {
    const JsonValue member = value_[key];
    if (!member.present()) return otherwise;
    const auto number = member.number();
    if (number && std::isfinite(static_cast<float>(*number))) return *number;
    wrong(key, "is not a usable number");
    return otherwise;
}

bool ObjectReader::boolean_or(std::string_view key, bool otherwise) {
    const JsonValue member = value_[key];
    if (!member.present()) return otherwise;
    if (const auto flag = member.boolean()) return *flag;
    wrong(key, "is not true or false");
    return otherwise;
}

std::string_view ObjectReader::text_or(std::string_view key, std::string_view otherwise) {
    const JsonValue member = value_[key];
    if (!member.present()) return otherwise;
    if (const auto text = member.text()) return *text;
    wrong(key, "is not a text");
    return otherwise;
}

std::vector<std::uint32_t> ObjectReader::indices(std::string_view key, std::size_t count) {
    std::vector<std::uint32_t> indices;
    const JsonValue member = value_[key];
    if (member.present() && !member.is_array()) wrong(key, "is not an array");
    for (const JsonValue& item : member.items()) {
        const auto index = item.unsigned_integer();
        if (index && *index < count) {
            indices.push_back(static_cast<std::uint32_t>(*index));
        } else {
            wrong(key, "names something that is not there");
        }
    }
    return indices;
}

}  // namespace belvedere::content::gltf
