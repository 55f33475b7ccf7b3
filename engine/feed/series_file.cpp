// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/series_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/feed/csv_row.hpp"
#include "engine/feed/json_value.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/mqtt_address.hpp"
#include "engine/net/uri.hpp"
#include "engine/twin/limits.hpp"

namespace belvedere::feed {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
constexpr std::size_t kRowsABatch = 4'096;
constexpr std::size_t kNoColumn = SIZE_MAX;
constexpr auto kTimeNames =
    std::to_array<std::string_view>({"timestamp", "time", "datetime", "date_time", "observedat",
                                     "dateobserved", "phenomenontime", "date"});

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

std::size_t column_of(const std::vector<std::string>& names, std::string_view wanted) {
    const auto found = std::ranges::find(names, wanted);
    return found == names.end() ? kNoColumn : static_cast<std::size_t>(found - names.begin());
}

std::size_t column_called(const std::vector<std::string>& names,
                          std::span<const std::string_view> wanted) {
    for (const std::string_view name : wanted) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (lower_case(names[i]) == name) return i;
        }
    }
    return kNoColumn;
}

std::optional<double> number_in(std::string_view text) {
    double number = 0.0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    const bool is_whole = read.ec == std::errc() && read.ptr == end;
    return is_whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

char separator_of(std::string_view header) {
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char letter : {',', ';', '\t'}) {
        const std::ptrdiff_t count = std::ranges::count(header, letter);
        if (count > most) best = letter;
        most = std::max(most, count);
    }
    return best;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

}  // namespace

struct SeriesFile::State {
    SeriesFileOptions options;
    std::ifstream file;
    std::string buffer;
    std::size_t used = 0;  // Of the buffer.
    bool is_at_end = false;
    char separator = ',';
    std::vector<std::string> names, cells;
    std::size_t time = 0, id = kNoColumn, value = kNoColumn, longitude = kNoColumn,
                latitude = kNoColumn;

    // Has a whole row in the buffer, unless the file ends. False when nothing is left.
    bool fill() {
        if (!is_at_end && buffer.size() - used <= limits::kCsvLineBytes) {
            buffer.erase(0, used);
            used = 0;
            const std::size_t before = buffer.size();
            buffer.resize(before + kPieceBytes);
            file.read(buffer.data() + before, static_cast<std::streamsize>(kPieceBytes));
            buffer.resize(before + static_cast<std::size_t>(file.gcount()));
            is_at_end = !file;
        }
        return used < buffer.size();
    }

    // The next row's cells; false at the end.
    bool row(std::string_view& line) {
        if (!fill()) return false;
        std::string_view rest = std::string_view(buffer).substr(used);
        const std::string_view before = rest;
        if (!take_row(rest, separator, cells)) return false;
        line = before.substr(0, before.size() - rest.size());
        used += line.size();
        return true;
    }

    Result<void> read_header() {
        if (!fill()) return fail(ErrorKind::kBadData, options.path + ": an empty table");
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (buffer.starts_with(kByteOrderMark)) used = kByteOrderMark.size();
        const std::string_view text = std::string_view(buffer).substr(used);
        separator = separator_of(text.substr(0, text.find('\n')));
        std::string_view line;
        (void)row(line);
        for (const std::string& cell : cells)
            names.emplace_back(trimmed(cell));
        const auto is_wrong = [](const std::string& name) {
            return name.size() > twin::limits::kNameBytes;
        };
        if (names.size() < 2 || std::ranges::any_of(names, is_wrong))
            return fail(ErrorKind::kBadData, options.path + ": no table of columns with names");
        return find_columns();
    }

    Result<void> find_columns() {
        time = std::min(column_called(names, kTimeNames), names.size());
        if (time == names.size()) time = 0;
        constexpr auto kLongitudes = std::to_array<std::string_view>({"longitude", "lon", "lng"});
        constexpr auto kLatitudes = std::to_array<std::string_view>({"latitude", "lat"});
        longitude = column_called(names, kLongitudes);
        latitude = column_called(names, kLatitudes);
        const std::pair<const std::string*, std::size_t*> named[] = {
            {&options.time_column, &time},
            {&options.id_column, &id},
            {&options.value_column, &value}};
        for (const auto& [name, column] : named) {
            if (name->empty()) continue;
            *column = column_of(names, *name);
            if (*column == kNoColumn)
                return fail(ErrorKind::kBadData, options.path + " has no column " + *name);
        }
        return {};
    }

