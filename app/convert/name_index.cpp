// SPDX-License-Identifier: Apache-2.0
#include "app/convert/name_index.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/decode/citymodel/instance_boxes.hpp"
#include "engine/text/fold_text.hpp"

namespace belvedere::convert {

namespace {

namespace citymodel = content::citymodel;

// Raised when blocks come out otherwise, so that older ones are not read.
constexpr const char* kNameBlockVersion = "names-1";
constexpr std::uint32_t kNameBlockMagic = 0x314E4C42;  // "BLN1"
// Of one object: longer texts are descriptions that nobody looks for by name.
constexpr std::size_t kValueBytes = 160;
constexpr std::size_t kObjectBytes = 1'024;

struct NameBlockHeader {
    std::uint32_t magic = kNameBlockMagic, objects = 0;
    std::uint64_t text_bytes = 0;
};
// Text of an object: its type, its id and its values, each followed by a line feed, first as they
// are and then folded.
struct NameRecord {
    double place[3] = {};
    float radius_m = 0.0F;
    std::uint32_t plain_bytes = 0, folded_bytes = 0, reserved = 0;
    std::uint64_t text_first = 0;
};
static_assert(sizeof(NameRecord) == 48);

// Line feeds part the texts of an object.
void append_line(std::string& text, std::string_view value) {
    for (const char c : value)
        text += c == '\n' || c == '\r' ? ' ' : c;
    text += '\n';
}

class BlockMaker {
  public:
    BlockMaker(const citymodel::CityBatch& batch, const geo::WorldMapping& mapping)
        : batch_(batch), mapping_(mapping), boxes_(batch.objects.size()) {}

    Bytes make() {
        measure();
        for (std::uint32_t i = 0; i < batch_.objects.size(); ++i)
            add(i);
        NameBlockHeader header;
        header.objects = static_cast<std::uint32_t>(records_.size());
        header.text_bytes = text_.size();
        Bytes block;
        const auto append = [&block](ByteView bytes) {
            block.insert(block.end(), bytes.begin(), bytes.end());
        };
        append(std::as_bytes(std::span(&header, 1)));
        append(std::as_bytes(std::span(records_)));
        append(as_bytes(text_));
        return block;
    }

  private:
    // A part's box belongs to what it is part of as well, and the other way where it has none.
    void measure() {
        citymodel::InstanceBoxes instances(batch_, citymodel::units_of_crs(mapping_.crs_name()));
        for (const citymodel::Geometry& geometry : batch_.geometries) {
            if (geometry.object == content::kNone) continue;
            boxes_[geometry.object].add(citymodel::bounds_of(batch_, geometry));
            boxes_[geometry.object].add(instances.box_of(geometry));
        }
        for (std::size_t i = boxes_.size(); i-- > 0;) {
            const std::uint32_t parent = batch_.objects[i].parent;
            if (parent != content::kNone) boxes_[parent].add(boxes_[i]);
        }
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            const std::uint32_t parent = batch_.objects[i].parent;
            if (boxes_[i].is_empty() && parent != content::kNone) boxes_[i] = boxes_[parent];
        }
    }

    void add(std::uint32_t index) {
        const citymodel::CityObject& object = batch_.objects[index];
        std::string plain;
        append_line(plain, batch_.names.name(object.type));
        append_line(plain, batch_.text_of(object.id));
        for (std::uint32_t i = 0; i < object.attributes.count; ++i) {
            const citymodel::Attribute& one = batch_.attributes[object.attributes.first + i];
            const bool is_text = one.type == citymodel::AttributeType::kText ||
                                 one.type == citymodel::AttributeType::kJson;
            if (!is_text || one.text.length == 0 || one.text.length > kValueBytes) continue;
            if (plain.size() + one.text.length > kObjectBytes) break;
            append_line(plain, batch_.text_of(one.text));
        }
        NameRecord record;
        place(boxes_[index], record);
        std::string folded;
        // Line by line, so that the lines of both say the same.
        for (std::size_t from = 0; from < plain.size();) {
            const std::size_t end = plain.find('\n', from);
            append_line(folded, text::folded(std::string_view(plain).substr(from, end - from)));
            from = end + 1;
        }
        record.text_first = text_.size();
        record.plain_bytes = static_cast<std::uint32_t>(plain.size());
        record.folded_bytes = static_cast<std::uint32_t>(folded.size());
        text_ += plain;
        text_ += folded;
        records_.push_back(record);
    }

    void place(const citymodel::CityBox& box, NameRecord& record) const {
        if (box.is_empty()) return;
        glm::dvec3 places[] = {(box.min + box.max) * 0.5, box.min, box.max};
        (void)mapping_.to_world(places);
        const double radius_m = glm::distance(places[1], places[2]) * 0.5;
        if (!std::isfinite(places[0].x + places[0].y + places[0].z + radius_m)) return;
        for (int axis = 0; axis < 3; ++axis)
            record.place[axis] = places[0][axis];
        record.radius_m = std::max(static_cast<float>(radius_m), 0.01F);
    }

    const citymodel::CityBatch& batch_;
    const geo::WorldMapping& mapping_;
    std::vector<citymodel::CityBox> boxes_;
    std::vector<NameRecord> records_;
    std::string text_;
};

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

Result<Bytes> make_name_block(const stream::CityPart& part, const citymodel::FileRange& stretch,
                              const CancelToken& cancel) {
    const auto read = stream::read_stretch(part, stretch, {}, cancel);
    if (!read) return fail(read.error());
    return BlockMaker(read->batch, *part.mapping).make();
}

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
            const bool is_kept = cache != nullptr && !part.stamp.empty();
            const auto place = stream::tile_cache_key(key);
            auto block = is_kept ? cache->load_document(place)
                                 : Result<Bytes>(fail(ErrorKind::kNotFound, "no cache"));
            NameSearch with_it = search;
            if (!block || !search_name_block(*block, query, with_it)) {
                block = make_name_block(part, stretch, cancel);
                if (!block) return fail(block.error());
                if (is_kept) cache->store_document(place, *block);
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
