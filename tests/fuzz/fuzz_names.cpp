// SPDX-License-Identifier: Apache-2.0
// Bytes as an index of names from the cache: the first are what is searched for.
#include <algorithm>
#include <cstddef>
#include <string>

#include "app/convert/name_index.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace belvedere;
    constexpr std::size_t kQueryBytes = 8;
    const auto* bytes = reinterpret_cast<const char*>(data);
    const std::size_t query = std::min(size, kQueryBytes);
    convert::NameSearch search;
    const ByteView block(reinterpret_cast<const std::byte*>(data) + query, size - query);
    (void)convert::search_name_block(block, {std::string(bytes, query), 4}, search);
    return search.hits.size() > 4 ? 1 : 0;
}
