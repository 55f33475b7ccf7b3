// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/source_resources.hpp"

#include <utility>

#include "engine/stream/inflate.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {

std::string stamp_of_resource(const ByteSource& source, const std::string& uri) {
    if (source.known_absence(uri)) return std::string(kAbsentStamp);
    std::string now = source.stamp(uri);
    if (!now.empty()) return now;
    return source.is_remote() ? source.known_stamp(uri) : std::string(kAbsentStamp);
}

Result<Bytes> SourceResources::read(std::string_view uri) {
    if (dependencies_.size() >= limits::kResourcesPerContent) {
        return fail(ErrorKind::kLimit, "more than " + std::to_string(limits::kResourcesPerContent) +
                                           " files in one content");
    }
    const auto target = source_.resolve(base_uri_, uri);
    if (!target) return fail(target.error());
    if (auto absence = source_.known_absence(*target)) {
        dependencies_.push_back({*target, std::string(kAbsentStamp)});
        return fail(std::move(*absence));
    }
    auto fetched = read_now(source_, *target, cancel_);
    if (!fetched) {
        // A file that is missing today may be there tomorrow: of a local one that is asked again
        // each time, of a server once for as long as the source is open.
        const bool is_absent = fetched.error().kind == ErrorKind::kNotFound;
        if (is_absent) dependencies_.push_back({*target, std::string(kAbsentStamp)});
        if (is_absent) source_.note_absent(*target, fetched.error());
        is_incomplete_ = is_incomplete_ || !is_absent;
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
