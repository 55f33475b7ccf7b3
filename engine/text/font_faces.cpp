// SPDX-License-Identifier: Apache-2.0
#include "engine/text/font_faces.hpp"

#include <ft2build.h>
#include <hb.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/text/limits.hpp"

namespace belvedere::text {
namespace {

struct FreeTypeDeleter {
    void operator()(FT_FaceRec_* face) const { FT_Done_Face(face); }
    void operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }
};
using FreeTypeFace = std::unique_ptr<FT_FaceRec_, FreeTypeDeleter>;
using FreeTypeLibrary = std::unique_ptr<FT_LibraryRec_, FreeTypeDeleter>;
using HarfBuzzFont = std::unique_ptr<hb_font_t, decltype(&hb_font_destroy)>;

FreeTypeLibrary make_library() {
    FT_Library library = nullptr;
    return FreeTypeLibrary(FT_Init_FreeType(&library) == 0 ? library : nullptr);
}

HarfBuzzFont make_harfbuzz(ByteView bytes, int index) {
    hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(bytes.data()),
                                     static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY,
                                     nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(index));
    HarfBuzzFont font(hb_font_create(face), &hb_font_destroy);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

}  // namespace

// Members are destroyed from the last to the first: the mapping outlives what reads it.
struct FontFaces::Face {
    FontFile file;
    FontWeight weight = FontWeight::kRegular;
    MappedFile bytes;
    FreeTypeFace freetype;
    HarfBuzzFont harfbuzz;
    float units_per_em = 1000.0F;
    FaceMetrics metrics;
    bool emboldened = false;
};

struct FontFaces::State {
    struct Wish {
        std::string family;
        FontWeight weight = FontWeight::kRegular;
        friend auto operator<=>(const Wish&, const Wish&) = default;
    };
    struct Script {
        std::string language;
        FontWeight weight = FontWeight::kRegular;
        friend auto operator<=>(const Script&, const Script&) = default;
    };
    struct Fallbacks {
        std::vector<FaceId> faces;                        // In the order they were found.
        std::map<char32_t, std::optional<FaceId>> known;  // None: no font has it.
    };
    FontFinder finder;
    FreeTypeLibrary library = make_library();
    std::vector<std::unique_ptr<Face>> faces;
    std::map<Wish, FaceId> families;
    std::map<Script, Fallbacks> fallbacks;
};

FontFaces::FontFaces() : state_(std::make_unique<State>()) {}
FontFaces::~FontFaces() = default;

const FontFaces::Face& FontFaces::at(FaceId face) const {
    return *state_->faces[face.value];
}

Result<FaceId> FontFaces::open(const FontFile& file, FontWeight weight) {
    auto& faces = state_->faces;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (faces[i]->file == file && faces[i]->weight == weight) {
            return FaceId{static_cast<std::uint16_t>(i)};
        }
    }
    if (faces.size() >= kFacesMax) return fail(ErrorKind::kLimit, "more than 64 font faces");
    if (!state_->library) return fail(ErrorKind::kDevice, "FreeType does not start");
    auto bytes = MappedFile::open(file.path);
    if (!bytes) return fail(bytes.error());
    FT_Face opened = nullptr;
    const ByteView view = bytes->bytes();
    if (FT_New_Memory_Face(state_->library.get(),
                           reinterpret_cast<const unsigned char*>(view.data()),
                           static_cast<FT_Long>(view.size()), file.face_index, &opened) != 0) {
        return fail(ErrorKind::kBadData, file.path.string() + ": not a font that can be read");
    }
    FreeTypeFace owner(opened);
    if (!FT_IS_SCALABLE(opened) || opened->units_per_EM == 0) {
        return fail(ErrorKind::kUnsupported, file.path.string() + ": a font of fixed size");
    }
    HarfBuzzFont shaper = make_harfbuzz(view, file.face_index);
    const auto units = static_cast<float>(opened->units_per_EM);
    // In its own units, which any size is scaled from.
    hb_font_set_scale(shaper.get(), opened->units_per_EM, opened->units_per_EM);
    const FaceMetrics metrics{
        std::clamp(static_cast<float>(opened->ascender) / units, 0.0F, 4.0F),
        std::clamp(static_cast<float>(-opened->descender) / units, 0.0F, 4.0F)};
    const bool emboldened =
        weight == FontWeight::kBold && (opened->style_flags & FT_STYLE_FLAG_BOLD) == 0;
    faces.push_back(std::make_unique<Face>(Face{file, weight, std::move(*bytes), std::move(owner),
                                                std::move(shaper), units, metrics, emboldened}));
    return FaceId{static_cast<std::uint16_t>(faces.size() - 1)};
}

Result<FaceId> FontFaces::face(std::string_view family, FontWeight weight) {
    State::Wish wish{std::string(family), weight};
    if (const auto known = state_->families.find(wish); known != state_->families.end()) {
        return known->second;
    }
    auto file = state_->finder.find(wish.family, weight);
    if (!file) {
        log::warning("font " + wish.family + " is not installed; another takes its place");
        file = state_->finder.find("Noto Sans", weight);
    }
    if (!file) file = state_->finder.find_for(U'a', {weight, "en"});
    if (!file) return fail(file.error());
    auto opened = open(*file, weight);
    if (opened) state_->families.emplace(std::move(wish), *opened);
    return opened;
}

Result<FaceId> FontFaces::fallback(char32_t codepoint, FontWeight weight,
                                   std::string_view language) {
    const auto none = [] { return fail(ErrorKind::kNotFound, "no font shows this character"); };
    State::Fallbacks& fallbacks = state_->fallbacks[{std::string(language), weight}];
    if (const auto known = fallbacks.known.find(codepoint); known != fallbacks.known.end()) {
        if (!known->second) return none();
        return *known->second;
    }
    if (fallbacks.known.size() >= kFallbacksMax) fallbacks.known.clear();
    for (const FaceId face : fallbacks.faces) {
        if (!has_glyph(face, codepoint)) continue;
        fallbacks.known[codepoint] = face;
        return face;
    }
    std::optional<FaceId>& answer = fallbacks.known[codepoint];
    const auto file = state_->finder.find_for(codepoint, {weight, std::string(language)});
    if (!file) return none();
    const auto opened = open(*file, weight);
    if (!opened) {
        log::warning(opened.error().message);
        return none();
    }
    if (!has_glyph(*opened, codepoint)) return none();
    answer = *opened;
    fallbacks.faces.push_back(*opened);
    return *opened;
}

bool FontFaces::has_glyph(FaceId face, char32_t codepoint) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(at(face).harfbuzz.get(), codepoint, &glyph) != 0 && glyph != 0;
}

FaceMetrics FontFaces::metrics(FaceId face) const {
    return at(face).metrics;
}
bool FontFaces::is_emboldened(FaceId face) const {
    return at(face).emboldened;
}
FT_FaceRec_* FontFaces::freetype(FaceId face) const {
    return at(face).freetype.get();
}
hb_font_t* FontFaces::harfbuzz(FaceId face) const {
    return at(face).harfbuzz.get();
}
float FontFaces::units_per_em(FaceId face) const {
    return at(face).units_per_em;
}

}  // namespace belvedere::text
