// SPDX-License-Identifier: Apache-2.0
// The outermost element of a city model, and the envelope that stands before its members.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <glm/vec3.hpp>

#include "engine/content/decode/citygml/namespaces.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

struct ModelEnvelope {
    std::string srs_name;  // As written; empty when there is none.
    // As written, in the order of the file's axes; nothing when they are not to be read.
    std::optional<glm::dvec3> lower;
    std::optional<glm::dvec3> upper;
};

struct ModelRoot {
    int version = 0;  // Of CityGML: 1, 2, 3; 0 when no namespace tells.
    NamespaceTable namespaces;
    ModelEnvelope envelope;
    std::uint64_t body_begin = 0;  // After the root's start tag.
};

// Whether a text's root is one that read_model_root() reads, by its first tag alone: CityModel, or
// a FeatureCollection with a CityGML namespace declared on it.
[[nodiscard]] bool is_city_model(std::string_view text);

// kBadData for no XML or another root, which is named; kUnsupported for a document type
// declaration. Pure.
[[nodiscard]] Result<ModelRoot> read_model_root(std::string_view text);

// Elements below the root that hold features without a member element around each, and elements
// that hold no feature at all.
[[nodiscard]] bool is_container_name(std::string_view local);
[[nodiscard]] bool is_model_property(std::string_view local);

}  // namespace belvedere::content::citygml
