// SPDX-License-Identifier: Apache-2.0
// CityJSONSeq: each line a JSON text, the first with what holds for all, the others features with
// vertices (and perhaps appearances) of their own.
#include <unordered_map>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "engine/content/decode/cityjson/appearance_themes.hpp"
#include "engine/content/decode/cityjson/cityjson_file.hpp"
#include "engine/content/decode/cityjson/document_head.hpp"
#include "engine/content/decode/cityjson/json_parser.hpp"
#include "engine/content/decode/cityjson/json_scan.hpp"
#include "engine/content/decode/cityjson/object_reader.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/city_themes.hpp"
#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::cityjson {
namespace {

namespace dom = simdjson::dom;
using citymodel::FileRange;

// The line that starts at `at`, without its end.
std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, text.find('\n', at) - at);
}

// The objects of a feature, parents before their parts.
class FeatureOrder {
  public:
    explicit FeatureOrder(const dom::object& objects) {
        for (const dom::key_value_pair field : objects) {
            places_.try_emplace(field.key, members_.size());
            members_.push_back({field.key, field.value, false});
        }
    }
    template <class Visit>
    void visit(const Visit& each) {
        for (std::size_t i = 0; i < members_.size(); ++i)
            visit_with_parents(i, 0, each);
    }

  private:
    struct Member {
        std::string_view id;
        dom::element value;
        bool is_done = false;
    };
    template <class Visit>
    void visit_with_parents(std::size_t index, int depth, const Visit& each) {
        Member& member = members_[index];
        if (member.is_done) return;
        std::string_view parent;
        const bool has_parent = member.value["parents"].at(0).get(parent) == simdjson::SUCCESS;
        const auto found = has_parent ? places_.find(parent) : places_.end();
        if (found != places_.end() && depth < citymodel::limits::kCityDepth) {
            visit_with_parents(found->second, depth + 1, each);
        }
        if (member.is_done) return;
        member.is_done = true;
        each(member.id, member.value);
    }

    std::vector<Member> members_;
    std::unordered_map<std::string_view, std::size_t> places_;
};

class CityJsonSequence final : public citymodel::CityFile {
  public:
    CityJsonSequence(std::shared_ptr<const citymodel::CityBytes> bytes, DocumentHead head,
                     std::size_t features)
        : bytes_(std::move(bytes)),
          text_(as_text(bytes_->view())),
          head_(std::move(head)),
          features_(features) {}

    const citymodel::CityFileHead& head() const override { return head_.head; }

    std::vector<FileRange> stretches() const override {
        std::vector<FileRange> stretches;
        for (std::size_t at = features_; at < text_.size();) {
            std::size_t end = at + citymodel::limits::kCityStretchBytes;
            end = end >= text_.size() ? text_.size() : text_.find('\n', end);
            if (end == kNowhere) end = text_.size();
            stretches.push_back({at, end - at});
            at = end + 1;
        }
        return stretches;
    }

    Result<Index> index(const FileRange& stretch, const CancelToken& cancel) const override {
        Index index;
        std::vector<glm::dvec3> vertices;
        for (std::size_t at = stretch.offset; at < stretch.offset + stretch.bytes;) {
            if (cancel.cancelled()) return fail(ErrorKind::kCancelled, "index");
            const std::string_view line = line_at(text_, at);
            const std::size_t first = skip_space(line, 0);
            if (first < line.size()) add_feature(line, at, first, vertices, index);
            at += line.size() + 1;
        }
        bytes_->release(stretch);
        return index;
    }

