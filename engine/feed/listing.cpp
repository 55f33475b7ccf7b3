// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/listing.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace belvedere::feed {
namespace {

bool asks_for(const PollAddress& address, std::string_view option) {
    const std::string name = std::string(option) + "=";
    return address.url.find("?" + name) != std::string::npos ||
           address.url.find("&" + name) != std::string::npos;
}

}  // namespace

std::optional<twin::Absence> absence_from(const PollAddress& address) {
    constexpr auto kConditions = std::to_array<std::string_view>(
        {"q", "attrs", "georel", "scopeQ", "csf", "pick", "omit", "$filter"});
    constexpr auto kCuts = std::to_array<std::string_view>({"limit", "offset", "$skip"});
    const auto asks = [&address](std::string_view option) { return asks_for(address, option); };
    if (std::ranges::any_of(kCuts, asks)) return std::nullopt;
    return std::ranges::any_of(kConditions, asks) ? twin::Absence::kLost : twin::Absence::kDeleted;
}

void Listing::begin(UtcTime now) {
    began_at_ = now;
    pages_ = 0;
    is_everything_ = true;
}

void Listing::note_page(const twin::ObservationBatch& page) {
    ++pages_;
    const bool is_read = page.rejections().empty() && page.unlisted_rejections() == 0;
    is_everything_ = is_everything_ && is_read && !page.is_partial;
}

std::optional<twin::Roster> Listing::end() {
    const UtcTime before = std::exchange(began_before_, is_everything_ ? began_at_ : UtcTime{});
    const UtcTime since = pages_ > 1 ? before : began_at_;
    if (!absence_ || !is_everything_ || since == UtcTime{}) return std::nullopt;
    return twin::Roster{since, *absence_};
}

}  // namespace belvedere::feed
