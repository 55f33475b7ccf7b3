// SPDX-License-Identifier: Apache-2.0
// What folders and archives on this machine have in common.
#pragma once

#include "engine/stream/byte_source.hpp"

namespace belvedere::stream {

// A source whose bytes are read on the thread that asks for them and whose URIs are paths inside
// it. Threads and lifetime as ByteSource.
class LocalSource : public ByteSource {
  public:
    [[nodiscard]] Result<std::string> resolve(std::string_view base,
                                              std::string_view reference) const final;
    void fetch(const std::string& uri, double order, const CancelToken& cancel, Done done) final;
    [[nodiscard]] bool is_remote() const final { return false; }

  protected:
    // The whole of one file or entry; an error names `uri`. Called from several threads at once.
    [[nodiscard]] virtual Result<FetchedBytes> read(const std::string& uri) = 0;
};

}  // namespace belvedere::stream
