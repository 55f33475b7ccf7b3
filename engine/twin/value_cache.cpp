// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/value_cache.hpp"

#include <algorithm>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/core/file.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/log.hpp"
#include "engine/twin/value_file.hpp"

namespace belvedere::twin {
namespace {

namespace fs = std::filesystem;
constexpr const char* kValueSuffix = ".values";

}  // namespace

ValueCache::ValueCache(fs::path folder, ValueCacheOptions options)
    : folder_(std::move(folder)), options_(options) {}

fs::path ValueCache::file_of(std::string_view source_name) const {
    return folder_ / (hexadecimal(hash_64(as_bytes(source_name))) + kValueSuffix);
}

Result<RestoredValues> ValueCache::restore(TwinStore& store, SourceId source) const {
    const std::string& name = store.source(source).name;
    const fs::path path = file_of(name);
    const auto bytes = read_file(path, options_.bytes_max);
    if (!bytes) return fail_in(name, bytes.error());
    const auto values = read_values(*bytes, name);
    if (!values) {
        std::error_code ignored;
        fs::remove(path, ignored);
        return fail_in(path.string(), values.error());
    }
    RestoredValues restored;
    restored.saved_at = values->saved_at;
    std::span<const float> periods_s = values->periods_s;
    for (const ObservationBatch& batch : values->batches) {
        const std::size_t count = batch.updates().size();
        restored.entities += store.remember(source, batch, periods_s.first(count));
        periods_s = periods_s.subspan(count);
    }
    return restored;
}

Result<SavedValues> ValueCache::save(const TwinStore& store, SourceId source, UtcTime now) const {
    const SourceInfo& info = store.source(source);
    const auto allowed = check_use(info.policy, DataUse::kRecord, info.name);
    if (!allowed) return fail(allowed.error());
    const WrittenValues written = write_values(store, source, now, options_.bytes_max);
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::path path = file_of(store.source(source).name);
    const auto done = write_file_atomic(path, written.bytes);
    if (!done) return fail_in(path.string(), done.error());
    keep_folder_small();
    return SavedValues{written.entities, written.left_out, written.bytes.size()};
}

void ValueCache::keep_folder_small() const {
    struct Kept {
        fs::file_time_type time;
        std::uint64_t bytes = 0;
        fs::path path;
    };
    std::vector<Kept> files;
    std::uint64_t total = 0;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
        if (entry.path().extension() != kValueSuffix) continue;
        Kept kept{entry.last_write_time(error), entry.file_size(error), entry.path()};
        if (error) continue;
        total += kept.bytes;
        files.push_back(std::move(kept));
    }
    std::ranges::sort(files, {}, &Kept::time);
    for (const Kept& kept : files) {
        if (total <= options_.folder_bytes_max) return;
        if (fs::remove(kept.path, error)) log::debug("forgot " + kept.path.string());
        total -= kept.bytes;
    }
}

}  // namespace belvedere::twin
