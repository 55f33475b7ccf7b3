// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/citygml_file.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/content/decode/citygml/appearance_themes.hpp"
#include "engine/content/decode/citygml/element_library.hpp"
#include "engine/content/decode/citygml/feature_reader.hpp"
#include "engine/content/decode/citygml/file_appearances.hpp"
#include "engine/content/decode/citygml/file_head.hpp"
#include "engine/content/decode/citygml/file_positions.hpp"
#include "engine/content/decode/citygml/further_extent.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/long_member.hpp"
#include "engine/content/decode/citygml/member_index.hpp"
#include "engine/content/decode/citygml/model_root.hpp"
#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citygml/text_encoding.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/city_themes.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/decode/citymodel/instance_boxes.hpp"
#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::citygml {

namespace {

using citymodel::CityBatch;
using citymodel::CityFileHead;
using citymodel::CityMember;
using citymodel::FileRange;

// What is mapped of a file with the shortest member that is read.
constexpr std::uint64_t kMappedAround = std::uint64_t{64} << 10;

bool is_inside(const FileRange& inner, const FileRange& outer) {
    return inner.offset >= outer.offset && inner.bytes <= outer.bytes &&
           inner.offset - outer.offset <= outer.bytes - inner.bytes;
}

bool is_overlong(const FileRange& stretch, const CutSizes& cuts) {
    return stretch.bytes > cuts.stretch_bytes + cuts.whole_bytes;
}

void note(std::vector<citymodel::CityWarning>& warnings, std::string sentence) {
    if (warnings.size() < content::limits::kWarnings) warnings.push_back({std::move(sentence), {}});
}

class CityGmlFile final : public citymodel::CityFile {
  public:
    CityGmlFile(std::shared_ptr<const citymodel::CityBytes> bytes, Utf8Text text,
                CityGmlSource source)
        : bytes_(std::move(bytes)),
          text_(std::move(text)),
          source_(std::move(source)),
          codelists_(source_.read_beside),
          passed_([this](const FileRange& range) { release(range); }),
          library_(text_.text, source_.read_beside, passed_),
          models_(source_.read_beside, source_.reader) {}

    Result<void> open();

    const CityFileHead& head() const override { return head_; }
    std::vector<FileRange> stretches() const override { return stretches_; }
    Result<Index> index(const FileRange& stretch, const CancelToken& cancel) const override;
    Result<CityBatch> read(std::span<const FileRange> members, const citymodel::LodChoice& lods,
                           const CancelToken& cancel) const override;

  private:
    [[nodiscard]] std::string_view text() const { return text_.text; }
    void add_stretch(const FileRange& stretch);
    void cut_long_members();
    void read_pieces(const LongMember& member, const std::vector<FileRange>& wanted,
                     FeatureReader& reader) const;
    void index_member(XmlScanner& scanner, const XmlTag& tag, Index& index,
                      std::vector<std::size_t>& further) const;
    void measure_further(const std::vector<std::size_t>& further, Index& index,
                         const CancelToken& cancel) const;
    [[nodiscard]] ReadContext read_context() const;
    [[nodiscard]] const LongMember* long_member_at(std::uint64_t offset) const;
    static void index_long(const LongMember& member, Index& index,
                           std::vector<std::size_t>& further);
    [[nodiscard]] const LongMember* long_member_of(const FileRange& range) const;
    void release_all(std::span<const FileRange> ranges) const;
    void release(const FileRange& range) const {
        if (!text_.is_converted) return bytes_->release(range);
        text_.converted.release(range.offset, range.bytes);
    }

