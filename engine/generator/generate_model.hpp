// SPDX-License-Identifier: Apache-2.0
// The generated city as one file of CityGML or CityJSON.
#pragma once

#include <filesystem>

#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"
#include "engine/generator/generate_city.hpp"
#include "engine/generator/model_writer.hpp"

namespace belvedere::generator {

// Writes city.gml or city.city.json into `folder` and, beside it, the pictures it refers to
// (textures/). The buildings of generate_city() for the same options, with the same ids and
// attributes, at level of detail 2: walls, roofs, ground; a part of them with textures or
// materials. Ground, trees and water are left out. The file appears whole or not at all; the same
// options give the same bytes. Memory is bounded by the districts in work. What is put off to the
// end of the file waits in a file beside it. Errors as generate_city(). Not from a job of `pool`.
[[nodiscard]] Result<GeneratedSet> generate_model(const CityOptions& options, ModelFormat format,
                                                  const std::filesystem::path& folder,
                                                  JobPool& pool, const Progress& progress = {});

}  // namespace belvedere::generator
