// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/building_mesh.hpp"

#include <algorithm>
#include <cmath>

#include "engine/generator/random.hpp"
#include "engine/generator/roof_mesh.hpp"

namespace belvedere::generator {

namespace {

constexpr double kBay_m = 3.2;  // Width of a window bay.
constexpr double kShopBay_m = 4.0;
constexpr double kShopHeight_m = 3.7;
constexpr double kBuriedMax_m = 1.6;  // Facades start at the foot unless more of it is buried.
// Mean brightness of the facade pictures, for walls drawn without them.
constexpr double kFacadeShade = 0.8;

MeshVertex at(const Point& p, double z, double u = 0.0, double v = 0.0) {
    return {{p.x, p.y, z}, {static_cast<float>(u), static_cast<float>(v)}};
}

struct Band {
    double low_m = 0.0, high_m = 0.0;
    Facade facade = Facade::kPlain;
    int storeys = 1;
};

void add_band(CityMesh& mesh, const Point& a, const Point& b, const Band& band, Rgb color) {
    if (band.high_m - band.low_m < 0.05) return;
    const double bay = band.facade == Facade::kShop ? kShopBay_m : kBay_m;
    const double bays = std::max(1.0, std::round(length(b - a) / bay));
    mesh.add_quad(layer_of(band.facade), color,
                  {at(a, band.low_m, 0, band.storeys), at(b, band.low_m, bays, band.storeys),
                   at(b, band.high_m, bays, 0), at(a, band.high_m, 0, 0)});
}

void add_wall(CityMesh& mesh, const BuildingPart& part, std::size_t side) {
    const Point& a = part.corners[side];
    const Point& b = part.corners[(side + 1) % 4];
    const Facade facade = part.facades[side];
    double low = part.base_m;
    if (facade != Facade::kPlain && part.ground_m - low > kBuriedMax_m) {
        add_band(mesh, a, b, {low, part.ground_m - 0.3, Facade::kPlain}, scaled(part.wall, 0.72));
        low = part.ground_m - 0.3;
    }
    int storeys = std::max<int>(1, part.storeys);
    if (side == 0 && part.has_shops && storeys > 1) {
        const double top = part.ground_m + kShopHeight_m;
        add_band(mesh, a, b, {low, top, Facade::kShop}, part.wall);
        low = top;
        --storeys;
    }
    const Rgb wall = facade == Facade::kPlain ? scaled(part.wall, 0.9) : part.wall;
    add_band(mesh, a, b, {low, part.eaves_m, facade, storeys}, wall);
}

void add_box(CityMesh& mesh, const BuildingPart& part) {
    const bool is_flat = part.roof == RoofShape::kFlat;
    const double top = part.eaves_m + (is_flat ? 0.0 : 0.5 * part.roof_m);
    add_prism(mesh, {part.corners.begin(), part.corners.end()}, part.base_m, top,
              {scaled(part.wall, kFacadeShade), part.roof_color});
}

}  // namespace

void add_building_part(CityMesh& mesh, const BuildingPart& part, Detail detail) {
    if (detail >= Detail::kBoxes) return add_box(mesh, part);
    for (std::size_t side = 0; side < 4; ++side) {
        if ((side == 1 && part.joint_end) || (side == 3 && part.joint_start)) continue;
        add_wall(mesh, part, side);
    }
    add_roof(mesh, part, detail);
}

}  // namespace belvedere::generator
