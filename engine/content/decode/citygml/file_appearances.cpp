// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/file_appearances.hpp"

#include <algorithm>

namespace belvedere::content::citygml {

using citymodel::FileRange;

void FileAppearances::find(std::string_view text, std::uint64_t begin, const TextMarks& marks) {
    ranges_ = appearance_ranges(text, begin, marks);
}

const FileRange* FileAppearances::at(std::uint64_t offset) const {
    const auto found = std::ranges::lower_bound(ranges_, offset, {}, &FileRange::offset);
    return found != ranges_.end() && found->offset == offset ? &*found : nullptr;
}

const AppearanceIndex& FileAppearances::index(std::string_view text) const {
    std::call_once(is_indexed_, [&] {
        for (const FileRange& range : ranges_)
            index_.add(text, range.offset, range.offset + range.bytes, passed_);
        index_.sort();
    });
    return index_;
}

void FileAppearances::note_read(const citymodel::CityBatch& batch) const {
    constexpr std::uint64_t kAtOnce = 4096;
    if (!passed_ || ranges_.empty() || batch.texture_coordinates.empty()) return;
    if ((read_ += batch.appearances.size()) < kAtOnce) return;
    read_ = 0;
    const std::uint64_t first = ranges_.front().offset;
    passed_({first, ranges_.back().offset + ranges_.back().bytes - first});
}

}  // namespace belvedere::content::citygml
