// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/subtree_buffers.hpp"

#include <string>
#include <utility>

#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

SubtreeBuffers::SubtreeBuffers(const JsonValue& root, ByteView binary, ResourceReader* resources)
    : views_(root["bufferViews"].items()), binary_(binary), resources_(resources) {
    for (const JsonValue& json : root["buffers"].items())
        buffers_.push_back({json, {}, false});
}

Result<ByteView> SubtreeBuffers::view(std::uint64_t index) {
    if (index >= views_.size()) {
        return fail(ErrorKind::kBadData, "buffer view " + std::to_string(index) + " is missing");
    }
    const JsonValue& json = views_[static_cast<std::size_t>(index)];
    const auto buffer_index = json["buffer"].unsigned_integer();
    const auto length = json["byteLength"].unsigned_integer();
    const JsonValue offset_json = json["byteOffset"];
    const auto offset = offset_json.present() ? offset_json.unsigned_integer() : std::uint64_t{0};
    const std::string name = "buffer view " + std::to_string(index);
    if (!buffer_index || !length || !offset) {
        return fail(ErrorKind::kBadData, name + " lacks a valid buffer, offset or length");
    }
    const auto whole = buffer(*buffer_index);
    if (!whole) return fail_in(name, whole.error());
    const auto part = checked_slice(*whole, *offset, *length);
    if (!part) return fail(ErrorKind::kBadData, name + " ends after its buffer");
    return *part;
}

Result<ByteView> SubtreeBuffers::buffer(std::uint64_t index) {
    const std::string name = "buffer " + std::to_string(index);
    if (index >= buffers_.size()) return fail(ErrorKind::kBadData, name + " is missing");
    Buffer& buffer = buffers_[static_cast<std::size_t>(index)];
    const auto length = buffer.json["byteLength"].unsigned_integer();
    if (!length) return fail(ErrorKind::kBadData, name + " has no valid length");
    const JsonValue uri = buffer.json["uri"];
    ByteView bytes = binary_;
    if (uri.present()) {
        const auto text = uri.text();
        if (!text || text->empty()) return fail(ErrorKind::kBadData, name + " has no valid uri");
        if (resources_ == nullptr) {
            return fail(ErrorKind::kNotFound, name + " is in another file, which cannot be read");
        }
        if (!buffer.is_loaded) {
            auto loaded = resources_->read(*text);
            if (!loaded) return fail_in(name, loaded.error());
            buffer.loaded = std::move(*loaded);
            buffer.is_loaded = true;
        }
        bytes = buffer.loaded;
    }
    if (*length > bytes.size()) {
        return fail(ErrorKind::kBadData, name + " is shorter than it says");
    }
    return bytes.first(static_cast<std::size_t>(*length));
}

}  // namespace belvedere::content::tiles3d
