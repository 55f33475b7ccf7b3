// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/value_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/core/hash.hpp"
#include "engine/twin/place_lines.hpp"

namespace belvedere::twin {
namespace {

constexpr std::uint64_t kValueMagic = 0x3245554C41565642ULL;  // "BVVALUE2"
constexpr std::size_t kValueHead = 16;                        // Magic and checksum.
constexpr std::uint8_t kDeletedFlag = 1, kLostFlag = 2;

template <class T>
void put(Bytes& bytes, const T& value) {
    const auto* from = reinterpret_cast<const std::byte*>(&value);
    bytes.insert(bytes.end(), from, from + sizeof(T));
}

void put_text(Bytes& bytes, std::string_view text) {
    put(bytes, static_cast<std::uint32_t>(text.size()));
    const ByteView view = as_bytes(text);
    bytes.insert(bytes.end(), view.begin(), view.end());
}

// Texts that many values share, each once; 0 is the empty one.
class NameTable {
  public:
    std::uint32_t number(std::string_view text) {
        if (text.empty()) return 0;
        const auto known = numbers_.find(std::string(text));
        if (known != numbers_.end()) return known->second;
        texts_.emplace_back(text);
        const auto number = static_cast<std::uint32_t>(texts_.size());
        numbers_.emplace(text, number);
        return number;
    }
    [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

  private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> texts_;
};

std::string_view unit_name(const Unit& unit) {
    if (!unit.code.empty()) return unit.code;
    return unit.ucum.empty() ? unit.symbol : unit.ucum;
}

void put_line(Bytes& bytes, std::span<const LinePoint> line) {
    put(bytes, static_cast<std::uint32_t>(line.size()));
    for (const LinePoint& point : line) {
        put(bytes, point.longitude_deg);
        put(bytes, point.latitude_deg);
    }
}

// `line` is what a position stands for, where it does.
void put_value(Bytes& bytes, const PackedValue& value, std::span<const LinePoint> line) {
    put(bytes, static_cast<std::uint8_t>(value.kind()));
    switch (value.kind()) {
        case ValueKind::kText:
        case ValueKind::kJson:
        case ValueKind::kReference:
            put_text(bytes, value.text());
            return;
        case ValueKind::kPosition: {
            const Position place = value.position();
            put(bytes, place.longitude_deg);
            put(bytes, place.latitude_deg);
            put(bytes, place.height_m);
            put_line(bytes, line);
            return;
        }
        default:
            put(bytes, value.number());
    }
}

void put_entity(Bytes& bytes, NameTable& names, const TwinStore& store, EntityId id) {
    const EntityRecord& entity = store.entities()[id];
    const auto text = [&store](NameId name) {
        return name.valid() ? store.names().text(name) : std::string_view();
    };
    put_text(bytes, entity.id());
    put(bytes, names.number(text(entity.type)));
    put(bytes, entity.period_s);
    put(bytes, static_cast<std::uint8_t>((entity.is_deleted ? kDeletedFlag : 0U) |
                                         (entity.is_lost ? kLostFlag : 0U)));
    const std::size_t count_at = bytes.size();
    std::uint32_t count = 0;
    put(bytes, count);
    for (SeriesId at = entity.first_series; at.valid(); at = store.series(at).next) {
        const SeriesRecord& series = store.series(at);
        if (series.value.kind() == ValueKind::kNone) continue;
        put(bytes, names.number(text(series.property)));
        put(bytes, names.number(text(series.dataset)));
        put(bytes, names.number(unit_name(store.units().unit(series.unit))));
        put(bytes, series.quality.bits);
        put(bytes, series.observed_at.microseconds);
        const bool is_place = at == entity.position_series;
        put_value(bytes, series.value,
                  is_place ? store.lines().of(id) : std::span<const LinePoint>());
        ++count;
    }
    std::memcpy(bytes.data() + count_at, &count, sizeof(count));
}

// Reads the file, remembering the first thing that is wrong.
class ValueReader {
  public:
    explicit ValueReader(ByteView bytes) : reader_(bytes) {}
    template <class T>
    T get() {
        return reader_.read<T>();
    }
    std::string_view text(std::size_t bytes_max) {
        const auto length = get<std::uint32_t>();
        if (length > bytes_max) is_wrong_ = true;
        return is_wrong_ ? std::string_view() : as_text(reader_.take(length));
    }
    std::string_view name() {
        const auto number = get<std::uint32_t>();
        if (number > names_.size()) is_wrong_ = true;
        return number == 0 || is_wrong_ ? std::string_view() : names_[number - 1];
    }
    void read_names() {
        const auto count = get<std::uint32_t>();
        if (count > 2 * limits::kNames) is_wrong_ = true;
        for (std::uint32_t i = 0; i < count && !is_over(); ++i)
            names_.push_back(text(limits::kNameBytes));
    }
    void fail() { is_wrong_ = true; }
    [[nodiscard]] bool is_over() const { return is_wrong_ || reader_.failed(); }
    [[nodiscard]] bool is_whole() const { return !is_over() && reader_.remaining() == 0; }

