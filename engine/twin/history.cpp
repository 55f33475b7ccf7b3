// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/history.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace belvedere::twin {
namespace {

constexpr double kUnitsADegree = 1e7;

std::int32_t packed_degrees(double degrees) {
    return static_cast<std::int32_t>(std::llround(degrees * kUnitsADegree));
}

// Text with its length in front, in one allocation.
std::uint64_t allocate_text(std::string_view text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    char* memory = new char[sizeof(length) + text.size()];
    std::memcpy(memory, &length, sizeof(length));
    if (!text.empty()) std::memcpy(memory + sizeof(length), text.data(), text.size());
    return std::bit_cast<std::uint64_t>(memory);
}

}  // namespace

PackedValue PackedValue::of_number(ValueKind kind, double number) {
    PackedValue value;
    value.kind_ = kind;
    value.bits_ = std::bit_cast<std::uint64_t>(number);
    return value;
}

PackedValue PackedValue::of_position(const Position& position) {
    PackedValue value;
    value.kind_ = ValueKind::kPosition;
    const auto longitude = std::bit_cast<std::uint32_t>(packed_degrees(position.longitude_deg));
    const auto latitude = std::bit_cast<std::uint32_t>(packed_degrees(position.latitude_deg));
    value.bits_ = (std::uint64_t{longitude} << 32U) | latitude;
    value.height_m_ = position.height_m;
    return value;
}

PackedValue PackedValue::of_text(ValueKind kind, std::string_view text) {
    PackedValue value;
    value.kind_ = kind;
    value.bits_ = allocate_text(text);
    return value;
}

PackedValue::PackedValue(PackedValue&& other) noexcept
    : bits_(std::exchange(other.bits_, 0)),
      height_m_(other.height_m_),
      kind_(std::exchange(other.kind_, ValueKind::kNone)) {}

PackedValue& PackedValue::operator=(PackedValue&& other) noexcept {
    std::swap(bits_, other.bits_);
    std::swap(height_m_, other.height_m_);
    std::swap(kind_, other.kind_);
    return *this;
}

PackedValue::~PackedValue() {
    if (is_text()) delete[] std::bit_cast<char*>(bits_);
}

bool PackedValue::is_text() const {
    return kind_ == ValueKind::kText || kind_ == ValueKind::kJson || kind_ == ValueKind::kReference;
}

PackedValue PackedValue::copy() const {
    if (is_text()) return of_text(kind_, text());
    PackedValue value;
    value.bits_ = bits_;
    value.height_m_ = height_m_;
    value.kind_ = kind_;
    return value;
}

double PackedValue::number() const {
    const bool has_number = kind_ == ValueKind::kNumber || kind_ == ValueKind::kBoolean;
    return has_number ? std::bit_cast<double>(bits_) : 0.0;
}

Position PackedValue::position() const {
    if (kind_ != ValueKind::kPosition) return {};
    const auto longitude = std::bit_cast<std::int32_t>(static_cast<std::uint32_t>(bits_ >> 32U));
    const auto latitude = std::bit_cast<std::int32_t>(static_cast<std::uint32_t>(bits_));
    return {longitude / kUnitsADegree, latitude / kUnitsADegree, height_m_};
}

std::string_view PackedValue::text() const {
    if (!is_text()) return {};
    const char* memory = std::bit_cast<const char*>(bits_);
    std::uint32_t length = 0;
    std::memcpy(&length, memory, sizeof(length));
    return {memory + sizeof(length), length};
}

bool PackedValue::equals(const PackedValue& other) const {
    if (kind_ != other.kind_) return false;
    if (is_text()) return text() == other.text();
    if (kind_ != ValueKind::kPosition) return bits_ == other.bits_;
    const bool both_without_height = std::isnan(height_m_) && std::isnan(other.height_m_);
    return bits_ == other.bits_ && (both_without_height || height_m_ == other.height_m_);
}

std::size_t PackedValue::owned_bytes() const {
    return is_text() ? sizeof(std::uint32_t) + text().size() : 0;
}

PackedValue packed(const Observation& observation, std::string_view text) {
    switch (observation.kind) {
        case ValueKind::kText:
        case ValueKind::kJson:
        case ValueKind::kReference:
            return PackedValue::of_text(observation.kind, text);
        case ValueKind::kPosition:
            return PackedValue::of_position(observation.position);
        default:
            return PackedValue::of_number(observation.kind, observation.number);
    }
}

History::History(std::uint64_t bytes_max)
    : bytes_max_(bytes_max),
      capacity_(std::max<std::size_t>(1, bytes_max / sizeof(PastObservation))) {}

std::uint64_t History::add(PastObservation observation) {
    const std::uint64_t bytes = sizeof(PastObservation) + observation.value.owned_bytes();
    while (size() > 0 && (bytes_ + bytes > bytes_max_ || size() >= capacity_))
        forget_oldest();
    bytes_ += bytes;
    const std::size_t slot = (next_ - 1) % capacity_;
    if (slot == ring_.size()) {
        ring_.add() = std::move(observation);
    } else {
        ring_[slot] = std::move(observation);
    }
    return next_++;
}

const PastObservation* History::at(std::uint64_t number) const {
    if (number < first_ || number >= next_) return nullptr;
    return &ring_[(number - 1) % capacity_];
}

std::uint64_t History::number_of(std::uint32_t number) const {
    if (number == 0) return 0;
    const std::uint32_t behind = static_cast<std::uint32_t>(next_) - number;
    return behind == 0 || behind > next_ - first_ ? 0 : next_ - behind;
}

// A number may have been made anew since its series saw it, 4 billion numbers later, but then not
// for this series: it would remember that one.
const PastObservation* History::of_series(SeriesId series, std::uint64_t number) const {
    const PastObservation* found = at(number);
    return found != nullptr && found->series == series ? found : nullptr;
}

const PastObservation* History::newest_of(SeriesId series, std::uint32_t number) const {
    return of_series(series, number_of(number));
}

void History::forget(const std::function<bool(SeriesId)>& is_forgotten) {
    for (std::uint64_t number = first_; number < next_; ++number) {
        PastObservation& past = ring_[(number - 1) % capacity_];
        if (!past.series.valid() || !is_forgotten(past.series)) continue;
        bytes_ -= past.value.owned_bytes();
        past.value = PackedValue();
        past.series = {};
        past.previous = 0;
    }
}

void History::forget_oldest() {
    PastObservation& oldest = ring_[(first_ - 1) % capacity_];
    complete_since_ = std::max(complete_since_, oldest.received_at);
    bytes_ -= sizeof(PastObservation) + oldest.value.owned_bytes();
    oldest.value = PackedValue();
    ++first_;
}

}  // namespace belvedere::twin
