// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_outline.hpp"

#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace belvedere::stream {
namespace {

using content::citymodel::CityBatch;
using content::citymodel::CityBox;
using content::citymodel::CityFile;
using content::citymodel::CityFileHead;
using content::citymodel::FileRange;
using content::citymodel::LodChoice;

class OutlineWriter {
  public:
    template <class Record>
    void add(const Record& record) {
        add_bytes(std::as_bytes(std::span(&record, 1)));
    }
    void add_text(std::string_view text) {
        add(std::uint64_t{text.size()});
        add_bytes(as_bytes(text));
    }
    void add_texts(const std::vector<std::string>& texts) {
        add(std::uint64_t{texts.size()});
        for (const std::string& text : texts)
            add_text(text);
    }
    [[nodiscard]] Bytes take() { return std::move(bytes_); }

  private:
    void add_bytes(ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }

    Bytes bytes_;
};

std::string read_text(ByteReader& reader) {
    return std::string(as_text(reader.take(reader.read<std::uint64_t>())));
}

std::vector<std::string> read_texts(ByteReader& reader) {
    std::vector<std::string> texts;
    // Each takes eight bytes at least, so that a wrong count ends with the bytes.
    const auto count = reader.read<std::uint64_t>();
    for (std::uint64_t i = 0; i < count && !reader.failed(); ++i)
        texts.push_back(read_text(reader));
    return texts;
}

bool is_in_order(const std::vector<FileRange>& stretches) {
    std::uint64_t end = 0;
    for (const FileRange& stretch : stretches) {
        const auto after = checked_add(stretch.offset, stretch.bytes);
        if (stretch.offset < end || !after) return false;
        end = *after;
    }
    return true;
}

class OutlinedCityFile final : public CityFile {
  public:
    OutlinedCityFile(CityOutline outline, OpenCityFile open)
        : outline_(std::move(outline)), open_(std::move(open)) {}

    const CityFileHead& head() const override { return outline_.head; }
    std::vector<FileRange> stretches() const override { return outline_.stretches; }
    Result<Index> index(const FileRange& stretch, const CancelToken& cancel) const override {
        auto file = opened();
        if (!file) return fail(file.error());
        return (*file)->index(stretch, cancel);
    }
    Result<CityBatch> read(std::span<const FileRange> members, const LodChoice& lods,
                           const CancelToken& cancel) const override {
        auto file = opened();
        if (!file) return fail(file.error());
        return (*file)->read(members, lods, cancel);
    }

  private:
    Result<std::shared_ptr<const CityFile>> opened() const {
        const std::lock_guard lock(mutex_);
        if (!file_) {
            file_ = open_();
            open_ = {};  // With what it holds.
        }
        return *file_;
    }

    CityOutline outline_;
    mutable std::mutex mutex_;
    mutable OpenCityFile open_;
    mutable std::optional<Result<std::shared_ptr<const CityFile>>> file_;
};

}  // namespace

Bytes pack_city_outline(const CityOutline& outline) {
    OutlineWriter writer;
    writer.add_text(outline.head.kind);
    writer.add_text(outline.head.version);
    writer.add_text(outline.head.crs);
    writer.add_text(outline.head.title);
    writer.add(std::uint64_t{outline.head.facts.size()});
    for (const auto& [name, value] : outline.head.facts) {
        writer.add_text(name);
        writer.add_text(value);
    }
    writer.add(outline.head.extent);
    writer.add_texts(outline.head.extensions);
    writer.add_texts(outline.head.warnings);
    writer.add_texts(outline.head.themes);
    writer.add(std::uint64_t{outline.bounds ? 1U : 0U});
    writer.add(outline.bounds.value_or(CityBox{}));
    writer.add(std::uint64_t{outline.stretches.size()});
    for (const FileRange& stretch : outline.stretches)
        writer.add(stretch);
    return writer.take();
}

Result<CityOutline> unpack_city_outline(ByteView bytes) {
    ByteReader reader(bytes);
    CityOutline outline;
    outline.head.kind = read_text(reader);
    outline.head.version = read_text(reader);
    outline.head.crs = read_text(reader);
    outline.head.title = read_text(reader);
    const auto facts = reader.read<std::uint64_t>();
    for (std::uint64_t i = 0; i < facts && !reader.failed(); ++i) {
        std::string name = read_text(reader);
        outline.head.facts.emplace_back(std::move(name), read_text(reader));
    }
    outline.head.extent = reader.read<CityBox>();
    outline.head.extensions = read_texts(reader);
    outline.head.warnings = read_texts(reader);
    outline.head.themes = read_texts(reader);
    const bool has_bounds = reader.read<std::uint64_t>() == 1;
    const auto bounds = reader.read<CityBox>();
    if (has_bounds) outline.bounds = bounds;
    const auto stretches = reader.read<std::uint64_t>();
    for (std::uint64_t i = 0; i < stretches && !reader.failed(); ++i)
        outline.stretches.push_back(reader.read<FileRange>());
    if (reader.failed() || outline.head.kind.empty() || !is_in_order(outline.stretches)) {
        return fail(ErrorKind::kBadData, "no outline of a city file");
    }
    return outline;
}

std::shared_ptr<const CityFile> city_file_by_outline(CityOutline outline, OpenCityFile open) {
    return std::make_shared<OutlinedCityFile>(std::move(outline), std::move(open));
}

}  // namespace belvedere::stream
