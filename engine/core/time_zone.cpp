// SPDX-License-Identifier: Apache-2.0
#include "engine/core/time_zone.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "engine/core/file.hpp"
#include "engine/core/zone_rules.hpp"

namespace belvedere {
namespace {

// The largest file of the database is below 4 kB; its counts are limited by this too.
constexpr std::uint64_t kZoneFileBytesMax = 256 * 1024;
constexpr int kOffsetMax_s = 26 * 3600;

std::uint32_t big_endian_32(ByteReader& reader) {
    return __builtin_bswap32(reader.read<std::uint32_t>());
}

std::int64_t big_endian_64(ByteReader& reader) {
    return static_cast<std::int64_t>(__builtin_bswap64(reader.read<std::uint64_t>()));
}

// The header of a data block (RFC 8536, section 3.1).
struct BlockHeader {
    char version = 0;
    std::uint32_t ut_marks = 0, standard_marks = 0, leaps = 0, changes = 0, types = 0, letters = 0;

    [[nodiscard]] std::uint64_t bytes(std::uint64_t time_size) const {
        return changes * (time_size + 1) + types * std::uint64_t{6} + letters +
               leaps * (time_size + 4) + standard_marks + std::uint64_t{ut_marks};
    }
};

std::optional<BlockHeader> read_header(ByteReader& reader) {
    if (as_text(reader.take(4)) != "TZif") return std::nullopt;
    BlockHeader header;
    header.version = reader.read<char>();
    (void)reader.take(15);
    header.ut_marks = big_endian_32(reader);
    header.standard_marks = big_endian_32(reader);
    header.leaps = big_endian_32(reader);
    header.changes = big_endian_32(reader);
    header.types = big_endian_32(reader);
    header.letters = big_endian_32(reader);
    if (reader.failed()) return std::nullopt;
    return header;
}

bool read_block(ByteReader& reader, const BlockHeader& header, std::uint64_t time_size,
                ZoneRules& rules) {
    if (header.types == 0 || header.bytes(time_size) > reader.remaining()) return false;
    for (std::uint32_t i = 0; i < header.changes; ++i) {
        rules.changes.push_back(time_size == 8 ? big_endian_64(reader)
                                               : static_cast<std::int32_t>(big_endian_32(reader)));
    }
    if (!std::ranges::is_sorted(rules.changes)) return false;
    const ByteView type_of_change = reader.take(header.changes);
    std::vector<int> offsets;
    for (std::uint32_t i = 0; i < header.types; ++i) {
        const auto offset = static_cast<std::int32_t>(big_endian_32(reader));
        (void)reader.take(2);
        if (offset < -kOffsetMax_s || offset > kOffsetMax_s) return false;
        offsets.push_back(offset);
    }
    rules.first_offset_s = offsets[0];
    for (const std::byte type : type_of_change) {
        if (std::to_integer<std::size_t>(type) >= offsets.size()) return false;
        rules.offsets_s.push_back(offsets[std::to_integer<std::size_t>(type)]);
    }
    (void)reader.take(header.letters + header.leaps * (time_size + 4) + header.standard_marks +
                      header.ut_marks);
    return !reader.failed();
}

std::optional<PosixZone> read_footer(ByteReader& reader) {
    const std::string_view rest = as_text(reader.take(reader.remaining()));
    if (rest.size() < 2 || rest.front() != '\n' || rest.back() != '\n') return std::nullopt;
    return PosixZone::parse(rest.substr(1, rest.size() - 2));
}

// "Area/Place": letters, digits and a few marks, never a way out of the database's folder.
bool is_zone_name(const std::string& name) {
    if (name.empty() || name.size() > 64 || name.front() == '/' ||
        name.find("..") != std::string::npos) {
        return false;
    }
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    });
}

}  // namespace

UtcTime utc_of(const CivilTime& civil) {
    const std::chrono::sys_days date{std::chrono::year(civil.year) /
                                     std::chrono::month(static_cast<unsigned>(civil.month)) /
                                     std::chrono::day(static_cast<unsigned>(civil.day))};
    const std::int64_t seconds = date.time_since_epoch().count() * 86400LL + civil.hour * 3600LL +
                                 civil.minute * 60LL + civil.second;
    return {seconds * 1'000'000 + civil.microsecond};
}