    void add(twin::ObservationBatch& batch, std::string_view line) {
        const bool is_of_others = !options.id_value.empty() &&
                                  (id >= cells.size() || trimmed(cells[id]) != options.id_value);
        if (is_of_others) return;
        const std::string_view when = time < cells.size() ? trimmed(cells[time]) : "";
        auto written = time_of(when);
        // A plain number is Unix time, told apart by size as in JSON.
        if (const auto seconds = number_in(when); !written && seconds)
            written = unix_time(*seconds);
        if (!written) return batch.reject("a row without a time", line);
        std::string_view entity = options.entity;
        if (id != kNoColumn && options.id_value.empty())
            entity = id < cells.size() ? trimmed(cells[id]) : "";
        if (entity.empty()) return batch.reject("a row without a device", line);
        batch.begin_update(entity, options.type);
        for (std::size_t i = 0; i < cells.size() && i < names.size(); ++i) {
            const bool is_value = value == kNoColumn || i == value;
            if (is_value && i != time && i != id && i != longitude && i != latitude)
                add_cell(batch,
                         i == value && !options.property.empty() ? options.property : names[i],
                         trimmed(cells[i]), *written);
        }
        add_place(batch, *written);
    }

    static std::optional<WrittenTime> unix_time(double number) {
        if (!(number > 0.0) || number > 9e17) return std::nullopt;
        const double scale = number < 1e11 ? 1e6 : (number < 1e14 ? 1e3 : 1.0);
        if (number * scale > 9e17) return std::nullopt;
        return WrittenTime{{std::llround(number * scale)}, false};
    }

    void add_cell(twin::ObservationBatch& batch, std::string_view name, std::string_view cell,
                  const WrittenTime& when) const {
        if (cell.empty() || name.empty()) return;
        twin::Observation one;
        one.property = batch.add_text(name);
        set_time(one, when);
        if (const auto number = number_in(cell)) {
            one.kind = twin::ValueKind::kNumber;
            one.number = *number;
            one.unit = batch.add_text(options.unit);
        } else {
            one.kind = twin::ValueKind::kText;
            one.text = batch.add_text(cell);
        }
        batch.add(one);
    }

    void add_place(twin::ObservationBatch& batch, const WrittenTime& when) const {
        if (longitude >= cells.size() || latitude >= cells.size()) return;
        const auto east = number_in(trimmed(cells[longitude]));
        const auto north = number_in(trimmed(cells[latitude]));
        if (!east || !north) return;
        twin::Observation one;
        one.property = batch.add_text("location");
        one.kind = twin::ValueKind::kPosition;
        one.position.longitude_deg = *east;
        one.position.latitude_deg = *north;
        set_time(one, when);
        batch.add(one);
    }
};

Result<SeriesFileOptions> parse_series_address(std::string_view url) {
    if (!url.starts_with("file:")) return fail(ErrorKind::kUsage, "not a file: address");
    std::string_view rest = url.substr(5);
    if (rest.starts_with("//")) rest.remove_prefix(2);
    const std::size_t question = rest.find('?');
    const auto path = net::percent_decoded(rest.substr(0, question));
    if (!path || path->empty()) return fail(ErrorKind::kUsage, "file: needs a path");
    const auto options = parse_url_options(
        question == std::string_view::npos ? std::string_view() : rest.substr(question + 1),
        "entity type id time value unit");
    if (!options) return fail(options.error());
    const auto option = [&options](std::string_view name) {
        const auto found = options->find(name);
        return found == options->end() ? std::string() : found->second;
    };
    return SeriesFileOptions{.path = *path,
                             .entity = option("entity"),
                             .type = option("type"),
                             .id_column = option("id"),
                             .id_value = {},
                             .time_column = option("time"),
                             .value_column = option("value"),
                             .property = {},
                             .unit = option("unit")};
}

SeriesFile::SeriesFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
SeriesFile::~SeriesFile() = default;

Result<std::unique_ptr<SeriesFile>> SeriesFile::open(SeriesFileOptions options) {
    auto state = std::make_unique<State>();
    state->options = std::move(options);
    if (state->options.entity.empty())
        state->options.entity = std::filesystem::path(state->options.path).stem().string();
    std::error_code ignored;
    if (std::filesystem::is_regular_file(state->options.path, ignored))
        state->file.open(state->options.path, std::ios::binary);
    if (!state->file.is_open())
        return fail(ErrorKind::kNotFound, state->options.path + " cannot be read");
    const auto header = state->read_header();
    if (!header) return fail(header.error());
    return std::unique_ptr<SeriesFile>(new SeriesFile(std::move(state)));
}

Result<bool> SeriesFile::next(twin::ObservationBatch& batch) {
    std::string_view line;
    for (std::size_t i = 0; i < kRowsABatch && !batch.is_full(); ++i) {
        if (!state_->row(line)) {
            if (state_->file.bad())
                return fail(ErrorKind::kDevice, state_->options.path + " cannot be read on");
            return false;
        }
        const bool is_empty = state_->cells.size() == 1 && trimmed(state_->cells[0]).empty();
        if (!is_empty) state_->add(batch, line);
    }
    return true;
}

}  // namespace belvedere::feed