  private:
    ByteReader reader_;
    std::vector<std::string_view> names_;
    bool is_wrong_ = false;
};

// A line as an observation has it. What parts lines has a longitude that is not a number; all other
// points are on Earth.
std::string read_line(ValueReader& reader) {
    const auto count = reader.get<std::uint32_t>();
    if (count > kLinePointsMost) reader.fail();
    std::vector<LinePoint> line;
    for (std::uint32_t i = 0; i < count && !reader.is_over(); ++i) {
        LinePoint point;
        point.longitude_deg = reader.get<double>();
        point.latitude_deg = reader.get<double>();
        const bool is_on_earth =
            std::abs(point.longitude_deg) <= 180.0 && std::abs(point.latitude_deg) <= 90.0;
        if (!std::isnan(point.longitude_deg) && !is_on_earth) reader.fail();
        line.push_back(point);
    }
    return line_text(line);
}

void read_value(ValueReader& reader, ObservationBatch& batch, Observation& one) {
    const auto kind = reader.get<std::uint8_t>();
    if (kind > static_cast<std::uint8_t>(ValueKind::kDeleted)) return reader.fail();
    one.kind = static_cast<ValueKind>(kind);
    switch (one.kind) {
        case ValueKind::kText:
        case ValueKind::kJson:
        case ValueKind::kReference:
            one.text = batch.add_text(reader.text(limits::kTextBytes));
            return;
        case ValueKind::kPosition:
            one.position.longitude_deg = reader.get<double>();
            one.position.latitude_deg = reader.get<double>();
            one.position.height_m = reader.get<float>();
            one.text = batch.add_text(read_line(reader));
            return;
        default:
            one.number = reader.get<double>();
    }
}

void read_entity(ValueReader& reader, ReadValues& values) {
    ObservationBatch& batch = values.batches.back();
    const std::string_view id = reader.text(limits::kNameBytes);
    const std::string_view type = reader.name();
    values.periods_s.push_back(reader.get<float>());
    const auto flags = reader.get<std::uint8_t>();
    const auto count = reader.get<std::uint32_t>();
    if (id.empty() || count > limits::kSeriesAnEntity) return reader.fail();
    EntityUpdate& update = batch.begin_update(id, type);
    update.deletes_entity = (flags & kDeletedFlag) != 0;
    update.loses_entity = (flags & kLostFlag) != 0;
    for (std::uint32_t i = 0; i < count && !reader.is_over(); ++i) {
        Observation one;
        one.property = batch.add_text(reader.name());
        one.dataset = batch.add_text(reader.name());
        one.unit = batch.add_text(reader.name());
        one.quality.bits = reader.get<std::uint16_t>();
        one.observed_at.microseconds = reader.get<std::int64_t>();
        read_value(reader, batch, one);
        batch.add(one);
    }
}

}  // namespace

struct ValueWriter::State {
    std::string key;
    UtcTime now;
    std::uint64_t bytes_max = 0;
    NameTable names;
    Bytes entities;
    std::uint64_t name_bytes = 0;
    std::size_t names_counted = 0, added = 0, left_out = 0;
};

ValueWriter::ValueWriter(std::string_view key, UtcTime now, std::uint64_t bytes_max)
    : state_(std::make_unique<State>()) {
    state_->key = key;
    state_->now = now;
    state_->bytes_max = bytes_max;
}

ValueWriter::ValueWriter(ValueWriter&&) noexcept = default;
ValueWriter& ValueWriter::operator=(ValueWriter&&) noexcept = default;
ValueWriter::~ValueWriter() = default;

void ValueWriter::add(const TwinStore& store, EntityId id) {
    State& s = *state_;
    if (store.entities()[id].is_forgotten) return;
    if (s.left_out > 0) {
        ++s.left_out;
        return;
    }
    const std::size_t before = s.entities.size();
    put_entity(s.entities, s.names, store, id);
    for (; s.names_counted < s.names.texts().size(); ++s.names_counted)
        s.name_bytes += s.names.texts()[s.names_counted].size() + sizeof(std::uint32_t);
    if (kValueHead + 1'024 + s.name_bytes + s.entities.size() > s.bytes_max) {
        s.entities.resize(before);
        ++s.left_out;
        return;
    }
    ++s.added;
}

WrittenValues ValueWriter::finish() {
    const State& s = *state_;
    WrittenValues written;
    written.entities = s.added;
    written.left_out = s.left_out;
    Bytes body;
    put(body, s.now.microseconds);
    put_text(body, s.key);
    put(body, static_cast<std::uint32_t>(s.names.texts().size()));
    for (const std::string& text : s.names.texts())
        put_text(body, text);
    put(body, static_cast<std::uint32_t>(written.entities));
    body.insert(body.end(), s.entities.begin(), s.entities.end());
    put(written.bytes, kValueMagic);
    put(written.bytes, hash_64(body));
    written.bytes.insert(written.bytes.end(), body.begin(), body.end());
    return written;
}

void put_newest_first(std::vector<HeardEntity>& entities) {
    std::ranges::stable_sort(entities, std::ranges::greater(), &HeardEntity::last_observed_at);
}

WrittenValues write_values(const TwinStore& store, SourceId source, std::string_view key,
                           UtcTime now, std::uint64_t bytes_max) {
    std::vector<HeardEntity> entities;
    for (std::uint32_t i = 0; i < store.entities().size(); ++i) {
        const EntityRecord& entity = store.entities()[EntityId{i}];
        if (entity.source == source.value && !entity.is_forgotten)
            entities.push_back({EntityId{i}, entity.last_observed_at});
    }
    put_newest_first(entities);
    ValueWriter writer(key, now, bytes_max);
    for (const HeardEntity& entity : entities)
        writer.add(store, entity.id);
    return writer.finish();
}

Result<ReadValues> read_values(ByteView bytes, std::string_view key) {
    ByteReader head(bytes);
    const auto magic = head.read<std::uint64_t>();
    const auto checksum = head.read<std::uint64_t>();
    if (head.failed() || magic != kValueMagic || hash_64(bytes.subspan(kValueHead)) != checksum)
        return fail(ErrorKind::kBadData, "kept values that are broken");
    ValueReader reader(bytes.subspan(kValueHead));
    ReadValues values;
    values.saved_at.microseconds = reader.get<std::int64_t>();
    if (reader.text(bytes.size()) != key)
        return fail(ErrorKind::kBadData, "kept values of another source");
    reader.read_names();
    const auto count = reader.get<std::uint32_t>();
    if (count > limits::kEntities) reader.fail();
    for (std::uint32_t i = 0; i < count && !reader.is_over(); ++i) {
        if (values.batches.empty() || values.batches.back().is_full() ||
            values.batches.back().updates().size() >= kEntitiesABatch)
            values.batches.emplace_back();
        read_entity(reader, values);
    }
    if (!reader.is_whole()) return fail(ErrorKind::kBadData, "kept values that are broken");
    return values;
}

}  // namespace belvedere::twin
