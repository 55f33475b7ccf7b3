// SPDX-License-Identifier: Apache-2.0
#include "app/layers/device_groups.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <glm/geometric.hpp>

namespace belvedere::layers {
namespace {

constexpr std::size_t kStepsATurn = 128;  // The clock is asked after so many steps.
// Of the grid: more would be cells of a few pixels on the largest screens.
constexpr std::uint32_t kCellsAside = 1024;
// Sixteenths of a plain symbol: of two devices, and of a thousand and more.
constexpr double kSizeLeast = 22.0, kSizeMost = 32.0, kManyDecades = 3.0;
constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();

std::uint8_t size_of_group(std::size_t count) {
    const double share = std::log10(static_cast<double>(count)) / kManyDecades;
    return static_cast<std::uint8_t>(
        std::lround(kSizeLeast + (kSizeMost - kSizeLeast) * std::clamp(share, 0.0, 1.0)));
}

}  // namespace

int gravity_of(twin::TwinState state) {
    switch (state) {
        case twin::TwinState::kLost:
            return 5;
        case twin::TwinState::kStale:
            return 4;
        case twin::TwinState::kDisputed:
            return 3;
        case twin::TwinState::kReplayed:
            return 2;
        case twin::TwinState::kSimulated:
            return 1;
        case twin::TwinState::kLive:
            break;
    }
    return 0;
}

void DeviceGroups::begin(const DeviceSymbols& symbols, GroupView view, const DeviceLook& look) {
    view_ = std::move(view);
    look_ = look;
    view_.reach_px = std::max(view_.reach_px, 1.0F);
    const auto cells = [&](float side) {
        const float count = std::ceil(std::max(side, 1.0F) / view_.reach_px);
        return static_cast<std::uint32_t>(std::clamp(count, 1.0F, static_cast<float>(kCellsAside)));
    };
    columns_ = cells(view_.size_px.x);
    rows_ = cells(view_.size_px.y);
    count_ = symbols.devices().size();
    at_.assign(count_, glm::vec2(kNowhere));
    cells_.assign(count_, 0);
    grid_.assign(std::size_t{columns_} * rows_, {});
    making_.clear();
    making_of_.assign(count_, kAlone);
    phase_ = Phase::kProject;
    next_ = 0;
}

void DeviceGroups::clear() {
    phase_ = Phase::kDone;
    if (groups_.empty() && group_of_.empty()) return;
    groups_.clear();
    group_of_.clear();
    alone_ = grouped_ = 0;
    ++revision_;
}

std::uint32_t DeviceGroups::cell_of(glm::vec2 at) const {
    // A screen of more cells than there may be has larger ones.
    const auto place = [](float share, std::uint32_t count) {
        return std::min(
            static_cast<std::uint32_t>(std::max(share, 0.0F) * static_cast<float>(count)),
            count - 1);
    };
    return place(at.y / std::max(view_.size_px.y, 1.0F), rows_) * columns_ +
           place(at.x / std::max(view_.size_px.x, 1.0F), columns_);
}

// Those of a cell that are near and not taken; they are taken then.
void DeviceGroups::take_near(std::uint32_t seed, std::uint32_t cell,
                             std::vector<std::uint32_t>& into) {
    Cell& place = grid_[cell];
    for (std::uint32_t i = place.first; i < place.first + place.count;) {
        const std::uint32_t other = sorted_[i];
        const bool is_near = glm::distance(at_[other], at_[seed]) < view_.reach_px;
        if (!is_near) {
            ++i;
            continue;
        }
        into.push_back(other);
        --place.count;
        std::swap(sorted_[i], sorted_[place.first + place.count]);
    }
}

DeviceGroup DeviceGroups::summed_up(const DeviceSymbols& symbols,
                                    std::vector<std::uint32_t> members) const {
    // However they were found: so that the same devices are the same group.
    std::ranges::sort(members);
    const std::span<const Device> devices = symbols.devices();
    DeviceGroup group;
    const Device* highest = nullptr;
    const DeviceKind kind = devices[members.front()].kind;
    bool is_one_kind = true;
    for (const std::uint32_t index : members) {
        const Device& device = devices[index];
        if (gravity_of(device.state) > gravity_of(group.worst)) group.worst = device.state;
        if (view_.is_alarmed && view_.is_alarmed(device.entity)) ++group.alarmed;
        is_one_kind = is_one_kind && device.kind == kind;
        const bool is_higher =
            device.has_value && (highest == nullptr || device.number > highest->number);
        if (is_higher) highest = &device;
    }
    // Values have the colour of the highest: what is worst is not hidden.
    group.sign.color =
        group.alarmed > 0        ? view_.alarm
        : look_.property.empty() ? look_.kinds[is_one_kind ? static_cast<std::size_t>(kind) : 0]
        : highest != nullptr     ? look_.classes[symbols.scale().class_of(highest->number)]
                                 : look_.without;
    group.sign.color.a = 255;
    group.sign.shape = is_one_kind ? shape_of(kind) : SignShape::kCircle;
    group.sign.fill = fill_of(group.worst);
    group.sign.size_sixteenths = size_of_group(members.size());
    group.members = std::move(members);
    return group;
}

void DeviceGroups::gather(const DeviceSymbols& symbols, std::uint32_t seed) {
    if (std::isnan(at_[seed].x) || making_of_[seed] != kAlone) return;
    std::vector<std::uint32_t> near;
    const std::uint32_t cell = cells_[seed];
    const std::uint32_t column = cell % columns_, row = cell / columns_;
    for (std::uint32_t y = row > 0 ? row - 1 : 0; y <= std::min(row + 1, rows_ - 1); ++y) {
        for (std::uint32_t x = column > 0 ? column - 1 : 0; x <= std::min(column + 1, columns_ - 1);
             ++x)
            take_near(seed, y * columns_ + x, near);
    }
    if (near.size() < 2) return;
    const auto number = static_cast<std::uint32_t>(making_.size());
    for (const std::uint32_t member : near)
        making_of_[member] = number;
    DeviceGroup group = summed_up(symbols, std::move(near));
    group.stands_at = seed;
    const Sign& own = symbols.symbols()[seed];
    group.sign.x_m = own.x_m;
    group.sign.y_m = own.y_m;
    group.sign.z_m = own.z_m;
    making_.push_back(std::move(group));
}

void DeviceGroups::step(const DeviceSymbols& symbols) {
    const auto index = static_cast<std::uint32_t>(next_);
    const Device& device = symbols.devices()[index];
    if (phase_ == Phase::kGroup) return gather(symbols, index);
    if (phase_ == Phase::kSort) {
        if (std::isnan(at_[index].x)) return;
        Cell& cell = grid_[cells_[index]];
        sorted_[cell.first + cell.count++] = index;
        return;
    }
    const bool may_join = device.is_shown && device.entity != look_.chosen;
    const auto at = may_join ? view_.on_screen(device.place) : std::nullopt;
    if (!at) return;
    at_[index] = *at;
    cells_[index] = cell_of(*at);
    ++grid_[cells_[index]].count;
}

bool DeviceGroups::advance(const DeviceSymbols& symbols, double seconds_max) {
    if (phase_ == Phase::kDone) return false;
    if (symbols.devices().size() != count_) begin(symbols, std::move(view_), look_);
    const double end_s = system_clock().steady_seconds() + seconds_max;
    for (std::size_t steps = 0; phase_ != Phase::kDone; ++steps) {
        if (steps % kStepsATurn == kStepsATurn - 1 && system_clock().steady_seconds() >= end_s)
            return true;
        if (next_ < count_) {
            step(symbols);
            ++next_;
            continue;
        }
        next_ = 0;
        if (phase_ == Phase::kProject) {
            std::uint32_t first = 0;
            for (Cell& cell : grid_) {
                cell.first = first;
                first += std::exchange(cell.count, 0);
            }
            sorted_.assign(first, 0);
            phase_ = Phase::kSort;
        } else if (phase_ == Phase::kSort) {
            phase_ = Phase::kGroup;
        } else {
            publish();
        }
    }
    return false;
}

void DeviceGroups::publish() {
    phase_ = Phase::kDone;
    if (groups_ != making_ || group_of_ != making_of_) ++revision_;
    groups_ = std::exchange(making_, {});
    group_of_ = std::move(making_of_);
    grouped_ = 0;
    for (const DeviceGroup& group : groups_)
        grouped_ += group.members.size();
    alone_ = sorted_.size() - grouped_;
}

}  // namespace belvedere::layers
