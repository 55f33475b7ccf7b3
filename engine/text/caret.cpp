// SPDX-License-Identifier: Apache-2.0
#include "engine/text/caret.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::text {
namespace {

// Bytes of the k-th stop of a cluster: its letters share its bytes and its width equally, but only
// places between whole characters count; letters of one ligature have equal lengths in UTF-8.
std::uint32_t stop_byte(const Cluster& cluster, std::uint32_t stop) {
    return cluster.byte + cluster.bytes * stop / cluster.stops;
}

// The part of the cluster that lies before `byte` in reading order, 0 to 1.
float part_before(const Cluster& cluster, std::uint32_t byte) {
    std::uint32_t stop = 0;
    while (stop < cluster.stops && stop_byte(cluster, stop + 1U) <= byte)
        ++stop;
    return static_cast<float>(stop) / static_cast<float>(cluster.stops);
}

float x_at(const Cluster& cluster, float part) {
    return cluster.x + cluster.width * (cluster.is_right_to_left ? 1.0F - part : part);
}

const Cluster* cluster_of(const ShapedLine& line, std::uint32_t byte) {
    const auto found =
        std::find_if(line.clusters.begin(), line.clusters.end(),
                     [&](const Cluster& c) { return byte >= c.byte && byte < c.byte + c.bytes; });
    return found == line.clusters.end() ? nullptr : &*found;
}

const Cluster* last_cluster(const ShapedLine& line) {
    const auto last =
        std::max_element(line.clusters.begin(), line.clusters.end(),
                         [](const Cluster& a, const Cluster& b) { return a.byte < b.byte; });
    return last == line.clusters.end() ? nullptr : &*last;
}

}  // namespace

float caret_x(const ShapedLine& line, std::uint32_t byte) {
    if (const Cluster* cluster = cluster_of(line, byte)) {
        return x_at(*cluster, part_before(*cluster, byte));
    }
    const Cluster* last = last_cluster(line);
    return last == nullptr ? 0.0F : x_at(*last, 1.0F);
}

std::uint32_t byte_at(const ShapedLine& line, float x) {
    constexpr float kSamePx = 0.01F;
    const auto x_of_stop = [](const Cluster& cluster, std::uint32_t stop) {
        return x_at(cluster, static_cast<float>(stop) / static_cast<float>(cluster.stops));
    };
    float distance = INFINITY;
    for (const Cluster& cluster : line.clusters) {
        for (std::uint32_t stop = 0; stop <= cluster.stops; ++stop)
            distance = std::min(distance, std::abs(x_of_stop(cluster, stop) - x));
    }
    // Where directions meet, two places of the text lie at one x: that whose caret is drawn there.
    std::uint32_t nearest = line.byte_begin;
    for (const Cluster& cluster : line.clusters) {
        for (std::uint32_t stop = 0; stop <= cluster.stops; ++stop) {
            const float at = x_of_stop(cluster, stop);
            if (std::abs(at - x) > distance + kSamePx) continue;
            nearest = stop_byte(cluster, stop);
            if (std::abs(caret_x(line, nearest) - at) <= kSamePx) return nearest;
        }
    }
    return nearest;
}

std::uint32_t caret_after(const ShapedLine& line, std::uint32_t byte) {
    const Cluster* cluster = cluster_of(line, byte);
    if (cluster == nullptr) return line.byte_end;
    std::uint32_t stop = 1;
    while (stop < cluster->stops && stop_byte(*cluster, stop) <= byte)
        ++stop;
    return stop_byte(*cluster, stop);
}

std::uint32_t caret_before(const ShapedLine& line, std::uint32_t byte) {
    if (byte <= line.byte_begin) return line.byte_begin;
    const Cluster* cluster = cluster_of(line, byte - 1);
    if (cluster == nullptr) return line.byte_begin;
    std::uint32_t stop = cluster->stops;
    while (stop > 0 && stop_byte(*cluster, stop) >= byte)
        --stop;
    return stop_byte(*cluster, stop);
}

std::vector<SelectedPart> selected_parts(const ShapedLine& line, std::uint32_t begin,
                                         std::uint32_t end) {
    constexpr float kJoinPx = 0.01F;
    std::vector<SelectedPart> parts;
    for (const Cluster& cluster : line.clusters) {
        const float from = x_at(cluster, part_before(cluster, std::max(begin, cluster.byte)));
        const float to =
            x_at(cluster, part_before(cluster, std::min(end, cluster.byte + cluster.bytes)));
        if (begin >= cluster.byte + cluster.bytes || end <= cluster.byte || from == to) continue;
        const SelectedPart part{std::min(from, to), std::max(from, to)};
        if (!parts.empty() && part.x0 - parts.back().x1 < kJoinPx) {
            parts.back().x1 = part.x1;
        } else {
            parts.push_back(part);
        }
    }
    return parts;
}

}  // namespace belvedere::text