    std::shared_ptr<const citymodel::CityBytes> bytes_;
    Utf8Text text_;
    CityGmlSource source_;
    Codelists codelists_;
    Passed passed_;
    FileAppearances appearances_{passed_};
    ElementLibrary library_;
    ModelLibrary models_;
    citymodel::SourceUnits units_;
    CityFileHead head_;
    NamespaceTable namespaces_;
    std::optional<FilePositions> positions_;
    MeasureRule rule_;
    std::vector<FileRange> stretches_;
    std::vector<LongMember> long_members_;  // In file order.
    std::vector<std::string> long_problems_;
};

Result<void> CityGmlFile::open() {
    FileHead head;
    auto read = read_file_head(text());
    if (!read) return fail(std::move(read.error()));
    head = std::move(*read);
    head_ = std::move(head.head);
    if (text_.encoding != "UTF-8") {
        head_.warnings.push_back("the text is in " + text_.encoding + " and was converted");
    }
    namespaces_ = std::move(head.namespaces);
    positions_.emplace(head_.crs, head.positions);
    rule_ = {head.positions, &*positions_};
    units_ = citymodel::units_of_crs(head_.crs);
    const TextMarks marks = find_marks(text(), passed_);
    appearances_.find(text(), head.body_begin, marks);
    const auto stretches = cut_stretches(text(), head.body_begin, source_.cuts.stretch_bytes, marks,
                                         appearances_.ranges());
    for (const FileRange& stretch : stretches)
        add_stretch(stretch);
    cut_long_members();
    for (const FileRange& range : appearances_.ranges()) {
        find_themes(text().substr(range.offset, range.bytes), AppearanceCount::kOne, head_.themes);
    }
    release({0, text().size()});
    return {};
}

// One that is longer than it should be mostly ends in the appearances of the whole file, in which
// there is no object; else it is cut where its tags tell.
void CityGmlFile::add_stretch(const FileRange& stretch) {
    if (!is_overlong(stretch, source_.cuts)) return stretches_.push_back(stretch);
    for (const FileRange& part : without_appearances(text(), stretch, appearances_.ranges())) {
        if (!is_overlong(part, source_.cuts)) {
            stretches_.push_back(part);
            continue;
        }
        const auto pieces = split_stretch(text(), part, source_.cuts.stretch_bytes, passed_);
        stretches_.insert(stretches_.end(), pieces.begin(), pieces.end());
    }
}

// Only a stretch that is longer than it should be can hold a long member.
void CityGmlFile::cut_long_members() {
    for (const FileRange& stretch : stretches_) {
        if (!is_overlong(stretch, source_.cuts)) continue;
        for (const FileRange& member :
             long_ranges(text(), stretch, source_.cuts.whole_bytes, passed_)) {
            auto cut = cut_long_member(text(), member.offset, rule_, source_.cuts, passed_);
            if (cut && cut->pieces.empty()) continue;  // A grid, say: read whole.
            if (cut) {
                long_members_.push_back(std::move(*cut));
            } else {
                head_.warnings.push_back("a member of " + std::to_string(member.bytes >> 20) +
                                         " MiB is left out: " + cut.error().message);
            }
        }
    }
}

const LongMember* CityGmlFile::long_member_of(const FileRange& range) const {
    for (const LongMember& member : long_members_) {
        if (is_inside(range, member.range)) return &member;
    }
    return nullptr;
}

const LongMember* CityGmlFile::long_member_at(std::uint64_t offset) const {
    const auto found = std::ranges::find(
        long_members_, offset, [](const LongMember& member) { return member.range.offset; });
    return found == long_members_.end() ? nullptr : &*found;
}

void CityGmlFile::index_long(const LongMember& member, Index& index,
                             std::vector<std::size_t>& further) {
    for (const CityMember& piece : member.pieces) {
        if (std::ranges::binary_search(member.further, piece.range.offset)) {
            further.push_back(index.members.size());
        }
        index.members.push_back(piece);
    }
    if (!index.members.empty()) index.members.back().objects = 1;
}

ReadContext CityGmlFile::read_context() const {
    ReadContext context;
    context.namespaces = &namespaces_;
    context.positions = rule_.positions;
    context.converter = rule_.converter;
    context.text = text();
    context.elements = &library_;
    context.models = &models_;
    context.beside = &source_.read_beside;
    context.is_geographic = units_.is_geographic;
    return context;
}

// Whole members at places of the index, and pieces of those that are cut inside.
void CityGmlFile::measure_further(const std::vector<std::size_t>& further, Index& index,
                                  const CancelToken& cancel) const {
    if (further.empty()) return;
    const ReadContext context = read_context();
    FurtherExtent extent(context, units_);
    for (const std::size_t place : further) {
        if (cancel.cancelled()) return;
        CityMember& member = index.members[place];
        if (const LongMember* whole = long_member_of(member.range)) {
            extent.measure_piece(*whole, member);
            release(member.range);
        } else {
            extent.measure(member);
        }
    }
}

void CityGmlFile::index_member(XmlScanner& scanner, const XmlTag& tag, Index& index,
                               std::vector<std::size_t>& further) const {
    CityMember member;
    std::size_t depth = 0;
    bool reaches_further = false;
    const XmlTag close =
        measure_member(scanner, text(), tag, rule_, member, depth, &reaches_further);
    if (close.kind != XmlTagKind::kEnd) {
        const std::string reason =
            close.kind == XmlTagKind::kBroken ? scanner.problem() : "the text ends";
        return note(index.warnings, "the model ends early: " + reason +
                                        ", inside the member at byte " + std::to_string(tag.begin) +
                                        "; what stands before it is shown");
    }
    if (depth + 2 > limits::kElementDepth) {
        return note(index.warnings, "a member is left out: its elements are nested " +
                                        std::to_string(depth) + " deep, at byte " +
                                        std::to_string(tag.begin));
    }
    if (member.range.bytes > citymodel::limits::kCityMemberBytes) {
        return note(index.warnings, "a member that is too long is left out");
    }
    if (reaches_further) further.push_back(index.members.size());
    index.members.push_back(std::move(member));
}

Result<citymodel::CityFile::Index> CityGmlFile::index(const FileRange& stretch,
                                                      const CancelToken& cancel) const {
    if (!is_inside(stretch, {0, text().size()})) {
        return fail(ErrorKind::kBadData, source_.name + ": a stretch is outside of the text");
    }
    Index index;
    std::vector<std::size_t> further;
    XmlScanner scanner(text().substr(0, stretch.offset + stretch.bytes), stretch.offset);
    while (!cancel.cancelled()) {
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kFinish) break;
        if (tag.kind == XmlTagKind::kBroken) {
            note(index.warnings, "the model ends early: " + scanner.problem());
            break;
        }
        if (tag.kind == XmlTagKind::kEnd) continue;  // Of the root, or of a container.
        const std::string_view local = local_name(tag);
        if (is_container_name(local)) continue;
        if (tag.kind == XmlTagKind::kEmpty) continue;
        const FileRange* appearance = appearances_.at(tag.begin);
        if (appearance != nullptr && is_inside(*appearance, stretch)) {
            // Known already, and mostly long.
            scanner = XmlScanner(text().substr(0, stretch.offset + stretch.bytes),
                                 appearance->offset + appearance->bytes);
            continue;
        }
        if (is_model_property(local)) {
            std::size_t depth = 0;
            (void)scanner.skip_element(depth);
            continue;
        }
        if (const LongMember* known = long_member_at(tag.begin)) {
            // Cut already: what is inside need not be looked at again.
            index_long(*known, index, further);
            scanner = XmlScanner(text().substr(0, stretch.offset + stretch.bytes),
                                 known->range.offset + known->range.bytes);
            continue;
        }
        index_member(scanner, tag, index, further);
    }
    measure_further(further, index, cancel);
    find_themes(text().substr(stretch.offset, stretch.bytes), AppearanceCount::kAny, index.themes);
    if (cancel.cancelled()) return fail(ErrorKind::kCancelled, source_.name);
    release(stretch);
    return index;
}

