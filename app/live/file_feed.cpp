// SPDX-License-Identifier: Apache-2.0
#include "app/live/file_feed.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"
#include "engine/feed/batch_feed.hpp"
#include "engine/feed/series_file.hpp"

namespace belvedere::live {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kValuesABatch = 4'096;
constexpr std::uint64_t kModelBytes = std::uint64_t{2} << 30;

bool is_table(const std::string& path) {
    return path.ends_with(".csv") || path.ends_with(".tsv") || path.ends_with(".txt");
}

// The series of a model, one batch after the other.
class ModelSeries {
  public:
    ModelSeries(content::Dynamizers dynamizers, fs::path folder)
        : dynamizers_(std::move(dynamizers)), folder_(std::move(folder)) {}

    Result<bool> next(twin::ObservationBatch& batch) {
        if (at_ >= dynamizers_.all.size()) return false;
        const content::Dynamizer& dynamizer = dynamizers_.all[at_];
        if (table_ != nullptr) return next_of_table(batch);
        add_values(batch, dynamizer);
        if (value_ < dynamizer.values.size()) return true;
        value_ = 0;
        if (dynamizer.table && open_table(batch, dynamizer)) return true;
        ++at_;
        return true;
    }

  private:
    void add_values(twin::ObservationBatch& batch, const content::Dynamizer& dynamizer) {
        if (dynamizer.values.empty()) return;
        const std::string& entity = dynamizer.target.empty() ? dynamizer.id : dynamizer.target;
        batch.begin_update(entity, "");
        for (std::size_t i = 0; i < kValuesABatch && value_ < dynamizer.values.size(); ++i) {
            const content::DynamizerValue& value = dynamizer.values[value_++];
            twin::Observation one;
            one.property = batch.add_text(dynamizer.property);
            one.unit = batch.add_text(dynamizer.unit);
            const auto time = dynamizer_time(value.time);
            if (time) {
                one.observed_at = *time;
            } else {
                one.fault = "a value of a series without a time";
            }
            one.kind = value.number ? twin::ValueKind::kNumber : twin::ValueKind::kText;
            one.number = value.number.value_or(0.0);
            if (!value.number) one.text = batch.add_text(value.text);
            batch.add(one);
        }
    }

    // A table lies beside the model or below; a model is not trusted to name other files.
    bool open_table(twin::ObservationBatch& batch, const content::Dynamizer& dynamizer) {
        const content::DynamizerTable& table = *dynamizer.table;
        const fs::path named(table.file);
        const bool is_beside = named.is_relative() && std::ranges::find(named, "..") == named.end();
        feed::SeriesFileOptions options;
        options.path = (folder_ / named).string();
        options.entity = dynamizer.target.empty() ? dynamizer.id : dynamizer.target;
        options.id_column = table.id_column;
        options.id_value = table.id_value;
        options.time_column = table.time_column;
        options.value_column = table.value_column;
        options.property = dynamizer.property;
        options.unit = dynamizer.unit;
        // Rows of all sensors are not values of one.
        const bool is_shared = table.id_column.empty() != table.id_value.empty();
        auto opened = !is_beside ? fail(ErrorKind::kDenied, "a table that is not beside the model")
                      : is_shared
                          ? fail(ErrorKind::kUnsupported,
                                 "a table of several sensors that does not say which by the "
                                 "name of a column and a value in it")
                          : feed::SeriesFile::open(std::move(options));
        if (!opened) {
            batch.reject(dynamizer.id + ": " + opened.error().message, dynamizer.table->file);
            return false;
        }
        table_ = *std::move(opened);
        return true;
    }

    Result<bool> next_of_table(twin::ObservationBatch& batch) {
        const auto more = table_->next(batch);
        if (!more) return fail(more.error());
        if (*more) return true;
        table_.reset();
        ++at_;
        return true;
    }

