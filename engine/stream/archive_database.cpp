// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "engine/content/limits.hpp"
#include "engine/core/bounded_queue.hpp"
#include "engine/stream/archive_source.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/local_source.hpp"

namespace belvedere::stream {
namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

constexpr int kStepsBeforeAsking = 10'000'000;  // A point query needs a few dozen.

int stop_running_away(void*) {
    return 1;
}

// SQLite, "Defense Against The Dark Arts": an untrusted file may carry triggers, views and broken
// pages.
void defend(sqlite3* database) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH,
                  static_cast<int>(content::limits::kContentFileBytes));
    sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 10);
    sqlite3_limit(database, SQLITE_LIMIT_COMPOUND_SELECT, 3);
    sqlite3_limit(database, SQLITE_LIMIT_VDBE_OP, 25'000);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(database, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_exec(database, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA query_only=ON;",
                 nullptr, nullptr, nullptr);
    sqlite3_progress_handler(database, kStepsBeforeAsking, &stop_running_away, nullptr);
}

Result<Database> open_database(const std::string& path) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(raw);
    if (code != SQLITE_OK) {
        return fail(ErrorKind::kBadData, path + ": " + sqlite3_errstr(code));
    }
    defend(raw);
    return database;
}

Result<Statement> prepare(sqlite3* database, const char* sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(database, sql, -1, &raw, nullptr) != SQLITE_OK) {
        return fail(ErrorKind::kBadData, sqlite3_errmsg(database));
    }
    return Statement(raw);
}

class DatabaseSource final : public LocalSource {
  public:
    DatabaseSource(std::string path, std::string stamp)
        : path_(std::move(path)), stamp_(std::move(stamp)) {}

    std::string stamp(const std::string& uri) const override { return stamp_ + ":" + uri; }

  private:
    Result<FetchedBytes> read(const std::string& uri) override {
        auto bytes = entry_bytes(uri);
        if (!bytes) return fail_in(uri, bytes.error());
        return FetchedBytes{std::move(*bytes), uri, stamp_ + ":" + uri};
    }

    // A connection serves one thread at a time; those not in use wait here.
    Result<Bytes> entry_bytes(const std::string& uri) {
        auto idle = idle_.try_pop();
        if (!idle) {
            auto opened = open_database(path_);
            if (!opened) return fail(opened.error());
            idle = std::move(*opened);
        }
        auto bytes = query(idle->get(), uri);
        static_cast<void>(idle_.try_push(std::move(*idle), 0));
        if (!bytes || !is_gzip(*bytes)) return bytes;
        return inflated(*bytes, Compression::kGzip, content::limits::kContentFileBytes);
    }

    static Result<Bytes> query(sqlite3* database, const std::string& uri) {
        const auto statement = prepare(database, "SELECT content FROM media WHERE key = ?1");
        if (!statement) return fail(statement.error());
        sqlite3_stmt* raw = statement->get();
        sqlite3_bind_text(raw, 1, uri.c_str(), static_cast<int>(uri.size()), SQLITE_STATIC);
        const int code = sqlite3_step(raw);
        if (code == SQLITE_DONE) return fail(ErrorKind::kNotFound, "not in the archive");
        if (code != SQLITE_ROW) return fail(ErrorKind::kBadData, sqlite3_errmsg(database));
        const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(raw, 0));
        const int size = sqlite3_column_bytes(raw, 0);
        return data == nullptr ? Bytes() : Bytes(data, data + size);
    }

    std::string path_;
    std::string stamp_;
    BoundedQueue<Database> idle_{std::numeric_limits<std::uint64_t>::max()};
};

// The table must be a table: views and virtual tables run what the file's author wrote.
Result<void> check_schema(sqlite3* database) {
    const auto statement = prepare(
        database,
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'media' COLLATE NOCASE");
    if (!statement) return fail(statement.error());
    if (sqlite3_step(statement->get()) != SQLITE_ROW) {
        return fail(ErrorKind::kBadData, "the database has no table \"media\"");
    }
    const auto* raw = sqlite3_column_text(statement->get(), 0);
    const std::string sql = raw == nullptr ? "" : reinterpret_cast<const char*>(raw);
    if (sql.find("VIRTUAL") != std::string::npos || sql.find("virtual") != std::string::npos) {
        return fail(ErrorKind::kDenied, "\"media\" is a virtual table");
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<ByteSource>> open_database_source(const std::filesystem::path& path) {
    const auto database = open_database(path.string());
    if (!database) return fail(database.error());
    if (auto checked = check_schema(database->get()); !checked) {
        return fail_in(path.string(), checked.error());
    }
    std::error_code code;
    const auto written = std::filesystem::last_write_time(path, code);
    const auto size = std::filesystem::file_size(path, code);
    std::string stamp =
        std::to_string(written.time_since_epoch().count()) + "-" + std::to_string(size);
    return std::shared_ptr<ByteSource>(
        std::make_shared<DatabaseSource>(path.string(), std::move(stamp)));
}

}  // namespace belvedere::stream
