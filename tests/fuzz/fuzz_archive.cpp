// SPDX-License-Identifier: Apache-2.0
// Zip archives: the directory and every entry of it, found in the 3tz index too.
#include <cstddef>
#include <cstdint>

#include "engine/core/bytes.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/zip_directory.hpp"
#include "engine/stream/zip_index.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const ByteView file(reinterpret_cast<const std::byte*>(data), size);
    const stream::ReadAt read_at = [file](std::uint64_t offset,
                                          std::uint64_t length) -> Result<Bytes> {
        const auto part = checked_slice(file, offset, length);
        if (!part) return fail(ErrorKind::kBadData, "outside");
        return Bytes(part->begin(), part->end());
    };
    const auto directory = stream::read_zip_directory(read_at, size);
    if (!directory) return 0;
    const auto index = stream::ZipIndex::open(read_at, size);
    for (const auto& [name, entry] : *directory) {
        if (index) static_cast<void>(index->find(name));
        const auto start = stream::zip_data_offset(read_at, entry);
        if (!start) continue;
        const auto stored = checked_slice(file, *start, entry.stored_bytes);
        if (!stored) continue;
        const auto kind =
            entry.method == 93 ? stream::Compression::kZstd : stream::Compression::kDeflate;
        static_cast<void>(stream::inflated(*stored, kind, 1U << 20));
    }
    return 0;
}
