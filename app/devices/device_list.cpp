// SPDX-License-Identifier: Apache-2.0
#include "app/devices/device_list.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <mutex>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/twin/unit.hpp"

namespace belvedere::devices {
namespace {

std::string_view id_of(const DeviceKeys& keys, const DeviceKey& key) {
    return std::string_view(keys.ids).substr(key.id_offset, key.id_length);
}

// What a device is called at the end of its id.
std::string_view tail_of(const DeviceKeys& keys, const DeviceKey& key) {
    const std::string_view id = id_of(keys, key);
    const std::string_view tail = twin::short_name(id);
    return tail.empty() ? id : tail;
}

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

bool has_part(std::string_view whole, std::string_view part_lower) {
    const auto found =
        std::search(whole.begin(), whole.end(), part_lower.begin(), part_lower.end(),
                    [](char letter, char wanted) { return lower(letter) == wanted; });
    return found != whole.end();
}

// Numbers apart from letters, so that lamp 9 is before lamp 10.
int compare_names(std::string_view a, std::string_view b) {
    std::size_t i = 0, j = 0;
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    while (i < a.size() && j < b.size()) {
        if (!is_digit(a[i]) || !is_digit(b[j])) {
            const int difference =
                static_cast<unsigned char>(lower(a[i])) - static_cast<unsigned char>(lower(b[j]));
            if (difference != 0) return difference;
            ++i, ++j;
            continue;
        }
        const auto skip_zeros = [&](std::string_view text, std::size_t& at) {
            while (at + 1 < text.size() && text[at] == '0' && is_digit(text[at + 1]))
                ++at;
        };
        skip_zeros(a, i);
        skip_zeros(b, j);
        std::size_t end_a = i, end_b = j;
        while (end_a < a.size() && is_digit(a[end_a]))
            ++end_a;
        while (end_b < b.size() && is_digit(b[end_b]))
            ++end_b;
        if (end_a - i != end_b - j) return end_a - i < end_b - j ? -1 : 1;
        const int difference = a.substr(i, end_a - i).compare(b.substr(j, end_b - j));
        if (difference != 0) return difference;
        i = end_a;
        j = end_b;
    }
    return static_cast<int>(a.size() - i > 0) - static_cast<int>(b.size() - j > 0);
}

bool is_asked_for(const DeviceKeys& keys, const DeviceKey& key, const DeviceQuery& query,
                  std::string_view text_lower) {
    const std::string& kind = keys.kinds[key.kind];
    if (!query.kind.empty() && kind != query.kind) return false;
    if (query.among &&
        !std::ranges::binary_search(*query.among, key.entity.value, {}, &twin::EntityId::value))
        return false;
    if (query.state && key.state != *query.state) return false;
    if (!query.source.empty() && keys.sources[key.source] != query.source) return false;
    if (!query.property.empty() && !key.has_value) return false;
    return text_lower.empty() || has_part(id_of(keys, key), text_lower) ||
           has_part(kind, text_lower);
}

// Negative: `a` comes first. Without what is sorted by: last, in either order.
int compare_by(const DeviceKeys& keys, const DeviceQuery& query, const DeviceKey& a,
               const DeviceKey& b) {
    const int turn = query.order == SortOrder::kDown ? -1 : 1;
    switch (query.sort) {
        case DeviceSort::kName:
            break;
        case DeviceSort::kKind:
            if (a.kind != b.kind) return turn * keys.kinds[a.kind].compare(keys.kinds[b.kind]);
            break;
        case DeviceSort::kState:
            if (a.state != b.state) return a.state < b.state ? -turn : turn;
            break;
        case DeviceSort::kAge:  // The youngest first.
            if (a.observed_at != b.observed_at) return a.observed_at > b.observed_at ? -turn : turn;
            break;
        case DeviceSort::kValue:
            if (a.has_value != b.has_value) return a.has_value ? -1 : 1;
            if (a.has_value && a.number < b.number) return -turn;
            if (a.has_value && a.number > b.number) return turn;
            break;
    }
    const int by_name = compare_names(tail_of(keys, a), tail_of(keys, b));
    const int name_turn = query.sort == DeviceSort::kName ? turn : 1;
    return by_name * name_turn;
}

std::string group_name(const DeviceKeys& keys, const DeviceKey& key, DeviceGrouping grouping) {
    if (grouping == DeviceGrouping::kKind) return keys.kinds[key.kind];
    if (grouping == DeviceGrouping::kState) return std::to_string(static_cast<unsigned>(key.state));
    return keys.sources[key.source];
}

// What puts devices of one group together.
std::uint32_t group_rank(const DeviceKey& key, DeviceGrouping grouping) {
    if (grouping == DeviceGrouping::kKind) return key.kind;
    if (grouping == DeviceGrouping::kState) return static_cast<std::uint32_t>(key.state);
    return grouping == DeviceGrouping::kSource ? key.source : 0U;
}

}  // namespace

DeviceOrder order_devices(const DeviceKeys& keys, const DeviceQuery& query) {
    std::string text_lower = query.text;
    std::ranges::transform(text_lower, text_lower.begin(), lower);
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < keys.keys.size(); ++i) {
        if (is_asked_for(keys, keys.keys[i], query, text_lower)) found.push_back(i);
    }
    std::ranges::sort(found, [&](std::uint32_t i, std::uint32_t j) {
        const DeviceKey& a = keys.keys[i];
        const DeviceKey& b = keys.keys[j];
        const std::uint32_t rank_a = group_rank(a, query.grouping);
        const std::uint32_t rank_b = group_rank(b, query.grouping);
        if (rank_a != rank_b) {
            if (query.grouping != DeviceGrouping::kKind) return rank_a < rank_b;
            return keys.kinds[a.kind] < keys.kinds[b.kind];
        }
        const int order = compare_by(keys, query, a, b);
        return order != 0 ? order < 0 : a.entity < b.entity;
    });
    DeviceOrder answer;
    answer.query = query;
    answer.total = keys.total;
    answer.found = found.size();
    answer.lines.reserve(found.size());
    std::optional<std::uint32_t> rank;
    for (const std::uint32_t i : found) {
        const DeviceKey& key = keys.keys[i];
        if (query.grouping != DeviceGrouping::kNone) {
            if (!rank || *rank != group_rank(key, query.grouping)) {
                rank = group_rank(key, query.grouping);
                answer.groups.push_back({group_name(keys, key, query.grouping), 0});
                answer.lines.push_back({{}, static_cast<std::uint32_t>(answer.groups.size() - 1)});
            }
            ++answer.groups.back().count;
        }
        const std::size_t group = answer.groups.empty() ? 0 : answer.groups.size() - 1;
        answer.lines.push_back({key.entity, static_cast<std::uint32_t>(group)});
    }
    for (const std::string& kind : keys.kinds) {
        if (!kind.empty()) answer.kinds.push_back(kind);
    }
    std::ranges::sort(answer.kinds);
    const auto repeated = std::ranges::unique(answer.kinds);
    answer.kinds.erase(repeated.begin(), repeated.end());
    return answer;
}

