// SPDX-License-Identifier: Apache-2.0
// Gives every feature one number for as long as it is known.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/ids.hpp"

namespace belvedere::city {

// Interns (source, id text) to FeatureId, so that a building is the same feature in a coarse tile,
// in a fine one and after its tile came back. Numbers are dense from 0 and never given to another
// feature. Main thread only. About 35 bytes a feature beside its text; a city of a million
// buildings needs 65 MB, so what nobody uses any more can be forgotten.
class FeatureRegistry {
  public:
    // The number of a feature, new or known. `id` is what the source calls it, or, for a feature
    // without a name, a text the caller makes from its tile and row.
    [[nodiscard]] FeatureId intern(SourceId source, std::string_view id);
    // The same for as many ids of a source, their numbers in `features` (as many): several times as
    // fast, since what is looked for is on its way through memory before it is looked at.
    void intern(SourceId source, std::span<const std::string> ids, std::span<FeatureId> features);
    // Nothing (an invalid id) when it is not known.
    [[nodiscard]] FeatureId find(SourceId source, std::string_view id) const;
    // Whether the number belongs to a feature that was not forgotten.
    [[nodiscard]] bool knows(FeatureId feature) const;

    // Of a feature that is known.
    [[nodiscard]] std::string_view id_text(FeatureId feature) const;
    [[nodiscard]] SourceId source_of(FeatureId feature) const;
    // Features ever numbered, of all sources or of one.
    [[nodiscard]] std::size_t size() const { return numbered_; }
    [[nodiscard]] std::size_t size(SourceId source) const;
    [[nodiscard]] std::size_t known() const { return known_; }

    // Forgets all features but those in `used` (by number; shorter: the rest is not). One that
    // comes again gets a new number. Takes about 20 ms a hundred thousand features.
    void forget_except(const std::vector<bool>& used);
    // Heap bytes.
    [[nodiscard]] std::uint64_t bytes() const;

  private:
    struct Entry {
        std::uint64_t offset = 0;  // In text_.
        std::uint32_t length = 0;
        SourceId source;  // Invalid: forgotten.
    };
    // Pages without a known feature are given back, so that numbers never used again cost nothing.
    static constexpr std::uint32_t kPageEntries = 1024;
    using Page = std::array<Entry, kPageEntries>;

    [[nodiscard]] const Entry& entry(std::uint32_t number) const;
    // Open addressing by hash; the hash beside the number spares a look at entries that are others.
    struct Slot {
        std::uint32_t number = FeatureId::kNone;  // kNone: free.
        std::uint32_t hash = 0;
    };

    [[nodiscard]] static std::uint32_t hash_of(SourceId source, std::string_view id);
    [[nodiscard]] std::size_t slot_of(SourceId source, std::string_view id,
                                      std::uint32_t hash) const;
    [[nodiscard]] FeatureId intern(SourceId source, std::string_view id, std::uint32_t hash);
    void grow_slots();
    void rebuild_slots(std::size_t size);

    std::string text_;
    std::vector<std::unique_ptr<Page>> pages_;
    std::vector<Slot> slots_;
    std::unordered_map<SourceId, std::size_t> counts_;
    std::size_t numbered_ = 0, known_ = 0;
};

}  // namespace belvedere::city
