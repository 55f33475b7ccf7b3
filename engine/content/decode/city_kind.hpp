// SPDX-License-Identifier: Apache-2.0
// Recognising city files (CityGML, CityJSON, CityJSONSeq) and opening them, whatever they are.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

enum class CityKind { kNoCity, kCityJson, kCityJsonSequence, kCityGml };

// What a file's bytes say it is. Looks at its start and its end, and at most at some of what lies
// between: members of a JSON object may come in any order.
[[nodiscard]] CityKind city_kind(std::string_view text);

// Whether a name could be a city file's, gzip included: for choosing files of a folder.
[[nodiscard]] bool may_be_city_file(std::string_view name);

// kUnsupported when it is no city file; else what the format's own function says. `name` is for
// messages; `read_beside` serves code lists and other files that a CityGML file names. Gzip must
// have been unwrapped.
[[nodiscard]] Result<std::shared_ptr<const citymodel::CityFile>> open_city_file(
    std::shared_ptr<const citymodel::CityBytes> bytes, const std::string& name,
    citygml::ReadBeside read_beside = {});

}  // namespace belvedere::content
