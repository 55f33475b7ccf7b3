// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/appearance_index.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/name_table.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/content/decode/citymodel/texture_wrap.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citygml {

namespace {

// "#id" or "id" to the hash of the id; 0 for nothing.
std::uint64_t target_hash(std::string_view reference) {
    if (reference.empty()) return 0;
    std::string decoded;
    append_decoded(trimmed(reference), decoded);
    const std::string_view text(decoded);
    return id_hash(text.substr(text.find('#') + 1));
}

std::vector<glm::vec2> coordinates_of(std::string_view raw) {
    std::vector<double> numbers;
    std::vector<glm::vec2> coordinates;
    if (!append_numbers(raw, numbers)) return coordinates;
    coordinates.reserve(numbers.size() / 2);
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        coordinates.emplace_back(numbers[i], numbers[i + 1]);
    return coordinates;
}

std::optional<glm::dmat4> projection_of(std::string_view raw) {
    constexpr std::size_t kNumbers = 12;  // Three rows of four.
    std::vector<double> numbers;
    if (!append_numbers(raw, numbers) || numbers.size() < kNumbers) return std::nullopt;
    glm::dmat4 matrix(1.0);
    for (std::size_t i = 0; i < kNumbers; ++i)
        matrix[static_cast<glm::length_t>(i % 4)][static_cast<glm::length_t>(i / 4)] = numbers[i];
    return matrix;
}

std::string decoded_text(std::string_view raw) {
    std::string text;
    append_decoded(trimmed(raw), text);
    return text;
}

void read_color(std::string_view text, float (&color)[3]) {
    std::vector<double> values;
    if (!append_numbers(text, values) || values.size() < 3) return;
    for (std::size_t i = 0; i < 3; ++i)
        color[i] = static_cast<float>(std::clamp(values[i], 0.0, 1.0));
}

void read_share(std::string_view text, float& share) {
    if (const auto value = number_of(text)) {
        share = static_cast<float>(std::clamp(*value, 0.0, 1.0));
    }
}

// Three channels and, where it is given, opacity.
void read_border(std::string_view text, float (&border)[4]) {
    std::vector<double> values;
    if (!append_numbers(text, values) || values.size() < 3) return;
    if (values.size() < 4) values.push_back(1.0);
    for (std::size_t i = 0; i < 4; ++i)
        border[i] = static_cast<float>(std::clamp(values[i], 0.0, 1.0));
}

// The first so many; nothing when there are fewer.
template <std::size_t kCount>
std::optional<std::array<double, kCount>> numbers_of(std::string_view text) {
    std::vector<double> numbers;
    if (!append_numbers(text, numbers) || numbers.size() < kCount) return std::nullopt;
    std::array<double, kCount> first{};
    std::copy_n(numbers.begin(), kCount, first.begin());
    return first;
}

bool is_false(std::string_view text) {
    return text == "false" || text == "0";
}

bool is_surface_data(std::string_view local) {
    return local == "X3DMaterial" || local == "ParameterizedTexture" ||
           local == "GeoreferencedTexture";
}

// All that surface data says but its theme, which is that of its appearance.
auto said_by(const SurfaceData& data) {
    const citymodel::CityMaterial& material = data.material;
    return std::tuple(data.kind, data.is_front, data.wrap, std::to_array(data.border),
                      material.is_smooth, std::to_array(material.diffuse),
                      std::to_array(material.emissive), std::to_array(material.specular),
                      material.ambient, material.transparency, material.shininess,
                      std::string_view(data.id), std::string_view(data.image), data.orientation,
                      data.reference_point);
}

std::uint64_t hash_of(const SurfaceData& data) {
    const citymodel::CityMaterial& material = data.material;
    std::uint64_t hash = hash_64(as_bytes(data.image), hash_64(as_bytes(data.id)));
    hash = hash_64(std::as_bytes(std::span(material.diffuse)), hash);
    return hash_64(std::as_bytes(std::span(&material.transparency, 1)), hash);
}

}  // namespace

// One pass over the tags of a stretch.
struct AppearanceIndex::Walk {
    Walk(AppearanceIndex& filled, std::string_view walked) : index(filled), text(walked) {}

