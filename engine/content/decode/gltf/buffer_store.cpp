// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/buffer_store.hpp"

#include <string>
#include <utility>

#include "engine/content/decode/gltf/data_uri.hpp"
#include "engine/content/decode/gltf/meshopt_view.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

Result<ByteView> answer(const std::optional<Error>& error, ByteView bytes) {
    if (error) return fail(*error);
    return bytes;
}

}  // namespace

BufferStore::BufferStore(const Document& document, Sources sources)
    : document_(&document),
      sources_(sources),
      buffers_(document.buffers.size()),
      meshopt_views_(document.views.size()) {}

Result<ByteView> BufferStore::view(std::uint32_t index) {
    if (index >= document_->views.size()) return fail(ErrorKind::kBadData, "no such buffer view");
    const BufferView& view = document_->views[index];
    const auto named = [index](Error error) {
        return fail_in("bufferViews[" + std::to_string(index) + "]", std::move(error));
    };
    if (view.buffer == kNone) return fail(ErrorKind::kBadData, "buffer view is not usable");
    if (view.meshopt) {
        Loaded& loaded = meshopt_views_[index];
        if (!std::exchange(loaded.is_tried, true)) load_meshopt(*view.meshopt, loaded);
        if (loaded.error) return named(*loaded.error);
        return loaded.bytes;
    }
    auto bytes = slice(view.buffer, view.offset, view.bytes);
    if (!bytes) return named(std::move(bytes.error()));
    return bytes;
}

Result<Bytes> BufferStore::read_uri(std::string_view uri) const {
    if (is_data_uri(uri)) return decode_data_uri(uri);
    if (sources_.resources == nullptr) {
        return fail(ErrorKind::kNotFound, "file " + std::string(uri) + " is not at hand");
    }
    auto bytes = sources_.resources->read(uri);
    if (!bytes) return fail_in(std::string(uri), std::move(bytes.error()));
    if (bytes->size() > limits::kContentFileBytes) {
        return fail(ErrorKind::kLimit, std::string(uri) + " is over the limit of a content file");
    }
    return bytes;
}

Result<ByteView> BufferStore::buffer(std::uint32_t index) {
    if (index >= buffers_.size()) return fail(ErrorKind::kBadData, "no such buffer");
    Loaded& loaded = buffers_[index];
    if (!std::exchange(loaded.is_tried, true)) load_buffer(index, loaded);
    return answer(loaded.error, loaded.bytes);
}

Result<ByteView> BufferStore::slice(std::uint32_t buffer_index, std::uint64_t offset,
                                    std::uint64_t bytes) {
    auto whole = buffer(buffer_index);
    if (!whole) return whole;
    const auto part = checked_slice(*whole, offset, bytes);
    if (!part) return fail(ErrorKind::kBadData, "leaves its buffer");
    return *part;
}

void BufferStore::load_buffer(std::uint32_t index, Loaded& out) {
    const Buffer& buffer = document_->buffers[index];
    if (buffer.is_fallback && buffer.uri.empty()) {
        out.error = Error{ErrorKind::kBadData, "is only a place holder for compressed data"};
    } else if (buffer.uri.empty()) {
        // Only buffer 0 may be the binary chunk (section 3.6.1.2).
        if (index == 0 && sources_.has_binary) {
            out.bytes = sources_.binary;
        } else {
            out.error = Error{ErrorKind::kBadData, "buffer has neither uri nor binary chunk"};
        }
    } else {
        auto bytes = read_uri(buffer.uri);
        if (!bytes) {
            out.error = std::move(bytes.error());
            return;
        }
        owned_bytes_ += bytes->size();
        if (owned_bytes_ > limits::kDecodedBytes) {
            out.error = Error{ErrorKind::kLimit, "buffers exceed the limit of decoded bytes"};
            return;
        }
        out.owned = std::move(*bytes);
        out.bytes = out.owned;
    }
    if (out.bytes.size() > buffer.bytes) out.bytes = out.bytes.first(buffer.bytes);
}

void BufferStore::load_meshopt(const MeshoptView& view, Loaded& out) {
    const auto total = checked_multiply(view.count, view.stride);
    if (!total || *total > limits::kDecodedBytes || owned_bytes_ + *total > limits::kDecodedBytes) {
        out.error = Error{ErrorKind::kLimit, "compressed view exceeds the limit of decoded bytes"};
        return;
    }
    auto source = slice(view.buffer, view.offset, view.bytes);
    if (!source) {
        out.error = std::move(source.error());
        return;
    }
    auto decoded = decode_meshopt(*source, view);
    if (!decoded) {
        out.error = std::move(decoded.error());
        return;
    }
    owned_bytes_ += decoded->size();
    out.owned = std::move(*decoded);
    out.bytes = out.owned;
}

}  // namespace belvedere::content::gltf
