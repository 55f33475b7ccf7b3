// SPDX-License-Identifier: Apache-2.0
// The light of sun and sky for a height of the sun: what colours a city through the day.
#pragma once

#include <vector>

#include <glm/vec3.hpp>

namespace belvedere::render {

// One corner of the sky dome. The direction is in the horizon frame (x east, y north, z up); the
// radiance is exposed: 1 is about as bright as white paper in the sun.
struct SkyVertex {
    glm::vec3 direction{0.0f, 0.0f, 1.0f};
    glm::vec3 radiance{0.0f};
};

// What lights the scene, linear Rec. 709, exposed as above.
struct SkyLight {
    glm::vec3 to_sun{0.0f, 0.0f, 1.0f};  // Unit, horizon frame.
    glm::vec3 sun{1.0f};                 // Irradiance on a surface facing the sun, over pi.
    glm::vec3 sky{0.2f};                 // Irradiance from the whole upper half, over pi.
    glm::vec3 ground{0.1f};              // Light thrown back by sunlit ground, over pi.
    glm::vec3 horizon{0.5f};             // Mean radiance near the horizon: the colour of haze.
    glm::vec3 zenith{0.2f};
    float exposure = 1.0f;
    // Rows of kSkyColumns + 1 vertices from below the horizon to the zenith, columns starting at
    // the sun's azimuth; drawn as a grid.
    std::vector<SkyVertex> dome;
};

inline constexpr int kSkyColumns = 40;
inline constexpr int kSkyRows = 22;

// Single scattering by air, haze and ozone (Nishita et al. 1993, "Display of the Earth taking into
// account atmospheric scattering"; densities and coefficients of Hillaire 2020, "A scalable and
// production ready sky and atmosphere rendering technique"), with that paper's isotropic estimate
// of multiple scattering. `to_sun` is a unit vector in the horizon frame. `haze` scales the
// aerosol: 1 clear, 4 murky. At night a faint blue light stays, so that a city is never black.
//
// Pure; about 2 ms of one core, so call it when the sun has moved, not each frame.
[[nodiscard]] SkyLight sky_light(const glm::vec3& to_sun, float haze);

}  // namespace belvedere::render