    AppearanceIndex& index;
    std::string_view text;
    bool is_inside = false;        // Of an X3DMaterial or a texture.
    bool has_association = false;  // 3.0: targets stand in TextureAssociation.
    std::uint64_t association_offset = 0;
    // The theme may stand after the surface data (any order in extensions): given to all of one
    // appearance when it ends.
    std::uint32_t first_of_appearance = 0;
    std::string theme;
    std::size_t first_target = 0;  // Of the surface data that is open.
    // Those of this appearance by what they say: files repeat one material for each polygon.
    std::unordered_map<std::uint64_t, std::uint32_t> known;

    void start(const XmlTag& tag);
    void end(const XmlTag& tag);
    void value(std::string_view local, std::string_view raw);
    void target(const XmlTag& tag, std::string_view raw);
    void join_equal();
};

void AppearanceIndex::Walk::start(const XmlTag& tag) {
    const std::string_view local = local_name(tag);
    if (local == "Appearance") {
        first_of_appearance = static_cast<std::uint32_t>(index.surface_data_.size());
        theme.clear();
        known.clear();
        return;
    }
    if (is_surface_data(local)) {
        SurfaceData data;
        data.kind = local == "X3DMaterial"            ? SurfaceDataKind::kMaterial
                    : local == "ParameterizedTexture" ? SurfaceDataKind::kTexture
                                                      : SurfaceDataKind::kGeoreferenced;
        AttributeCursor cursor(tag.contents);
        while (cursor.next()) {
            if (local_name(cursor.name()) == "id") data.id = decoded_text(cursor.value());
        }
        index.surface_data_.push_back(std::move(data));
        first_target = index.targets_.size();
        is_inside = true;
        return;
    }
    if (local == "TextureAssociation") {
        has_association = true;
        association_offset = tag.begin;
    }
    const std::string_view rest = text.substr(tag.end);
    const std::string_view raw =
        tag.kind == XmlTagKind::kStart ? rest.substr(0, rest.find('<')) : std::string_view{};
    if (local == "target") {
        target(tag, raw);
    } else if (tag.kind == XmlTagKind::kStart) {
        value(local, raw);
    }
}

void AppearanceIndex::Walk::target(const XmlTag& tag, std::string_view raw) {
    if (!is_inside) return;
    std::string_view reference = attribute_text(tag.contents, "uri");
    AttributeCursor cursor(tag.contents);
    while (cursor.next()) {
        const std::string_view local = local_name(cursor.name());
        if (local == "href" || local == "uri") reference = cursor.value();
    }
    if (reference.empty()) reference = trimmed(raw);
    if (reference.empty()) return;
    const auto data = static_cast<std::uint32_t>(index.surface_data_.size() - 1);
    index.targets_.push_back(
        {target_hash(reference), has_association ? association_offset : tag.begin, data});
}

void AppearanceIndex::Walk::value(std::string_view local, std::string_view raw) {
    const std::string_view text_value = trimmed(raw);
    if (local == "theme") {
        theme = decoded_text(text_value);
        return;
    }
    if (!is_inside) return;
    SurfaceData& data = index.surface_data_.back();
    switch (name_hash(local)) {
        case name_hash("diffuseColor"):
            read_color(text_value, data.material.diffuse);
            break;
        case name_hash("emissiveColor"):
            read_color(text_value, data.material.emissive);
            break;
        case name_hash("specularColor"):
            read_color(text_value, data.material.specular);
            break;
        case name_hash("ambientIntensity"):
            read_share(text_value, data.material.ambient);
            break;
        case name_hash("transparency"):
            read_share(text_value, data.material.transparency);
            break;
        case name_hash("shininess"):
            read_share(text_value, data.material.shininess);
            break;
        case name_hash("isSmooth"):
            data.material.is_smooth = text_value == "true" || text_value == "1";
            break;
        case name_hash("isFront"):
            data.is_front = !is_false(text_value);
            break;
        case name_hash("imageURI"):
            data.image = decoded_text(text_value);
            // As written on Windows: no URI has one, and no file of a city is called so.
            std::ranges::replace(data.image, '\\', '/');
            break;
        case name_hash("wrapMode"):
            data.wrap = citymodel::texture_wrap_of(text_value);
            break;
        case name_hash("borderColor"):
            read_border(text_value, data.border);
            break;
        case name_hash("orientation"):
            data.orientation = numbers_of<4>(text_value);
            break;
        case name_hash("pos"):
            data.reference_point = numbers_of<2>(text_value);
            break;
        default:
            break;
    }
}

