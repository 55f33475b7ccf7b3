// SPDX-License-Identifier: Apache-2.0
// What servers said of their resources: the memory between one run of the program and the next.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

// One answer. Tiles themselves lie in the TileCache, decoded; documents (tilesets, subtrees), which
// say where the tiles are, lie here as they came.
struct HttpAnswer {
    std::string final_url;  // After redirects.
    std::string etag;       // Validators (RFC 9110, section 8.8); either may be empty.
    std::string last_modified;
    std::int64_t fresh_until_s = 0;  // Since 1970: used without asking until then.
    std::int64_t received_at_s = 0;  // Asked for, or confirmed.
    bool must_revalidate = false;    // Never used when stale.
    // Where the server did not say how long: the state of the data set (its root document's hash)
    // under which it counts as fresh at all.
    std::string edition;
    bool has_body = false;
    Bytes body;

    // Tells this version of the resource from others; empty when the server gave no validator.
    [[nodiscard]] std::string stamp() const;
};

// Files in one folder, shared by any number of programs: each is written whole by rename and
// carries a checksum. Thread-safe; blocks on the disk: for workers and the thread that does HTTP.
class HttpAnswers {
  public:
    // Makes the folder when needed. At most about `bytes_max` are kept; the least recently used
    // go first (cache_folder.hpp).
    [[nodiscard]] static Result<std::shared_ptr<HttpAnswers>> open(
        const std::filesystem::path& folder, std::uint64_t bytes_max);
    ~HttpAnswers();
    HttpAnswers(const HttpAnswers&) = delete;
    HttpAnswers& operator=(const HttpAnswers&) = delete;

    // Nothing when none is kept or its file is damaged (which is then deleted).
    [[nodiscard]] std::optional<HttpAnswer> find(const std::string& url) const;
    // Keeps or replaces an answer; failing to is harmless and said once.
    void keep(const std::string& url, const HttpAnswer& answer);
    void forget(const std::string& url);

  private:
    struct State;
    explicit HttpAnswers(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::stream
