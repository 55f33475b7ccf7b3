// SPDX-License-Identifier: Apache-2.0
#include "engine/render/sky_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <glm/common.hpp>
#include <glm/exponential.hpp>
#include <glm/geometric.hpp>

namespace belvedere::render {
namespace {

using glm::vec3;

constexpr float kPi = std::numbers::pi_v<float>;
// Kilometres; the eye stands 200 m up, where the haze of a city is seen from.
constexpr float kEarth = 6360.0f, kTop = 6440.0f, kEye = kEarth + 0.2f;
const vec3 kRayleigh(5.802e-3f, 13.558e-3f, 33.1e-3f);
const vec3 kOzone(0.650e-3f, 1.881e-3f, 0.085e-3f);
constexpr float kMieScattering = 3.996e-3f, kMieExtinction = 4.44e-3f;
constexpr float kGroundAlbedo = 0.30f;

struct Medium {
    vec3 rayleigh;
    vec3 mie;
    vec3 extinction;
};

Medium medium_at(float height_km, float haze) {
    const float air = std::exp(-height_km / 8.0f);
    const float aerosol = haze * std::exp(-height_km / 1.2f);
    const float ozone = std::max(0.0f, 1.0f - std::abs(height_km - 25.0f) / 15.0f);
    Medium medium;
    medium.rayleigh = kRayleigh * air;
    medium.mie = vec3(kMieScattering * aerosol);
    medium.extinction = medium.rayleigh + vec3(kMieExtinction * aerosol) + kOzone * ozone;
    return medium;
}

// Length of a ray from radius `r` with cosine `mu` to a sphere around the Earth's centre.
float distance_to_top(float r, float mu) {
    const float discriminant = r * r * (mu * mu - 1.0f) + kTop * kTop;
    return std::max(0.0f, -r * mu + std::sqrt(std::max(0.0f, discriminant)));
}

float distance_to_ground(float r, float mu) {
    const float discriminant = r * r * (mu * mu - 1.0f) + kEarth * kEarth;
    if (mu >= 0.0f || discriminant < 0.0f) return -1.0f;
    return -r * mu - std::sqrt(discriminant);
}

vec3 transmittance_along(float r, float mu, float haze) {
    if (distance_to_ground(r, mu) > 0.0f) return vec3(0.0f);
    constexpr int kSteps = 24;
    const float length = distance_to_top(r, mu);
    vec3 depth(0.0f);
    for (int i = 0; i < kSteps; ++i) {
        // Quadratic steps: most of the air lies near the lower end.
        const float a = static_cast<float>(i) / kSteps, b = static_cast<float>(i + 1) / kSteps;
        const float t = 0.5f * (a * a + b * b) * length;
        const float height = std::sqrt(r * r + t * t + 2.0f * r * mu * t) - kEarth;
        depth += medium_at(height, haze).extinction * ((b * b - a * a) * length);
    }
    return glm::exp(-depth);
}

// Transmittance towards the top for (height, cosine), since it is asked for 100,000 times.
class TransmittanceTable {
  public:
    explicit TransmittanceTable(float haze) {
        for (int h = 0; h < kHeights; ++h) {
            for (int m = 0; m < kCosines; ++m) {
                const float height = height_of(static_cast<float>(h) / (kHeights - 1));
                const float mu = mu_of(static_cast<float>(m) / (kCosines - 1));
                at(h, m) = transmittance_along(kEarth + height + 0.01f, mu, haze);
            }
        }
    }

    [[nodiscard]] vec3 find(float r, float mu) const {
        const float height = std::clamp(r - kEarth, 0.0f, kTop - kEarth);
        const float x = std::sqrt(height / (kTop - kEarth)) * (kHeights - 1);
        const float side = mu < 0.0f ? -1.0f : 1.0f;
        const float y = (side * std::sqrt(std::abs(mu)) * 0.5f + 0.5f) * (kCosines - 1);
        const int x0 = std::clamp(static_cast<int>(x), 0, kHeights - 2);
        const int y0 = std::clamp(static_cast<int>(y), 0, kCosines - 2);
        const float fx = x - static_cast<float>(x0), fy = y - static_cast<float>(y0);
        return glm::mix(glm::mix(at(x0, y0), at(x0, y0 + 1), fy),
                        glm::mix(at(x0 + 1, y0), at(x0 + 1, y0 + 1), fy), fx);
    }

