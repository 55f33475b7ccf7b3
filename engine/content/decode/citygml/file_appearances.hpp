// SPDX-License-Identifier: Apache-2.0
// The appearances of a whole file: where they stand, and their index once somebody asks.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "engine/content/decode/citygml/appearance_index.hpp"
#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citygml {

// find() before all else, by one thread; then any thread. `text` is the same in each call.
class FileAppearances {
  public:
    // Is told what need not stay in memory.
    explicit FileAppearances(const Passed& passed) : passed_(passed) {}

    // Looks for appearanceMember elements from `begin` on.
    void find(std::string_view text, std::uint64_t begin, const TextMarks& marks);
    // In file order.
    [[nodiscard]] const std::vector<citymodel::FileRange>& ranges() const { return ranges_; }
    // The one that begins there; null for none.
    [[nodiscard]] const citymodel::FileRange* at(std::uint64_t offset) const;
    // The first to ask reads them all; others wait meanwhile.
    [[nodiscard]] const AppearanceIndex& index(std::string_view text) const;
    // Coordinates of textures that a batch has were read where they stand, scattered over all
    // appearances; those go together, now and then.
    void note_read(const citymodel::CityBatch& batch) const;

  private:
    const Passed& passed_;
    std::vector<citymodel::FileRange> ranges_;
    mutable std::once_flag is_indexed_;
    mutable AppearanceIndex index_;
    mutable std::atomic<std::uint64_t> read_ = 0;  // Appearances of polygons, since they went.
};

}  // namespace belvedere::content::citygml