struct DeviceList::Box {
    std::mutex mutex;
    std::shared_ptr<const DeviceOrder> order;
    std::uint64_t number = 0;
    std::function<void()> wake;
};

DeviceList::DeviceList(JobPool& jobs, std::function<void()> wake)
    : jobs_(jobs), box_(std::make_shared<Box>()) {
    box_->wake = std::move(wake);
}

void DeviceList::ask(DeviceQuery query) {
    if (query == query_) return;
    query_ = std::move(query);
    is_asked_ = true;
    keys_.reset();
}

void DeviceList::begin(const twin::TwinStore& store) {
    keys_ = std::make_shared<DeviceKeys>();
    keys_->kinds.emplace_back();
    for (std::uint32_t i = 0; i < store.source_count(); ++i)
        keys_->sources.push_back(store.source(SourceId{i}).name);
    kind_of_.clear();
    next_entity_ = 0;
    change_ = store.changes().next();
    is_asked_ = false;
}

void DeviceList::collect(const twin::TwinStore& store, const std::function<bool(SourceId)>& shows,
                         UtcTime now) {
    const std::size_t end = std::min(store.entities().size(), next_entity_ + kEntitiesAtOnce);
    for (; next_entity_ < end; ++next_entity_) {
        const twin::EntityId id{next_entity_};
        const twin::EntityRecord& entity = store.entities()[id];
        if (entity.is_deleted || entity.source >= keys_->sources.size() ||
            !shows(SourceId{entity.source}))
            continue;
        ++keys_->total;
        DeviceKey& key = keys_->keys.emplace_back();
        key.entity = id;
        key.source = entity.source;
        key.state = twin::state_of(store, id, now);
        key.observed_at = entity.last_observed_at;
        key.id_offset = static_cast<std::uint32_t>(keys_->ids.size());
        key.id_length = entity.id_length;
        keys_->ids += entity.id();
        if (entity.type.valid()) {
            if (kind_of_.size() <= entity.type.value) kind_of_.resize(entity.type.value + 1);
            std::uint32_t& kind = kind_of_[entity.type.value];
            if (kind == 0) {
                const auto name = twin::short_name(store.names().text(entity.type));
                const auto met = std::ranges::find(keys_->kinds, name);
                kind = static_cast<std::uint32_t>(met - keys_->kinds.begin());
                if (met == keys_->kinds.end()) keys_->kinds.emplace_back(name);
            }
            key.kind = kind;
        }
        if (query_.property.empty()) continue;
        const auto series = twin::find_series(store, id, query_.property);
        if (!series) continue;
        const twin::SeriesRecord& record = store.series(*series);
        const twin::ValueKind value = record.value.kind();
        key.has_value = value == twin::ValueKind::kNumber || value == twin::ValueKind::kBoolean;
        const twin::Unit& unit = store.units().unit(record.unit);
        key.number = unit.quantity == twin::Quantity::kUnknown
                         ? record.value.number()
                         : twin::to_base(unit, record.value.number());
    }
}

bool DeviceList::advance(const twin::TwinStore& store, const std::function<bool(SourceId)>& shows,
                         const Moment& moment) {
    const bool has_changed = store.changes().next() != change_;
    const bool is_due = moment.steady_s - begun_s_ >= kRefresh_s && has_changed;
    if (keys_ == nullptr && waits_for_ == 0 && (is_asked_ || is_due)) {
        begin(store);
        begun_s_ = moment.steady_s;
    }
    if (keys_ != nullptr) {
        collect(store, shows, moment.now);
        if (next_entity_ >= store.entities().size()) {
            waits_for_ = ++asked_;
            jobs_.submit([keys = std::exchange(keys_, nullptr), query = query_, box = box_,
                          number = waits_for_] {
                auto order = std::make_shared<const DeviceOrder>(order_devices(*keys, query));
                {
                    const std::lock_guard lock(box->mutex);
                    box->order = std::move(order);
                    box->number = number;
                }
                if (box->wake) box->wake();
            });
        }
    }
    const std::lock_guard lock(box_->mutex);
    if (box_->order == nullptr) return false;
    order_ = std::exchange(box_->order, nullptr);
    if (box_->number == waits_for_) waits_for_ = 0;
    return true;
}

}  // namespace belvedere::devices
