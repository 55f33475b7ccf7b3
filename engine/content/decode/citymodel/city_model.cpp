// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_model.hpp"

#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::citymodel {

StringRef add_text(CityBatch& batch, std::string_view text) {
    if (text.empty() || text.size() > limits::kCityTextBytes - batch.text.size()) return {};
    const StringRef ref{static_cast<std::uint32_t>(batch.text.size()),
                        static_cast<std::uint32_t>(text.size())};
    batch.text.append(text);
    return ref;
}

void warn(std::vector<CityWarning>& warnings, std::string_view sentence, std::string_view object_id,
          std::uint64_t count) {
    for (CityWarning& known : warnings) {
        if (known.sentence == sentence) {
            known.count += count;
            return;
        }
    }
    if (warnings.size() >= content::limits::kWarnings) return;
    warnings.push_back({std::string(sentence), std::string(object_id), count});
}

std::string sentence_of(const CityWarning& warning) {
    std::string place = warning.count > 1 ? std::to_string(warning.count) + " times" : "";
    if (!warning.object.empty()) {
        place += (place.empty() ? "in " : ", first in ") + warning.object;
    }
    return place.empty() ? warning.sentence : warning.sentence + " (" + place + ")";
}

}  // namespace belvedere::content::citymodel