void AppearanceIndex::Walk::end(const XmlTag& tag) {
    const std::string_view local = local_name(tag.name);
    if (is_surface_data(local)) {
        if (is_inside) join_equal();
        is_inside = false;
    }
    if (local == "TextureAssociation") has_association = false;
    if (local != "Appearance") return;
    const std::uint32_t number = index.theme_number(theme);
    for (std::size_t i = first_of_appearance; i < index.surface_data_.size(); ++i)
        index.surface_data_[i].theme = number;
}

// The surface data that ended becomes one with an equal one before it, and so do its targets.
void AppearanceIndex::Walk::join_equal() {
    const SurfaceData& data = index.surface_data_.back();
    const auto number = static_cast<std::uint32_t>(index.surface_data_.size() - 1);
    const auto [before, is_new] = known.try_emplace(hash_of(data), number);
    if (is_new || said_by(index.surface_data_[before->second]) != said_by(data)) return;
    for (std::size_t i = first_target; i < index.targets_.size(); ++i)
        index.targets_[i].surface_data = before->second;
    index.surface_data_.pop_back();
}

std::uint32_t AppearanceIndex::theme_number(std::string_view name) {
    const auto known = std::ranges::find(themes_, name);
    if (known != themes_.end()) return static_cast<std::uint32_t>(known - themes_.begin());
    if (themes_.size() < limits::kThemes) themes_.emplace_back(name);
    return static_cast<std::uint32_t>(themes_.size() - 1);
}

void AppearanceIndex::add(std::string_view text, std::uint64_t begin, std::uint64_t end,
                          const Passed& passed) {
    PassedPages pages(passed, begin);
    XmlScanner scanner(text.substr(0, end), begin);
    Walk walk(*this, text.substr(0, end));
    while (true) {
        const XmlTag tag = scanner.next();
        pages.at(scanner.position());
        const bool is_over = tag.kind == XmlTagKind::kFinish || tag.kind == XmlTagKind::kBroken;
        if (is_over || targets_.size() >= limits::kAppearanceTargets) break;
        if (tag.kind == XmlTagKind::kEnd) {
            walk.end(tag);
        } else {
            walk.start(tag);
        }
    }
    if (passed) passed({begin, end - begin});
    // Surface data outside of an appearance has a theme too: none.
    if (themes_.empty() && !surface_data_.empty()) (void)theme_number({});
}

void AppearanceIndex::sort() {
    std::ranges::stable_sort(targets_, {}, &AppearanceTarget::id_hash);
    targets_.shrink_to_fit();
}

std::span<const AppearanceTarget> AppearanceIndex::find(std::uint64_t id_hash) const {
    const auto found = std::ranges::equal_range(targets_, id_hash, {}, &AppearanceTarget::id_hash);
    return {found.begin(), found.end()};
}

const TargetMapping::Ring* TargetMapping::ring(std::uint64_t id) const {
    const auto found = std::ranges::lower_bound(rings, id, {}, &Ring::id_hash);
    return id != 0 && found != rings.end() && found->id_hash == id ? &*found : nullptr;
}

TargetMapping AppearanceIndex::mapping_at(std::string_view text, std::uint64_t offset) {
    TargetMapping mapping;
    XmlScanner scanner(text, offset);
    std::size_t open = 0;
    std::size_t named = 0;  // Rings of 3.0, whose ids follow their coordinates one by one.
    while (true) {
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kFinish || tag.kind == XmlTagKind::kBroken) break;
        if (tag.kind == XmlTagKind::kEnd) {
            if (open <= 1) break;
            --open;
            continue;
        }
        if (tag.kind == XmlTagKind::kEmpty) {
            if (open == 0) break;
            continue;
        }
        ++open;
        const std::string_view local = local_name(tag);
        const std::string_view rest = text.substr(tag.end);
        const std::string_view raw = rest.substr(0, rest.find('<'));
        if (local == "textureCoordinates") {
            mapping.rings.push_back(
                {target_hash(attribute_text(tag.contents, "ring")), coordinates_of(raw)});
        } else if (local == "ring" && named < mapping.rings.size()) {
            mapping.rings[named++].id_hash = target_hash(raw);
        } else if (local == "worldToTexture") {
            mapping.world_to_texture = projection_of(raw);
        }
    }
    std::ranges::stable_sort(mapping.rings, {}, &TargetMapping::Ring::id_hash);
    return mapping;
}

}  // namespace belvedere::content::citygml
