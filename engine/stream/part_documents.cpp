// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/part_documents.hpp"

#include <optional>
#include <string>
#include <vector>

namespace belvedere::stream {

Result<Bytes> PartDocuments::load(const TileCacheKey& key) const {
    if (cache == nullptr || part.stamp.empty()) return fail(ErrorKind::kNotFound, "not kept");
    return cache->load_document(key, [this](const std::string& name) {
        return part.side_files ? part.side_files->stamp(name) : std::string();
    });
}

void PartDocuments::store(const TileCacheKey& key, ByteView document) const {
    if (cache == nullptr || part.stamp.empty() || part.lacks_something()) return;
    const auto files = part.side_files ? part.side_files->dependencies()
                                       : std::optional(std::vector<TileDependency>{});
    if (files) cache->store_document(key, document, *files);
}

}  // namespace belvedere::stream
