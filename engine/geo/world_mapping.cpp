// SPDX-License-Identifier: Apache-2.0
// The mappings that need no PROJ.
#include "engine/geo/world_mapping.hpp"

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
    std::string accuracy_note() const override { return {}; }

  private:
    Place place_;
};

}  // namespace

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
