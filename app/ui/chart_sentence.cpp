// SPDX-License-Identifier: Apache-2.0
#include "app/ui/chart_sentence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

constexpr double kTrendCorrelation = 0.7;
constexpr double kSteadyShare = 0.01;

struct Summary {
    std::size_t count = 0, gaps = 0;
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    double last = 0.0;
    double correlation = 0.0;  // With time; -1..1.
};

// Of place and value, Pearson's; in one pass by Welford's updates, which lose no digits.
class Correlation {
  public:
    void add(double x, double y) {
        n_ += 1.0;
        const double dx = x - mean_x_;
        mean_x_ += dx / n_;
        const double dy = y - mean_y_;
        mean_y_ += dy / n_;
        xx_ += dx * (x - mean_x_);
        yy_ += dy * (y - mean_y_);
        xy_ += dx * (y - mean_y_);
    }
    [[nodiscard]] double value() const {
        const double scale = std::sqrt(xx_ * yy_);
        return scale > 0.0 ? xy_ / scale : 0.0;
    }

  private:
    double n_ = 0.0, mean_x_ = 0.0, mean_y_ = 0.0, xx_ = 0.0, yy_ = 0.0, xy_ = 0.0;
};

Summary summary_of(std::span<const float> values) {
    Summary summary;
    Correlation correlation;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<double>(values[i]);
        if (!std::isfinite(value)) {
            ++summary.gaps;
            continue;
        }
        ++summary.count;
        summary.low = std::min(summary.low, value);
        summary.high = std::max(summary.high, value);
        summary.last = value;
        correlation.add(static_cast<double>(i), value);
    }
    summary.correlation = correlation.value();
    return summary;
}

Message trend_of(const Summary& summary) {
    const double size = std::max(std::abs(summary.low), std::abs(summary.high));
    if (summary.high - summary.low <= kSteadyShare * size) {
        return {"chart.steady", "Steady: lowest {low}, highest {high}, last {last}, {values}."};
    }
    if (summary.correlation >= kTrendCorrelation) {
        return {"chart.rising", "Rising: lowest {low}, highest {high}, last {last}, {values}."};
    }
    if (summary.correlation <= -kTrendCorrelation) {
        return {"chart.falling", "Falling: lowest {low}, highest {high}, last {last}, {values}."};
    }
    return {"chart.varying", "Up and down: lowest {low}, highest {high}, last {last}, {values}."};
}

}  // namespace

std::string counted_values(std::uint64_t count, std::uint64_t gaps) {
    constexpr words::PluralMessage kValues{"chart.values", "{n} value", "{n} values"};
    constexpr words::PluralMessage kGaps{"chart.gaps", "{n} gap", "{n} gaps"};
    const auto number = [](std::uint64_t n) {
        return words::locale().integer(static_cast<std::int64_t>(n));
    };
    std::string values = words::plural(kValues, count, {{"n", number(count)}});
    if (gaps == 0) return values;
    return words::text(
        {"chart.values_and_gaps", "{values} and {gaps}"},
        {{"values", values}, {"gaps", words::plural(kGaps, gaps, {{"n", number(gaps)}})}});
}

std::string chart_sentence(std::span<const float> values, const ValueText& text,
                           std::optional<std::uint64_t> count) {
    const Summary summary = summary_of(values);
    if (summary.count == 0) return words::text({"chart.empty", "No values yet."});
    return words::text(trend_of(summary),
                       {{"low", text(summary.low)},
                        {"high", text(summary.high)},
                        {"last", text(summary.last)},
                        {"values", counted_values(count.value_or(summary.count), summary.gaps)}});
}

std::string chart_point_sentence(std::span<const float> values, std::size_t point,
                                 const ValueText& text) {
    if (point >= values.size()) return {};
    const auto value = static_cast<double>(values[point]);
    const std::string n = words::locale().integer(static_cast<std::int64_t>(point + 1));
    const std::string count = words::locale().integer(static_cast<std::int64_t>(values.size()));
    if (!std::isfinite(value)) {
        return words::text({"chart.point_gap", "{n} of {count}: a gap"},
                           {{"n", n}, {"count", count}});
    }
    return words::text({"chart.point", "{n} of {count}: {value}"},
                       {{"n", n}, {"count", count}, {"value", text(value)}});
}

}  // namespace belvedere::ui
