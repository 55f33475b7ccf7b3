// SPDX-License-Identifier: Apache-2.0
#include "app/convert/name_index.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/convert/name_block.hpp"
#include "engine/stream/part_documents.hpp"
#include "engine/text/fold_text.hpp"

namespace belvedere::convert {

namespace {

namespace citymodel = content::citymodel;

std::vector<std::string> words_of(const std::string& query) {
    std::vector<std::string> words;
    const std::string all = text::folded(query);
    for (std::size_t from = 0; from < all.size();) {
        const std::size_t end = std::min(all.find(' ', from), all.size());
        if (end > from) words.push_back(all.substr(from, end - from));
        from = end + 1;
    }
    return words;
}

// The lines after the type, of either half of an object's text.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

// 0 the whole line, 1 its beginning, 2 somewhere; and which line.
struct Match {
    int rank = 3;
    std::size_t line = 0;
};

Match match_of(const std::vector<std::string_view>& lines, const std::string& whole,
               const std::vector<std::string>& words) {
    Match best;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::size_t at = lines[i].find(whole);
        const int rank = lines[i] == whole ? 0 : at == 0 ? 1 : at != lines[i].npos ? 2 : 3;
        if (rank < best.rank) best = {rank, i};
    }
    for (std::size_t i = 1; best.rank == 3 && best.line == 0 && i < lines.size(); ++i) {
        if (lines[i].find(words.front()) != lines[i].npos) best.line = i;
    }
    return best;
}

}  // namespace

Result<void> search_name_block(ByteView block, const NameQuery& query, NameSearch& search) {
    const auto broken = [] { return fail(ErrorKind::kBadData, "no index of names"); };
    ByteReader reader(block);
    const auto header = reader.read<NameBlockHeader>();
    const bool is_sound = !reader.failed() && header.magic == kNameBlockMagic &&
                          header.objects <= block.size() / sizeof(NameRecord);
    if (!is_sound) return broken();
    const ByteView records = reader.take(header.objects * sizeof(NameRecord));
    const std::string_view text = as_text(reader.take(header.text_bytes));
    if (reader.failed()) return broken();
    const std::vector<std::string> words = words_of(query.text);
    const std::string whole = text::folded(query.text);
    if (words.empty()) return {};
    search.objects += header.objects;
    search.cut += header.cut;
    for (std::uint32_t i = 0; i < header.objects; ++i) {
        const auto record = load_unaligned<NameRecord>(records.data() + i * sizeof(NameRecord));
        const std::uint64_t bytes = std::uint64_t{record.plain_bytes} + record.folded_bytes;
        if (record.text_first > text.size() || bytes > text.size() - record.text_first) {
            return broken();
        }
        const std::string_view own = text.substr(record.text_first, bytes);
        const std::string_view folded = own.substr(record.plain_bytes);
        const bool is_hit = std::ranges::all_of(
            words, [&](const std::string& word) { return folded.find(word) != folded.npos; });
        if (!is_hit) continue;
        const auto plain = lines_of(own.substr(0, record.plain_bytes));
        const Match match = match_of(lines_of(folded), whole, words);
        // Words of the type alone are no name.
        if (plain.size() < 2 || match.line >= plain.size() || match.line == 0) continue;
        ++search.found;
        NameHit hit;
        hit.type = plain[0];
        hit.id = plain[1];
        hit.text = plain[match.line];
        hit.place = {record.place[0], record.place[1], record.place[2]};
        hit.radius_m = record.radius_m;
        hit.rank = match.rank;
        search.hits.push_back(std::move(hit));
    }
    // The best stay; of equals those that come first in the file.
    std::ranges::stable_sort(search.hits, {}, &NameHit::rank);
    if (search.hits.size() > query.hits_most) search.hits.resize(query.hits_most);
    return {};
}

Result<NameSearch> find_names(const CityModel& model, const NameQuery& query,
                              stream::TileCache* cache, const ConvertProgress& progress,
                              const CancelToken& cancel) {
    NameSearch search;
    std::size_t done = 0, all = 0;
    for (const stream::CityPart& part : model.parts)
        all += part.file->stretches().size();
    for (const stream::CityPart& part : model.parts) {
        for (const citymodel::FileRange& stretch : part.file->stretches()) {
            if (cancel.cancelled()) return fail(ErrorKind::kCancelled, "searching was cancelled");
            const glm::dmat4 identity(1.0);
            stream::TileCacheKeyParts key;
            key.uri = part.identity + "#names/" + std::to_string(stretch.offset) + '+' +
                      std::to_string(stretch.bytes);
            key.stamp = part.stamp + ' ' + kNameBlockVersion;
            key.mapping = part.mapping->name();
            key.transform = &identity[0][0];
            const stream::PartDocuments documents{cache, part};
            const auto place = stream::tile_cache_key(key);
            auto block = documents.load(place);
            NameSearch with_it = search;
            if (!block || !search_name_block(*block, query, with_it)) {
                block = make_name_block(part, stretch, cancel);
                if (!block) return fail(block.error());
                documents.store(place, *block);
                with_it = search;
                if (auto found = search_name_block(*block, query, with_it); !found) {
                    return fail(found.error());
                }
            }
            search = std::move(with_it);
            progress(static_cast<double>(++done) / static_cast<double>(all));
        }
    }
    return search;
}

}  // namespace belvedere::convert
