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

fs::path ValueCache::file_of(std::string_view key) const {
    return folder_ / (hexadecimal(hash_64(as_bytes(key))) + kValueSuffix);
}

Result<ReadValues> ValueCache::read(std::string_view key) const {
    const fs::path path = file_of(key);
    const auto bytes = read_file(path, options_.bytes_max);
    if (!bytes) return fail_in(std::string(key), bytes.error());
    auto values = read_values(*bytes, key);
    if (values) return values;
    std::error_code ignored;
    fs::remove(path, ignored);
    return fail_in(path.string(), values.error());
}

Result<SavedValues> ValueCache::write(std::string_view key, const WrittenValues& values) const {
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::path path = file_of(key);
    const auto done = write_file_atomic(path, values.bytes);
    if (!done) return fail_in(path.string(), done.error());
    keep_folder_small();
    return SavedValues{values.entities, values.left_out, values.bytes.size()};
}

Result<RestoredValues> ValueCache::restore(TwinStore& store, SourceId source) const {
    const auto values = read(store.source(source).name);
    if (!values) return fail(values.error());
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
    return write(info.name, write_values(store, source, info.name, now, options_.bytes_max));
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