CivilTime civil_of(UtcTime time) {
    using namespace std::chrono;  // NOLINT(google-build-using-namespace): a body of nothing else.
    const sys_time<microseconds> moment{microseconds(time.microseconds)};
    const sys_days date = floor<days>(moment);
    const year_month_day day(date);
    const hh_mm_ss clock(moment - date);
    return {static_cast<int>(day.year()),
            static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day())),
            static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count()),
            static_cast<int>(clock.subseconds().count())};
}

TimeZone TimeZone::fixed(int offset_s) {
    auto rules = std::make_shared<ZoneRules>();
    rules->first_offset_s = std::clamp(offset_s, -86400, 86400);
    const int minutes = std::abs(rules->first_offset_s) / 60;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", offset_s < 0 ? '-' : '+', minutes / 60,
                  minutes % 60);
    rules->name = text.data();
    TimeZone zone;
    zone.rules_ = std::move(rules);
    return zone;
}

Result<TimeZone> TimeZone::load(const std::string& name) {
    if (name == "UTC" || name == "Z") return TimeZone();
    if (!is_zone_name(name)) {
        return fail(ErrorKind::kUsage,
                    "\"" + name.substr(0, 64) + "\" is not a time zone name such as Europe/Berlin");
    }
    const char* folder = std::getenv("TZDIR");
    const std::filesystem::path root = folder != nullptr ? folder : "/usr/share/zoneinfo";
    const auto bytes = read_file(root / name, kZoneFileBytesMax);
    if (!bytes) {
        return fail(ErrorKind::kNotFound, "the time zone database has no \"" + name + "\"");
    }
    return parse(*bytes, name);
}

Result<TimeZone> TimeZone::parse(ByteView tzif, const std::string& name) {
    ByteReader reader(tzif);
    const auto broken = [&name] {
        return fail(ErrorKind::kBadData, "the time zone file \"" + name + "\" is broken");
    };
    auto rules = std::make_shared<ZoneRules>();
    rules->name = name;
    auto header = read_header(reader);
    if (!header) return broken();
    if (header->version >= '2') {
        // Skip the 32-bit block; the 64-bit one says all it says and more.
        (void)reader.take(header->bytes(4));
        header = read_header(reader);
        if (!header || !read_block(reader, *header, 8, *rules)) return broken();
        rules->after = read_footer(reader);
    } else if (!read_block(reader, *header, 4, *rules)) {
        return broken();
    }
    TimeZone zone;
    zone.rules_ = std::move(rules);
    return zone;
}

int TimeZone::offset_s(UtcTime time) const {
    if (!rules_) return 0;
    const std::int64_t whole = time.microseconds / 1'000'000;
    const std::int64_t seconds = time.microseconds % 1'000'000 < 0 ? whole - 1 : whole;
    const auto next = std::ranges::upper_bound(rules_->changes, seconds);
    if (next == rules_->changes.end() && rules_->after) return rules_->after->offset_s(seconds);
    if (next == rules_->changes.begin()) return rules_->first_offset_s;
    return rules_->offsets_s[static_cast<std::size_t>(next - rules_->changes.begin()) - 1];
}

UtcTime TimeZone::to_utc(const CivilTime& civil) const {
    const UtcTime wall = utc_of(civil);
    // The offsets a day before and after bracket any change near this moment.
    constexpr std::int64_t kDay = 86'400'000'000;
    const std::int64_t before = offset_s({wall.microseconds - kDay}) * 1'000'000LL;
    const std::int64_t after = offset_s({wall.microseconds + kDay}) * 1'000'000LL;
    for (const std::int64_t offset : {before, after}) {
        const UtcTime candidate{wall.microseconds - offset};
        if (offset_s(candidate) * 1'000'000LL == offset) return candidate;
    }
    return {wall.microseconds - before};
}

std::string TimeZone::name() const {
    return rules_ ? rules_->name : "UTC";
}

}  // namespace belvedere
