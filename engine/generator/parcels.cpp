// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/parcels.hpp"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>

namespace belvedere::generator {

std::vector<Parcel> cut_parcels(const Strip& strip, double width_m, Random& random) {
    const Polygon& outline = strip.outer;
    const Polygon& inner = strip.inner;
    std::vector<Parcel> parcels;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const std::size_t next = (i + 1) % outline.size();
        const Point along = direction(outline[next] - outline[i]);
        const double size = length(outline[next] - outline[i]);
        const double inner_from = glm::dot(inner[i] - outline[i], along);
        const double inner_to = glm::dot(inner[next] - outline[i], along);
        // Cuts stand square to the street, so they keep clear of the slanting corner lines.
        const double from = std::max(inner_from, 0.0) + 4.0;
        const double to = std::min(inner_to, size) - 4.0;
        std::vector<double> cuts;
        if (to - from > width_m * 0.5) {
            const double middle_count = std::max(1.0, std::round((to - from) / width_m));
            const double step = (to - from) / middle_count;
            for (double k = 0; k <= middle_count; ++k) {
                const double shift = k > 0 && k < middle_count ? random.between(-0.17, 0.17) : 0.0;
                cuts.push_back(from + (k + shift) * step);
            }
        }
        Point front = outline[i];
        Point back = inner[i];
        for (std::size_t k = 0; k <= cuts.size(); ++k) {
            const bool last = k == cuts.size();
            const Point next_front = last ? outline[next] : outline[i] + along * cuts[k];
            const Point next_back = last ? inner[next] : inner[i] + along * (cuts[k] - inner_from);
            parcels.push_back(
                {{front, next_front, next_back, back}, strip.sources[i], k == 0, last});
            front = next_front;
            back = next_back;
        }
    }
    return parcels;
}

}  // namespace belvedere::generator
