// SPDX-License-Identifier: Apache-2.0
// Gives every feature one number for as long as the program runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/ids.hpp"

namespace belvedere::city {

// Interns (source, id text) to FeatureId, so that a building is the same feature in a coarse tile,
// in a fine one and after its tile came back. Numbers are dense from 0 and never reused. Main
// thread only. About 40 bytes a feature beside its text; a city of a million buildings needs 70 MB.
class FeatureRegistry {
  public:
    // The number of a feature, new or known. `id` is what the source calls it, or, for a feature
    // without a name, a text the caller makes from its tile and row.
    [[nodiscard]] FeatureId intern(SourceId source, std::string_view id);
    // Nothing (an invalid id) when it was never interned.
    [[nodiscard]] FeatureId find(SourceId source, std::string_view id) const;

    [[nodiscard]] std::string_view id_text(FeatureId feature) const;
    [[nodiscard]] SourceId source_of(FeatureId feature) const;
    // Features ever interned, of all sources or of one.
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t size(SourceId source) const;

  private:
    struct Entry {
        std::uint64_t offset;  // In text_.
        std::uint32_t length;
        SourceId source;
    };
    [[nodiscard]] std::size_t slot_of(SourceId source, std::string_view id) const;
    void grow();

    std::string text_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // Open addressing; FeatureId::kNone is free.
    std::unordered_map<SourceId, std::size_t> counts_;
};

}  // namespace belvedere::city
