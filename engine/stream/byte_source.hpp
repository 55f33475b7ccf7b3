// SPDX-License-Identifier: Apache-2.0
// Where the bytes of a source come from: a folder, an archive, a server.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

struct FetchedBytes {
    Bytes bytes;
    // Where they really came from (after redirects): what relative references start from.
    std::string uri;
    // Changes when the bytes at `uri` change (time and size of a file, ETag); empty: unknown.
    std::string stamp;
    // Nothing changed since the stamp that fetch_if_changed() was given: `bytes` is empty.
    bool is_unchanged = false;
    std::string note;  // For the user: why these bytes may be out of date. Mostly empty.
    // Keeps what a server said of the bytes; to be called on a worker once they proved to be of
    // use, and kept where stamp() will be asked for them. Mostly empty.
    std::function<void()> remember;
};

// The bytes of one opened source, addressed by canonical URIs that only resolve() makes, so that
// nothing outside the source can be named. All functions may be called from any thread; a source
// outlives the requests made to it through the shared_ptr its users hold.
class ByteSource {
  public:
    using Done = std::function<void(Result<FetchedBytes>)>;

    virtual ~ByteSource() = default;

    // The canonical URI of `reference` as written in the document at `base` (an empty base: in the
    // source's root document). kDenied when it would leave the source: another kind of source, a
    // path above the root. Never touches disk or network.
    [[nodiscard]] virtual Result<std::string> resolve(std::string_view base,
                                                      std::string_view reference) const = 0;
    // Reads and calls `done` exactly once. Local sources do both before they return, on the calling
    // thread (a worker); remote ones return at once and call from a thread of theirs, so `done`
    // must be quick there. Smaller `order` is served first. Errors: kNotFound, kTemporary
    // (network), kLimit, kDenied, kCancelled.
    virtual void fetch(const std::string& uri, double order, const CancelToken& cancel,
                       Done done) = 0;
    // The stamp of FetchedBytes without reading the bytes; empty when that costs as much as
    // reading (a server). Local sources: a stat.
    [[nodiscard]] virtual std::string stamp(const std::string& uri) const = 0;
    // The stamp of a version that was remembered and may have changed since, so that it must be
    // asked for (fetch_if_changed); empty when there is none. Cheap: for workers.
    [[nodiscard]] virtual std::string known_stamp(const std::string& /*uri*/) const { return {}; }
    // As fetch(), but answers `is_unchanged` when the bytes are those of `stamp`, and also, with a
    // note, when the server cannot be asked now and allows that.
    virtual void fetch_if_changed(const std::string& uri, const std::string& /*stamp*/,
                                  double order, const CancelToken& cancel, Done done) {
        fetch(uri, order, cancel, std::move(done));
    }
    // Whether fetch answers from another thread, later.
    [[nodiscard]] virtual bool is_remote() const = 0;

    // What a server did not have: noted by those who read files that contents refer to, and asked
    // before another content asks the server for the same file. Held for as long as the source is
    // open, at most limits::kAbsentKept of them. Local sources note nothing: they are asked again
    // each time, which costs as much.
    virtual void note_absent(const std::string& /*uri*/, const Error& /*error*/) {}
    [[nodiscard]] virtual std::optional<Error> known_absence(const std::string& /*uri*/) const {
        return std::nullopt;
    }
    virtual void forget_absent() {}
};

// Reads and waits for the answer; for worker threads only. An answer that never comes is bounded by
// the source's own time limits.
[[nodiscard]] Result<FetchedBytes> read_now(ByteSource& source, const std::string& uri,
                                            const CancelToken& cancel);

}  // namespace belvedere::stream
