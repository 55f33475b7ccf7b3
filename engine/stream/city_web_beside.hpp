// SPDX-License-Identifier: Apache-2.0
// Files that a city file on a server names: code lists, and other files of the same city.
#pragma once

#include <memory>
#include <string>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/stream/byte_source.hpp"
#include "engine/stream/city_part.hpp"

namespace belvedere::stream {

// As read_beside() on this machine: relative names of files that city files may refer to, up to
// limits::kFoldersUp steps up from the folder of `uri`, which is the file's own canonical URI in
// `source`, and from the file's origin alone, also after redirects. At most
// limits::kBesideOnServer files are asked for; what is answered in gzip is unpacked. kDenied for
// other names, kLimit beyond, else errors of fetching. Any thread; blocks, for workers.
//
// `lack` is set once a file could not be had that may be there another time.
[[nodiscard]] content::citygml::ReadBeside read_beside_on(std::shared_ptr<ByteSource> source,
                                                          const std::string& uri,
                                                          std::shared_ptr<BesideLack> lack);

}  // namespace belvedere::stream
