// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/local_source.hpp"

#include <utility>

#include "engine/stream/source_path.hpp"

namespace belvedere::stream {

Result<std::string> LocalSource::resolve(std::string_view base, std::string_view reference) const {
    return resolve_path(base, reference);
}

void LocalSource::fetch(const std::string& uri, double, const CancelToken& cancel, Done done) {
    if (cancel.cancelled()) {
        done(fail(ErrorKind::kCancelled, uri + ": no longer wanted"));
        return;
    }
    done(read(uri));
}

}  // namespace belvedere::stream
