// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/cityjson_file.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "engine/content/decode/cityjson/appearance_themes.hpp"
#include "engine/content/decode/cityjson/document_head.hpp"
#include "engine/content/decode/cityjson/json_parser.hpp"
#include "engine/content/decode/cityjson/json_scan.hpp"
#include "engine/content/decode/cityjson/number_lists.hpp"
#include "engine/content/decode/cityjson/object_reader.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/city_themes.hpp"
#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::cityjson {
namespace {

namespace dom = simdjson::dom;
using citymodel::FileRange;

constexpr std::uint32_t kNoParent = 0xFFFFFFFF;

// A member of "CityObjects", key and value.
struct Entry {
    FileRange range;
    std::uint32_t value = 0;  // Offset of the value in the range.
    std::uint32_t parent = kNoParent;
    std::uint32_t first_child = kNoParent, next_child = kNoParent;
};

// The text of the first of an object's "parents", as written; empty without.
std::string_view parent_key(std::string_view object) {
    std::string_view parent;
    scan_keys(object, "\"parents\"", [&](std::size_t value) {
        if (!parent.empty() || value >= object.size() || object[value] != '[') return;
        const std::size_t mark = skip_space(object, value + 1);
        if (mark >= object.size() || object[mark] != '"') return;
        const std::size_t end = skip_value(object, mark);
        if (end != kNowhere) parent = object.substr(mark + 1, end - mark - 2);
    });
    return parent;
}

class CityJsonFile final : public citymodel::CityFile {
  public:
    CityJsonFile(std::shared_ptr<const citymodel::CityBytes> bytes, DocumentHead head)
        : bytes_(std::move(bytes)), text_(as_text(bytes_->view())), head_(std::move(head)) {}

    Result<void> prepare(const std::string& name) {
        if (!head_.vertices_are_whole) {
            if (head_.vertices.empty() && !head_.is_whole) {
                return fail(ErrorKind::kBadData,
                            name + ": there are no vertices that could be read");
            }
            head_.head.warnings.push_back(vertices_problem(head_.vertices.size()));
        }
        if (!head_.is_whole) {
            head_.head.warnings.emplace_back("the file ends early; what is whole of it is shown");
        }
        list_entries();
        find_themes(head_.templates, head_.head.themes);
        head_.head.extent = {};
        for (const glm::dvec3& vertex : head_.vertices)
            head_.head.extent.add(vertex);
        bytes_->release({0, text_.size()});
        return {};
    }

    const citymodel::CityFileHead& head() const override { return head_.head; }

    std::vector<FileRange> stretches() const override {
        std::vector<FileRange> stretches;
        for (const std::uint32_t root : roots_) {
            const FileRange& range = entries_[root].range;
            const bool is_full =
                stretches.empty() || stretches.back().bytes >= citymodel::limits::kCityStretchBytes;
            if (is_full) stretches.push_back({range.offset, 0});
            stretches.back().bytes = range.offset + range.bytes - stretches.back().offset;
        }
        return stretches;
    }

    Result<Index> index(const FileRange& stretch, const CancelToken& cancel) const override {
        Index index;
        const auto first = std::ranges::lower_bound(
            roots_, stretch.offset, {},
            [this](std::uint32_t root) { return entries_[root].range.offset; });
        for (auto root = first; root != roots_.end(); ++root) {
            if (entries_[*root].range.offset >= stretch.offset + stretch.bytes) break;
            if (cancel.cancelled()) return fail(ErrorKind::kCancelled, "index");
            citymodel::CityMember member;
            member.range = entries_[*root].range;
            survey(*root, member, index.themes);
            add_parts(*root, member, index.themes, 0);
            index.members.push_back(std::move(member));
        }
        bytes_->release(stretch);
        return index;
    }

    Result<citymodel::CityBatch> read(std::span<const FileRange> members,
                                      const citymodel::LodChoice& lods,
                                      const CancelToken& cancel) const override {
        citymodel::CityBatch batch;
        ObjectReader reader(batch);
        reader.set_context(
            {head_.vertices, &head_.appearance, head_.templates, lods, &head_.appearance});
        PieceParser parser, key_parser;
        for (const FileRange& range : members) {
            if (cancel.cancelled()) return fail(ErrorKind::kCancelled, "reading");
            if (range.offset > text_.size() || range.bytes > text_.size() - range.offset) {
                return fail(ErrorKind::kBadData, "the file has changed since it was indexed");
            }
            read_one(range, reader, parser, key_parser, batch);
        }
        for (const FileRange& range : members)
            bytes_->release(range);
        citymodel::order_themes(batch, head_.appearance.default_themes);
        if (!lods.every_lod) citymodel::drop_covered_geometries(batch);
        return batch;
    }