// Each release interrupts all cores: neighbours go together.
void CityGmlFile::release_all(std::span<const FileRange> ranges) const {
    FileRange run;
    for (const FileRange& range : ranges) {
        const std::uint64_t end = run.offset + run.bytes;
        if (run.bytes > 0 && range.offset >= end && range.offset - end <= kMappedAround) {
            run.bytes = range.offset + range.bytes - run.offset;
            continue;
        }
        if (run.bytes > 0) release(run);
        run = range;
    }
    if (run.bytes > 0) release(run);
}

// A few pieces at a time, so that the tree of a whole terrain is never in memory.
void CityGmlFile::read_pieces(const LongMember& member, const std::vector<FileRange>& wanted,
                              FeatureReader& reader) const {
    std::vector<FileRange> group;
    std::uint64_t bytes = 0;
    bool is_first = true;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        group.push_back(wanted[i]);
        bytes += wanted[i].bytes;
        if (bytes < 2 * source_.cuts.piece_bytes && i + 1 < wanted.size()) continue;
        const PartialText piece = member.text_with(text(), group);
        if (is_first) {
            reader.read_partial(piece, member.range);
        } else {
            reader.read_on(piece, member.range);
        }
        for (const FileRange& range : group)
            release(range);
        is_first = false;
        group.clear();
        bytes = 0;
    }
}

