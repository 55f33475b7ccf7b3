// SPDX-License-Identifier: Apache-2.0
// The mappings that need no PROJ.
#include "engine/geo/world_mapping.hpp"

#include <cmath>
#include <utility>

#include <glm/trigonometric.hpp>
#include <glm/vec4.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::geo {
namespace {

class IdentityMapping final : public WorldMapping {
  public:
    enum class Place { kEarth, kNowhere };
    explicit IdentityMapping(Place place) : place_(place) {}

    std::size_t to_world(std::span<glm::dvec3> /*positions*/) const override { return 0; }
    std::size_t to_source(std::span<glm::dvec3> /*positions*/) const override { return 0; }
    Result<glm::dmat4> affine_near(const glm::dvec3& /*center*/, double /*radius_m*/,
                                   double /*error_max_m*/) const override {
        return glm::dmat4(1.0);
    }
    bool is_identity() const override { return true; }
    bool is_georeferenced() const override { return place_ == Place::kEarth; }
    std::string name() const override { return place_ == Place::kEarth ? "EPSG:4978" : "none"; }
    std::string crs_name() const override {
        return place_ == Place::kEarth ? "EPSG:4978" : std::string();
    }
    std::string height_name() const override {
        return place_ == Place::kEarth ? "ellipsoidal height" : std::string();
    }
    bool is_height_estimated() const override { return false; }
    std::string accuracy_note() const override { return {}; }

  private:
    Place place_;
};

// Away from the ellipsoid.
glm::dvec3 up_at(const glm::dvec3& world) {
    const Geodetic place = to_geodetic(world);
    const double longitude = glm::radians(place.longitude_deg);
    const double latitude = glm::radians(place.latitude_deg);
    return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
            std::sin(latitude)};
}

class RaisedMapping final : public WorldMapping {
  public:
    RaisedMapping(std::shared_ptr<const WorldMapping> base, double metres)
        : base_(std::move(base)), metres_(metres) {}

    std::size_t to_world(std::span<glm::dvec3> positions) const override {
        const std::size_t lost = base_->to_world(positions);
        for (glm::dvec3& position : positions)
            position += raise_at(position);
        return lost;
    }
    std::size_t to_source(std::span<glm::dvec3> positions) const override {
        for (glm::dvec3& position : positions)
            position -= raise_at(position);
        return base_->to_source(positions);
    }
    Result<glm::dmat4> affine_near(const glm::dvec3& center, double radius_m,
                                   double error_max_m) const override {
        // The way up turns with the Earth's curve: by 1.6 mm in a kilometre for 10 m.
        constexpr double kEarthLeast_m = 6.3e6;
        const double turned_m = std::abs(metres_) * radius_m / kEarthLeast_m;
        if (turned_m >= error_max_m) {
            return fail(ErrorKind::kLimit, "the way up bends too much there");
        }
        auto affine = base_->affine_near(center, radius_m, error_max_m - turned_m);
        if (!affine) return affine;
        const glm::dvec3 world(*affine * glm::dvec4(center, 1.0));
        (*affine)[3] += glm::dvec4(raise_at(world), 0.0);
        return affine;
    }
    bool is_identity() const override { return false; }
    bool is_georeferenced() const override { return base_->is_georeferenced(); }
    std::string name() const override {
        return base_->name() + " raised by " + std::to_string(metres_) + " m";
    }
    std::string crs_name() const override { return base_->crs_name(); }
    std::string height_name() const override { return base_->height_name(); }
    bool is_height_estimated() const override { return base_->is_height_estimated(); }
    std::string accuracy_note() const override { return base_->accuracy_note(); }

  private:
    [[nodiscard]] glm::dvec3 raise_at(const glm::dvec3& world) const {
        if (!base_->is_georeferenced()) return {0.0, 0.0, metres_};
        return up_at(world) * metres_;
    }

    std::shared_ptr<const WorldMapping> base_;
    double metres_;
};

}  // namespace

std::shared_ptr<const WorldMapping> raised_mapping(std::shared_ptr<const WorldMapping> mapping,
                                                   double metres) {
    if (metres == 0.0) return mapping;
    return std::make_shared<const RaisedMapping>(std::move(mapping), metres);
}

std::shared_ptr<const WorldMapping> earth_centred_mapping() {
    static const auto mapping =
        std::make_shared<const IdentityMapping>(IdentityMapping::Place::kEarth);
    return mapping;
}

std::shared_ptr<const WorldMapping> local_mapping() {
    static const auto mapping =
        std::make_shared<const IdentityMapping>(IdentityMapping::Place::kNowhere);
    return mapping;
}

}  // namespace belvedere::geo