  private:
    void list_entries();
    void link_parents(const std::vector<std::string_view>& keys);

    void survey(std::uint32_t entry, citymodel::CityMember& member,
                citymodel::ThemeNames& themes) const {
        const FileRange& range = entries_[entry].range;
        const std::string_view text = text_.substr(range.offset, range.bytes);
        survey_geometry(text, head_.vertices, head_.template_reach, member);
        if (!head_.appearance.empty()) find_themes(text, themes);
    }

    void add_parts(std::uint32_t entry, citymodel::CityMember& member,
                   citymodel::ThemeNames& themes, int depth) const {
        if (depth > citymodel::limits::kCityDepth) return;
        for (std::uint32_t part = entries_[entry].first_child; part != kNoParent;
             part = entries_[part].next_child) {
            member.parts.push_back(entries_[part].range);
            ++member.objects;
            survey(part, member, themes);
            add_parts(part, member, themes, depth + 1);
        }
    }

    void read_one(const FileRange& range, ObjectReader& reader, PieceParser& parser,
                  PieceParser& key_parser, citymodel::CityBatch& batch) const {
        const std::size_t end = range.offset + range.bytes;
        const std::size_t key_end = skip_value(text_, range.offset);
        if (key_end == kNowhere || key_end >= end) return;
        const std::size_t value = skip_space(text_, skip_space(text_, key_end) + 1);
        const auto* key =
            static_cast<const dom::element*>(key_parser.parse(text_, range.offset, key_end));
        std::string_view id;
        if (key == nullptr || key->get(id) != simdjson::SUCCESS) id = "";
        const void* object = value < end ? parser.parse(text_, value, end) : nullptr;
        if (object == nullptr) {
            return citymodel::warn(batch, "a city object is no JSON and left out", id);
        }
        reader.read(id, object);
    }

    std::shared_ptr<const citymodel::CityBytes> bytes_;
    std::string_view text_;
    DocumentHead head_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> roots_;  // In file order.
};

void CityJsonFile::list_entries() {
    std::vector<std::string_view> keys;
    keys.reserve(head_.objects.size());
    entries_.reserve(head_.objects.size());
    for (const ObjectPlace& object : head_.objects) {
        Entry entry;
        entry.range = {object.first, object.end - object.first};
        entry.value = static_cast<std::uint32_t>(object.value - object.first);
        entries_.push_back(entry);
        keys.push_back(object.key);
    }
    std::vector<ObjectPlace>().swap(head_.objects);
    link_parents(keys);
}

void CityJsonFile::link_parents(const std::vector<std::string_view>& keys) {
    std::unordered_map<std::string_view, std::uint32_t> places;
    places.reserve(keys.size());
    for (std::uint32_t i = 0; i < keys.size(); ++i)
        places.try_emplace(keys[i], i);
    std::vector<std::uint32_t> last_child(entries_.size(), kNoParent);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        Entry& entry = entries_[i];
        const auto object =
            text_.substr(entry.range.offset + entry.value, entry.range.bytes - entry.value);
        const auto found = places.find(parent_key(object));
        if (found != places.end() && found->second != i) entry.parent = found->second;
    }
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        // A ring of parents has no root; it is cut where it is met.
        std::uint32_t up = entries_[i].parent;
        for (int steps = 0; up != kNoParent && up != i && steps < citymodel::limits::kCityDepth;
             ++steps) {
            up = entries_[up].parent;
        }
        if (up != kNoParent) entries_[i].parent = kNoParent;
        const std::uint32_t parent = entries_[i].parent;
        if (parent == kNoParent) {
            roots_.push_back(i);
            continue;
        }
        auto& link = last_child[parent] == kNoParent ? entries_[parent].first_child
                                                     : entries_[last_child[parent]].next_child;
        link = i;
        last_child[parent] = i;
    }
}

}  // namespace

Result<std::shared_ptr<const citymodel::CityFile>> open_cityjson(
    std::shared_ptr<const citymodel::CityBytes> bytes, const std::string& name) {
    std::string_view text = as_text(bytes->view());
    const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    auto head = read_head(text, skip_space(text, mark));
    if (!head) return fail_in(name, head.error());
    auto file = std::make_shared<CityJsonFile>(std::move(bytes), std::move(*head));
    const auto prepared = file->prepare(name);
    if (!prepared) return fail(prepared.error());
    return std::shared_ptr<const citymodel::CityFile>(std::move(file));
}

}  // namespace belvedere::content::cityjson
