// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/source_resources.hpp"

#include <utility>

#include "engine/stream/inflate.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {

Result<Bytes> SourceResources::read(std::string_view uri) {
    if (dependencies_.size() >= limits::kResourcesPerContent) {
        return fail(ErrorKind::kLimit, "more than " + std::to_string(limits::kResourcesPerContent) +
                                           " files in one content");
    }
    const auto target = source_.resolve(base_uri_, uri);
    if (!target) return fail(target.error());
    auto fetched = read_now(source_, *target, cancel_);
    if (!fetched) {
        // A file that is missing today may be there tomorrow.
        is_incomplete_ = true;
        return fail(std::move(fetched.error()));
    }
    dependencies_.push_back({*target, fetched->stamp});
    if (fetched->remember) fetched->remember();
    bytes_read_ += fetched->bytes.size();
    auto plain = without_gzip(std::move(fetched->bytes));
    if (!plain) return fail_in(*target, plain.error());
    return plain;
}

}  // namespace belvedere::stream
