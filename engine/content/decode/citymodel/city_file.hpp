// SPDX-License-Identifier: Apache-2.0
// A city file as streaming sees it, whatever its encoding: stretches that are indexed one at a
// time, and members of them that are read when they come into view.
//
// A file of gigabytes is never held as a whole model: opening reads its head, indexing a stretch
// says where its members stand and lie in the file, and reading parses the members asked for again.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/decode/citymodel/theme_names.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citymodel {

// What a file says of itself before any object is read.
struct CityFileHead {
    std::string kind;     // "CityGML", "CityJSON" or "CityJSONSeq".
    std::string version;  // "2.0".
    std::string crs;      // As the file spells it; empty when it does not say.
    CityBox extent;       // Source coordinates, as declared; empty when it does not say.
    std::string title;    // CityJSON's title; the name of a CityGML model, else its description.
    // What else it says of itself as a whole: "identifier", "reference date", "point of contact",
    // "description".
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::string> extensions;  // Names of extensions (ADEs) it declares.
    ThemeNames themes;  // Of appearances that stand outside of members; others are in indexes.
    std::vector<std::string> warnings;
};

struct FileRange {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

// One top-level object with its parts (or the like: a feature of a sequence).
struct CityMember {
    FileRange range;               // Where it lies in the file.
    std::vector<FileRange> parts;  // Parts that lie elsewhere, parents first; mostly none.
    CityBox bounds;                // Of its geometry, source coordinates; empty without any.
    std::uint32_t polygons = 0;    // Of all levels of detail: how heavy it is.
    std::uint32_t objects = 1;     // Parts counted.
    std::uint64_t lods = 0;        // Bit n: it has geometry at level n / 10, n <= 40.
};

// Which levels of detail to read, and what to look at meanwhile.
struct LodChoice {
    // Each object's geometries at its highest level not above this one; at its lowest when all are
    // above. kNoLod: the highest there is.
    LodTenths lod_max = kNoLod;
    bool every_lod = false;  // All of them: for inspection and for conversion.
    // Solids that are not closed are among the warnings: for reports, who else reads has no use of
    // it.
    bool checks_solids = false;
};

// Made by a format's own opening function. Immutable: all functions are const, may be called from
// any thread and block for as long as parsing takes; for workers. Keeps its bytes.
class CityFile {
  public:
    virtual ~CityFile() = default;

    [[nodiscard]] virtual const CityFileHead& head() const = 0;
    // Pieces of about limits::kCityStretchBytes that together hold all members, in file order.
    [[nodiscard]] virtual std::vector<FileRange> stretches() const = 0;
    // The members that begin in a stretch. Broken ones are left out and counted in `warnings`.
    // kCancelled; kLimit; kBadData when nothing of the stretch can be read.
    struct Index {
        std::vector<CityMember> members;
        std::vector<CityWarning> warnings;
        ThemeNames themes;  // Of what stands in the stretch.
    };
    [[nodiscard]] virtual Result<Index> index(const FileRange& stretch,
                                              const CancelToken& cancel) const = 0;
    // Parses members whole (their ranges, each followed by those of its parts), with what they
    // refer to (templates, materials, textures). What is broken is left out and in the batch's
    // warnings. kCancelled; kLimit.
    [[nodiscard]] virtual Result<CityBatch> read(std::span<const FileRange> members,
                                                 const LodChoice& lods,
                                                 const CancelToken& cancel) const = 0;
};

// The bytes of a file: mapped, or read and unpacked. Immutable, any thread.
class CityBytes {
  public:
    virtual ~CityBytes() = default;
    [[nodiscard]] virtual ByteView view() const = 0;
    // The program will not look at these for a while: mapped pages may go.
    virtual void release(const FileRange& range) const = 0;
};

}  // namespace belvedere::content::citymodel
