// SPDX-License-Identifier: Apache-2.0
#include "app/city/device_drawing.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "app/city/viewpoint.hpp"
#include "engine/core/heap.hpp"
#include "engine/geo/bounds.hpp"

namespace belvedere::city {
namespace {

// Rays begin above all that is built.
constexpr double kAboveAll_m = 9'500.0;
// Beyond so many, what the city hides is not shown faintly: it would cost as much again.
constexpr std::size_t kShownThrough = 20'000;

static_assert(layers::kSignShapes == render::kSymbolShapes);
static_assert(static_cast<int>(layers::SignShape::kRing) ==
              static_cast<int>(render::SymbolShape::kRing));
static_assert(static_cast<int>(layers::SignFill::kSplit) ==
              static_cast<int>(render::SymbolFill::kSplit));
static_assert(layers::kSignChosen == render::kSymbolChosen);

render::Symbol symbol_of(const layers::Sign& sign) {
    return {sign.x_m,
            sign.y_m,
            sign.z_m,
            {sign.color.r, sign.color.g, sign.color.b, sign.color.a},
            static_cast<render::SymbolShape>(sign.shape),
            static_cast<render::SymbolFill>(sign.fill),
            sign.size_sixteenths,
            sign.flags};
}

// Those indices, sorted, in runs; each once, however often it stands there.
template <class SymbolAt>
void set_runs(render::SymbolBuffer& buffer, std::span<const std::uint32_t> sorted,
              SymbolAt symbol_at) {
    if (sorted.empty()) return;
    std::vector<render::Symbol> run;
    std::size_t first = sorted.front();
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && sorted[i] == sorted[i - 1]) continue;
        if (i > 0 && sorted[i] != sorted[i - 1] + 1) {
            buffer.set(first, run);
            run.clear();
            first = sorted[i];
        }
        run.push_back(symbol_at(sorted[i]));
    }
    buffer.set(first, run);
}

}  // namespace

std::optional<glm::dvec3> surface_at(const Scene& scene, const geo::Geodetic& place) {
    const glm::dvec3 above = geo::to_ecef({place.longitude_deg, place.latitude_deg, kAboveAll_m});
    const geo::Ray down{above, -geo::ellipsoid_up(above)};
    if (const auto hit = scene.intersect(down)) return hit->position;
    return scene.plain_ground_below(down);
}

DeviceDrawing::DeviceDrawing(render::FrameRenderer& renderer, const Scene& scene)
    : scene_(scene),
      is_software_(renderer.draws_from_blocks()),
      buffer_(renderer.create_symbols()),
      grouped_(renderer.create_symbols()) {}

float DeviceDrawing::size_px(std::size_t shown) {
    if (shown <= 2'000) return 18.0F;
    if (shown <= 10'000) return 14.0F;
    return shown <= 40'000 ? 9.0F : 5.0F;
}

bool DeviceDrawing::update(const live::LiveCity& live, const layers::DeviceLook& look, UtcTime now,
                           double seconds_max) {
    bool has_more = symbols_.update(live, look, now, seconds_max);
    if (scene_.ground() == Ground::kModel) return false;
    if (surfaces_changed_ && scene_.complete()) {
        symbols_.place_again();
        surfaces_changed_ = false;
    }
    const auto surface = [this](const geo::Geodetic& place) { return surface_at(scene_, place); };
    has_more = symbols_.place(surface, seconds_max) || has_more;
    has_more = groups_.advance(symbols_, seconds_max) || has_more;
    copy_changed();
    return has_more;
}

void DeviceDrawing::group(layers::GroupView view, const layers::DeviceLook& look) {
    groups_.begin(symbols_, std::move(view), look);
}

void DeviceDrawing::ungroup() {
    groups_.clear();
}

void DeviceDrawing::copy_changed() {
    std::vector<std::uint32_t> changed = symbols_.take_changed();
    // It is sorted already where the store took entities in in their order.
    if (!std::ranges::is_sorted(changed)) std::ranges::sort(changed);
    const auto all = symbols_.symbols();
    // A limit that is met shows in append_to(): what is beyond it is not drawn.
    if (!changed.empty() && buffer_->resize(all.size())) {
        ++revision_;
        ++devices_revision_;
        set_runs(*buffer_, changed, [&](std::uint32_t i) { return symbol_of(all[i]); });
        shown_ = symbols_.shown();
    }
    // A software rasteriser sorts so many points in memory that it takes anew in every frame.
    constexpr std::size_t kWarmFrom = 20'000;
    if (is_software_ && shown_ >= kWarmFrom && !std::exchange(is_heap_warm_, true)) {
        keep_heap_warm();
    }
    copy_groups(changed);
}

void DeviceDrawing::copy_groups(std::span<const std::uint32_t> changed) {
    const auto all = symbols_.symbols();
    const std::span<const layers::DeviceGroup> groups = groups_.groups();
    const bool is_other = std::exchange(groups_copied_, groups_.revision()) != groups_.revision();
    if (is_other) ++revision_;
    if (groups.empty()) return;
    const auto symbol_at = [&](std::uint32_t i) {
        if (i >= all.size()) return symbol_of(groups[i - all.size()].sign);
        render::Symbol symbol = symbol_of(all[i]);
        if (groups_.group_of(i) != layers::DeviceGroups::kAlone) symbol.color.a = 0;
        return symbol;
    };
    // Groups stand behind all devices: of more devices all are written anew.
    const std::size_t size = all.size() + groups.size();
    const bool is_longer = size != grouped_->size();
    if (is_longer && !grouped_->resize(size)) return;
    if (!is_other && !is_longer) return set_runs(*grouped_, changed, symbol_at);
    std::vector<std::uint32_t> every(size);
    std::iota(every.begin(), every.end(), 0U);
    set_runs(*grouped_, every, symbol_at);
}

Result<void> DeviceDrawing::append_to(render::DrawList& list, double scale, render::Color accent,
                                      Grouping grouping) const {
    if (scene_.ground() == Ground::kModel || symbols_.symbols().empty()) return {};
    if (auto fits = buffer_->resize(symbols_.symbols().size()); !fits) return fits;
    render::SymbolSet set;
    set.symbols = is_grouped(grouping) ? grouped_.get() : buffer_.get();
    set.anchor = symbols_.anchor();
    set.size_px = size_px(drawn(grouping)) * static_cast<float>(scale);
    set.accent = accent;
    if (drawn(grouping) > kShownThrough) set.hidden_alpha = 0.0F;
    list.symbols.push_back(set);
    return {};
}

}  // namespace belvedere::city