Result<CityBatch> CityGmlFile::read(std::span<const FileRange> members,
                                    const citymodel::LodChoice& lods,
                                    const CancelToken& cancel) const {
    CityBatch batch;
    ReadContext context = read_context();
    context.appearances = &appearances_.index(text());
    context.codelists = &codelists_;
    context.lods = lods;
    FeatureReader reader(context, batch);
    std::size_t released = 0;
    std::uint64_t mapped = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (cancel.cancelled()) return fail(ErrorKind::kCancelled, source_.name);
        if (mapped >= limits::kPassedBytes) {
            release_all(members.subspan(released, i - released));
            released = i;
            mapped = 0;
        }
        const FileRange& range = members[i];
        mapped += std::max(range.bytes, kMappedAround);
        if (!is_inside(range, {0, text().size()})) {
            return fail(ErrorKind::kBadData, source_.name + ": a member is outside of the text");
        }
        const LongMember* whole = long_member_of(range);
        if (whole == nullptr) {
            reader.read(text().substr(range.offset, range.bytes), range);
            continue;
        }
        std::vector<FileRange> wanted{range};
        while (i + 1 < members.size() && is_inside(members[i + 1], whole->range))
            wanted.push_back(members[++i]);
        read_pieces(*whole, wanted, reader);
    }
    release_all(members.subspan(released));
    appearances_.note_read(batch);
    citymodel::order_themes(batch, context.appearances->themes());
    if (!lods.every_lod) citymodel::drop_covered_geometries(batch, reader.shares_elsewhere());
    return batch;
}

}  // namespace

bool is_citygml(ByteView bytes) {
    constexpr std::size_t kLookedAt = std::size_t{64} << 10;
    // A cut in the middle of a character is no matter: conversion gives what stands before it.
    ByteView head = bytes.first(std::min(bytes.size(), kLookedAt) / 4 * 4);
    if (bytes.size() <= kLookedAt) head = bytes;
    const auto text = utf8_text(head);
    return text ? is_city_model(text->text) : is_city_model(as_text(head));
}

Result<std::shared_ptr<const citymodel::CityFile>> open_citygml(
    std::shared_ptr<const citymodel::CityBytes> bytes, CityGmlSource source) {
    auto text = utf8_text(bytes->view());
    if (!text) return fail_in(source.name, std::move(text.error()));
    const std::string name = source.name;
    auto file =
        std::make_shared<CityGmlFile>(std::move(bytes), std::move(*text), std::move(source));
    if (auto opened = file->open(); !opened) return fail_in(name, std::move(opened.error()));
    return std::shared_ptr<const citymodel::CityFile>(std::move(file));
}

}  // namespace belvedere::content::citygml
