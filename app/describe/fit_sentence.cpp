// SPDX-License-Identifier: Apache-2.0
#include "app/describe/fit_sentence.hpp"

#include "app/words/words.hpp"

namespace belvedere::describe {

std::string fit_sentence(const city::SceneFit& fit) {
    if (fit.reason == city::DenseReason::kWhole) return {};
    const auto number = [](std::uint64_t value) {
        return words::locale().integer(static_cast<std::int64_t>(value));
    };
    const Message message =
        fit.reason == city::DenseReason::kOutliers
            ? Message{"fit.outliers",
                      "The first view shows about {shown} of {all} features: the rest lies far out"}
            : Message{
                  "fit.too_wide",
                  "The first view shows about {shown} of {all} features, where most are: all at "
                  "once would be too small to see"};
    return words::text(message, {{"shown", number(fit.shown)}, {"all", number(fit.features)}});
}

}  // namespace belvedere::describe