    content::Dynamizers dynamizers_;
    fs::path folder_;
    std::unique_ptr<feed::SeriesFile> table_;  // The one that is being read.
    std::size_t at_ = 0, value_ = 0;
};

// Tells of each where its live values can be had, and of what was left out. What a person has to
// know of it in a sentence; empty for nothing.
feed::FeedNotice tell_connections(const content::Dynamizers& dynamizers) {
    constexpr std::size_t kNamed = 3;
    std::set<std::string> urls;
    for (const content::Dynamizer& dynamizer : dynamizers.all) {
        if (!dynamizer.connection) continue;
        const auto url = feed_of_connection(*dynamizer.connection);
        const std::string what = dynamizer.target + ": live values of " + dynamizer.property;
        if (url) urls.insert(*url);
        log::info(what + (url ? " can be had by --feed " + *url : ": " + url.error().message));
    }
    for (const std::string& warning : dynamizers.warnings)
        log::warning(warning);
    feed::FeedNotice told;
    std::string& notice = told.sentence;
    if (!urls.empty()) notice = "live values can be had from ";
    std::size_t named = 0;
    for (const std::string& url : urls) {
        if (++named > kNamed) break;
        notice += (named == 1 ? "" : ", ") + url;
    }
    if (urls.size() > kNamed) notice += " and " + std::to_string(urls.size() - kNamed) + " more";
    if (dynamizers.warnings.empty()) return told;
    told.is_note = false;
    if (!notice.empty()) notice += "; ";
    notice += std::to_string(dynamizers.warnings.size()) +
              " parts could not be read, the first: " + dynamizers.warnings.front();
    return told;
}

Result<std::unique_ptr<feed::Feed>> open_model(const std::string& path) {
    const auto bytes = read_file(path, kModelBytes);
    if (!bytes) return fail_in(path, bytes.error());
    auto dynamizers = content::read_dynamizers(*bytes);
    if (!dynamizers) return fail_in(path, dynamizers.error());
    feed::FeedNotice notice = tell_connections(*dynamizers);
    auto series =
        std::make_shared<ModelSeries>(*std::move(dynamizers), fs::path(path).parent_path());
    return std::unique_ptr<feed::Feed>(std::make_unique<feed::BatchFeed>(
        [series](twin::ObservationBatch& batch) { return series->next(batch); },
        std::move(notice)));
}

}  // namespace

Result<UtcTime> dynamizer_time(const std::string& text) {
    constexpr std::size_t kYear = 4, kMonth = 7;
    const bool is_plain = text.find_first_not_of("0123456789-") == std::string::npos;
    if (is_plain && text.size() == kYear) return parse_time(text + "-01-01", TimeZone());
    if (is_plain && text.size() == kMonth) return parse_time(text + "-01", TimeZone());
    return parse_time(text, TimeZone());
}

Result<std::string> feed_of_connection(const content::SensorConnection& connection) {
    const bool is_web =
        connection.base_url.starts_with("http://") || connection.base_url.starts_with("https://");
    if (connection.type.starts_with("ogc_sta") && is_web) return "sta+" + connection.base_url;
    if (!connection.mqtt_server.empty()) {
        const bool has_scheme = connection.mqtt_server.starts_with("mqtt");
        return (has_scheme ? "" : "mqtt://") + connection.mqtt_server + "/" + connection.mqtt_topic;
    }
    return fail(ErrorKind::kUnsupported, "a connection of kind \"" + connection.type + "\"");
}

Result<std::unique_ptr<feed::Feed>> open_file_feed(const std::string& url) {
    auto options = feed::parse_series_address(url);
    if (!options) return fail(options.error());
    if (!is_table(options->path)) return open_model(options->path);
    auto file = feed::SeriesFile::open(*std::move(options));
    if (!file) return fail(file.error());
    const std::shared_ptr<feed::SeriesFile> table = *std::move(file);
    return std::unique_ptr<feed::Feed>(std::make_unique<feed::BatchFeed>(
        [table](twin::ObservationBatch& batch) { return table->next(batch); }));
}

}  // namespace belvedere::live