  private:
    static constexpr int kHeights = 12, kCosines = 65;
    static float height_of(float u) { return u * u * (kTop - kEarth - 0.02f); }
    static float mu_of(float u) {
        const float v = u * 2.0f - 1.0f;
        return v * std::abs(v);
    }
    static std::size_t place(int h, int m) {
        return static_cast<std::size_t>(h) * kCosines + static_cast<std::size_t>(m);
    }
    vec3& at(int h, int m) { return values_[place(h, m)]; }
    [[nodiscard]] const vec3& at(int h, int m) const { return values_[place(h, m)]; }
    std::array<vec3, kHeights * kCosines> values_;
};

struct Air {
    const TransmittanceTable* table = nullptr;
    float haze = 1.0f;
    vec3 multiple{0.0f};  // Radiance that multiple scattering adds at each unit of scattering.
};

float rayleigh_phase(float c) {
    return 3.0f / (16.0f * kPi) * (1.0f + c * c);
}

// Cornette and Shanks 1992, g = 0.76.
float mie_phase(float c) {
    constexpr float g = 0.76f;
    const float d = 1.0f + g * g - 2.0f * g * c;
    return 3.0f / (8.0f * kPi) * (1.0f - g * g) * (1.0f + c * c) /
           ((2.0f + g * g) * d * std::sqrt(d));
}

// Radiance arriving from `direction` for a sun of irradiance 1 above the atmosphere.
vec3 radiance_from(const Air& air, const vec3& direction, const vec3& to_sun) {
    constexpr int kSteps = 24;
    const float ground = distance_to_ground(kEye, direction.z);
    const float length = ground > 0.0f ? ground : distance_to_top(kEye, direction.z);
    const float cosine = glm::dot(direction, to_sun);
    const float rayleigh = rayleigh_phase(cosine), mie = mie_phase(cosine);
    vec3 sum(0.0f), through(1.0f);
    for (int i = 0; i < kSteps; ++i) {
        const float a = static_cast<float>(i) / kSteps, b = static_cast<float>(i + 1) / kSteps;
        const float t = 0.5f * (a * a + b * b) * length, step = (b * b - a * a) * length;
        const vec3 position = vec3(0.0f, 0.0f, kEye) + direction * t;
        const float r = glm::length(position);
        const Medium medium = medium_at(r - kEarth, air.haze);
        const vec3 sun = air.table->find(r, glm::dot(position, to_sun) / r);
        const vec3 scattered = sun * (medium.rayleigh * rayleigh + medium.mie * mie) +
                               (medium.rayleigh + medium.mie) * air.multiple;
        const vec3 step_through = glm::exp(-medium.extinction * step);
        const vec3 safe = glm::max(medium.extinction, vec3(1e-7f));
        sum += through * scattered * (vec3(1.0f) - step_through) / safe;
        through *= step_through;
    }
    if (ground > 0.0f) {
        const vec3 lit = air.table->find(kEarth + 0.01f, to_sun.z) * std::max(0.0f, to_sun.z);
        sum += through * lit * (kGroundAlbedo / kPi);
    }
    return sum;
}

// Hillaire 2020, section 5.5, with the eye's height standing for all: the light that was scattered
// twice or more, as if it came evenly from everywhere.
vec3 multiple_scattering(const TransmittanceTable& table, float haze, float sun_z) {
    // Twilight keeps some light high up after the ground is dark, so the sun is taken as seen from
    // 8 km, where half of the air lies below.
    const vec3 sun =
        table.find(kEarth + 8.0f, sun_z) * 0.5f + table.find(kEarth + 1.0f, sun_z) * 0.5f;
    const Medium medium = medium_at(1.0f, haze);
    const vec3 albedo = (medium.rayleigh + medium.mie) / glm::max(medium.extinction, vec3(1e-7f));
    const vec3 second = sun * (0.55f / (4.0f * kPi)) * albedo * (1.0f + kGroundAlbedo);
    return second / (vec3(1.0f) - albedo * 0.35f);
}

// Aerosols scatter many times and with little colour, more than the isotropic estimate knows: real
// skies are paler than single scattering makes them, least so at dusk. The eye adapts to the sky by
// itself, which a fixed exposure does not: by day its dark parts are lifted most, as a photographer
// would hold back the ground. `radiance` is exposed.
vec3 milky(const vec3& radiance) {
    const float luminance = glm::dot(radiance, vec3(0.2126f, 0.7152f, 0.0722f));
    const float warmth = radiance.x / std::max(radiance.x + radiance.z, 1e-9f);
    const float day = std::clamp(1.6f - 2.2f * warmth, 0.0f, 1.0f);
    const float share = 0.40f * day * std::clamp(luminance * 2.0f, 0.0f, 1.0f);
    const vec3 paler = glm::mix(radiance, vec3(0.84f, 1.0f, 1.34f) * luminance, share);
    return paler * std::pow(std::clamp(luminance, 0.04f, 1.0f) / 1.35f, -0.36f * day);
}

vec3 dome_direction(int row, int column, float sun_azimuth) {
    // Rows crowd at the horizon, columns around the sun, where the colours change fastest.
    const float v = static_cast<float>(row - 4) / static_cast<float>(kSkyRows - 4);
    const float elevation = (v < 0.0f ? -v * v * 20.0f : v * v) * (kPi / 2.0f);
    const float u = static_cast<float>(column) / kSkyColumns * 2.0f - 1.0f;
    const float azimuth = sun_azimuth + (0.55f * u * std::abs(u) + 0.45f * u) * kPi;
    const float clamped = std::max(elevation, -kPi / 2.0f);
    return vec3(std::sin(azimuth) * std::cos(clamped), std::cos(azimuth) * std::cos(clamped),
                std::sin(clamped));
}

// Irradiance over pi of the dome, and its mean near the horizon.
void gather(SkyLight& light, const Air& air) {
    constexpr int kRings = 8, kSpokes = 12;
    vec3 irradiance(0.0f), horizon(0.0f);
    for (int ring = 0; ring < kRings; ++ring) {
        // Rings of equal sine squared carry equal weight.
        const float sine = std::sqrt((static_cast<float>(ring) + 0.5f) / kRings);
        const float z = std::sqrt(1.0f - sine * sine);
        for (int spoke = 0; spoke < kSpokes; ++spoke) {
            const float angle = (static_cast<float>(spoke) + 0.5f) / kSpokes * 2.0f * kPi;
            const vec3 direction(std::cos(angle) * sine, std::sin(angle) * sine, z);
            irradiance += radiance_from(air, direction, light.to_sun);
            if (ring == 0) {
                const vec3 low(std::cos(angle) * 0.998f, std::sin(angle) * 0.998f, 0.06f);
                horizon += radiance_from(air, glm::normalize(low), light.to_sun);
            }
        }
    }
    light.sky = irradiance / static_cast<float>(kRings * kSpokes);
    light.horizon = horizon / static_cast<float>(kSpokes);
    light.zenith = radiance_from(air, vec3(0.0f, 0.0f, 1.0f), light.to_sun);
}

// Brings the scene to where a white wall in the light is nearly white. The eye does not adapt
// fully: dusk stays darker than noon.
float exposure_for(const SkyLight& light, float sun_z) {
    const vec3 lit = light.sun * std::max(0.25f, sun_z) + light.sky;
    const float level = glm::dot(lit, vec3(0.2126f, 0.7152f, 0.0722f));
    constexpr float kNoon = 0.30f, kTarget = 1.22f;
    return kTarget / kNoon * std::pow(kNoon / std::max(level, 1.2e-4f), 0.80f);
}

}  // namespace

SkyLight sky_light(const glm::vec3& to_sun, float haze) {
    const TransmittanceTable table(haze);
    Air air{&table, haze, multiple_scattering(table, haze, to_sun.z)};
    SkyLight light;
    light.to_sun = to_sun;
    // The disc sinks over half a degree rather than at once.
    const float visible = std::clamp(to_sun.z / 0.01f * 0.5f + 0.5f, 0.0f, 1.0f);
    const vec3 through = table.find(kEye, std::max(to_sun.z, 0.004f));
    light.sun = through * (visible / kPi);
    gather(light, air);
    // Streets also get light from walls and from air nearer than the dome: shadows of a city are
    // lighter and less blue than those on an empty plain.
    const float luminance = glm::dot(light.sky, vec3(0.2126f, 0.7152f, 0.0722f));
    light.sky = glm::mix(light.sky, vec3(luminance), 0.45f) * 3.0f;
    const vec3 night(1.0e-4f, 1.35e-4f, 2.3e-4f);
    light.sky += night;
    light.horizon += night * 0.8f;
    light.zenith += night * 0.35f;
    light.exposure = exposure_for(light, to_sun.z);
    const float sun_azimuth = std::atan2(to_sun.x, to_sun.y);
    light.dome.reserve((kSkyRows + 1) * (kSkyColumns + 1));
    for (int row = 0; row <= kSkyRows; ++row) {
        for (int column = 0; column <= kSkyColumns; ++column) {
            const vec3 direction = dome_direction(row, column, sun_azimuth);
            const vec3 above =
                glm::normalize(vec3(direction.x, direction.y, std::max(direction.z, 0.004f)));
            vec3 radiance = radiance_from(air, above, to_sun) + night * (1.0f - 0.6f * above.z);
            light.dome.push_back({direction, milky(radiance * light.exposure)});
        }
    }
    light.ground = (light.sun * std::max(0.0f, to_sun.z) + light.sky) * (kGroundAlbedo * 0.9f);
    for (vec3* value : {&light.sun, &light.sky, &light.ground, &light.horizon, &light.zenith}) {
        *value *= light.exposure;
    }
    return light;
}

}  // namespace belvedere::render