    Result<citymodel::CityBatch> read(std::span<const FileRange> members,
                                      const citymodel::LodChoice& lods,
                                      const CancelToken& cancel) const override {
        citymodel::CityBatch batch;
        ObjectReader reader(batch);
        PieceParser parser;
        std::vector<glm::dvec3> vertices;
        std::vector<std::unique_ptr<Appearance>> own;
        for (const FileRange& range : members) {
            if (cancel.cancelled()) return fail(ErrorKind::kCancelled, "reading");
            if (range.offset > text_.size() || range.bytes > text_.size() - range.offset) {
                return fail(ErrorKind::kBadData, "the file has changed since it was indexed");
            }
            const auto* feature = static_cast<const dom::element*>(
                parser.parse(text_, range.offset, range.offset + range.bytes));
            if (feature == nullptr) {
                citymodel::warn(batch, "a feature is no JSON and left out", "");
                continue;
            }
            ObjectContext context{{}, &head_.appearance, head_.templates, lods, &head_.appearance};
            dom::element appearance;
            if ((*feature)["appearance"].get(appearance) == simdjson::SUCCESS) {
                own.push_back(std::make_unique<Appearance>(read_appearance(&appearance)));
                context.appearance = own.back().get();
            }
            read_own_vertices(text_.substr(range.offset, range.bytes), vertices);
            context.vertices = vertices;
            reader.set_context(context);
            dom::object objects;
            if ((*feature)["CityObjects"].get(objects) != simdjson::SUCCESS) {
                citymodel::warn(batch, "a feature has no city objects", "");
                continue;
            }
            FeatureOrder(objects).visit(
                [&](std::string_view id, const dom::element& value) { reader.read(id, &value); });
        }
        for (const FileRange& range : members)
            bytes_->release(range);
        std::vector<std::string> defaults = head_.appearance.default_themes;
        for (const auto& each : own)
            defaults.insert(defaults.end(), each->default_themes.begin(),
                            each->default_themes.end());
        citymodel::order_themes(batch, defaults);
        if (!lods.every_lod) citymodel::drop_covered_geometries(batch);
        return batch;
    }

  private:
    // Returns how many city objects the feature has.
    std::uint32_t read_own_vertices(std::string_view feature,
                                    std::vector<glm::dvec3>& vertices) const {
        vertices.clear();
        std::uint32_t objects = 0;
        (void)scan_members(feature, skip_space(feature, 0), [&](ScannedMember& member) {
            if (member.key == "vertices") {
                const std::size_t end = read_vertices(feature.substr(member.value), vertices);
                if (end != kNowhere) member.end = member.value + end;
            }
            if (member.key == "CityObjects") {
                member.end = scan_members(feature, member.value, [&objects](ScannedMember&) {
                    ++objects;
                    return true;
                });
            }
            return true;
        });
        place_vertices(head_.transform, vertices);
        return objects;
    }

    void add_feature(std::string_view line, std::size_t at, std::size_t first,
                     std::vector<glm::dvec3>& vertices, Index& index) const {
        if (line[first] != '{' || skip_value(line, first) == kNowhere) {
            citymodel::warn(index.warnings, "a feature is no whole JSON object and left out", "");
            return;
        }
        if (index.members.size() >= citymodel::limits::kCityMembers) return;
        citymodel::CityMember member;
        member.range = {at + first, line.size() - first};
        member.objects = read_own_vertices(line.substr(first), vertices);
        survey_geometry(line, vertices, head_.template_reach, member);
        find_themes(line, index.themes);
        index.members.push_back(std::move(member));
    }

    std::shared_ptr<const citymodel::CityBytes> bytes_;
    std::string_view text_;
    DocumentHead head_;
    std::size_t features_;  // Where the second line starts.
};

}  // namespace

Result<std::shared_ptr<const citymodel::CityFile>> open_cityjson_sequence(
    std::shared_ptr<const citymodel::CityBytes> bytes, const std::string& name) {
    const std::string_view text = as_text(bytes->view());
    const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const std::size_t first = skip_space(text, mark);
    const std::string_view line = line_at(text, first);
    auto head = read_head(line, 0);
    if (!head) return fail_in(name, head.error());
    head->head.kind = "CityJSONSeq";
    find_themes(head->templates, head->head.themes);
    return std::shared_ptr<const citymodel::CityFile>(std::make_shared<CityJsonSequence>(
        std::move(bytes), std::move(*head), first + line.size() + 1));
}

}  // namespace belvedere::content::cityjson
