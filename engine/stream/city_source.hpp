// SPDX-License-Identifier: Apache-2.0
// City files (CityGML, CityJSON, CityJSONSeq) as a source of tiles: a tree that grows stretch by
// stretch, and contents made of the members that come into view.
//
//   root (nothing to draw)
//    '- file / stretch: indexed when it comes into view; its index is a quadtree of members
//        '- coarse tile: all members of a quarter, corners joined, the lowest level of detail
//            '- leaf: some members as they are
//
// Indexes and contents lie in the tile cache under the file's identity, so that a second visit
// parses nothing.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/source_opening.hpp"

namespace belvedere::stream {

class CityArchive;

// Where files of a city lie and how they are to be read.
struct CityOpening {
    std::vector<std::filesystem::path> files;
    bool has_more = false;         // Files that are left out.
    std::filesystem::path folder;  // Names of parts are relative to it.
    // Or where they are entries of an archive: all its city files.
    std::shared_ptr<const CityArchive> archive;
};

// Opens all of them: heads, mappings, and the first index where there is only one stretch. A file
// that cannot be opened is a warning unless all are. For workers.
[[nodiscard]] Result<OpenedSource> open_city(const CityOpening& opening,
                                             const SourceOptions& options,
                                             const CancelToken& cancel);

// Where the bytes of a file were fetched from, and so the files that it names (read_beside_on).
struct CityAddress {
    std::shared_ptr<ByteSource> source;
    std::string uri, stamp;  // As in FetchedBytes.
};
[[nodiscard]] Result<OpenedSource> open_city(Bytes bytes, const CityAddress& address,
                                             const SourceOptions& options,
                                             const CancelToken& cancel);

}  // namespace belvedere::stream
