// SPDX-License-Identifier: Apache-2.0
// The mapping of a CRS by PROJ, horizontal and vertical treated apart.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <limits>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include <proj_experimental.h>

#include <proj.h>

#include "engine/geo/affine_fit.hpp"
#include "engine/geo/crs_names.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/geoid.hpp"
#include "engine/geo/proj_thread.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::geo {
namespace {

// How z becomes a height above the ellipsoid.
enum class HeightRule {
    kUnchanged,  // It already is one.
    kEgm96,      // Plus the geoid.
    kByProj,     // PROJ knows the vertical datum and has its grid; z goes through it.
};

// What an operation is made of.
struct Recipe {
    std::string spelling;
    HeightRule heights = HeightRule::kUnchanged;
    double metres_per_height_unit = 1.0;
    std::string crs;          // As a person names it: "EPSG:3857".
    std::string height_name;  // What heights are above.
    bool is_height_estimated = false;
    std::string accuracy;  // "within 9 m", or empty.
    bool is_geographic = false;
    double metres_per_unit = 1.0;  // Of x and y, when they are lengths.
};

ProjObject horizontal_part(const ProjObject& crs) {
    if (proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) {
        return ProjObject(proj_crs_get_sub_crs(proj_context(), crs.get(), 0));
    }
    return ProjObject(proj_crs_demote_to_2D(proj_context(), nullptr, crs.get()));
}

// From the recipe's coordinates to longitude, latitude (degrees, WGS 84) and z.
ProjObject make_operation(const Recipe& recipe) {
    const auto crs = proj_crs(recipe.spelling);
    const bool is_whole = recipe.heights == HeightRule::kByProj;
    const auto world = proj_crs(is_whole ? "EPSG:4979" : "EPSG:4326");
    if (!crs || !world) return nullptr;
    if (is_whole) return proj_operation(crs->get(), world->get());
    const ProjObject flat = horizontal_part(*crs);
    return flat ? proj_operation(flat.get(), world->get()) : nullptr;
}

// The calling thread's operation of each living mapping. Mappings are few; those that have died are
// dropped whenever a new one is met.
PJ* operation_of_thread(std::uint64_t id, const std::shared_ptr<const ProjMould>& mould) {
    struct Entry {
        std::weak_ptr<const ProjMould> owner;
        ProjObject operation;
    };
    (void)proj_context();  // Made first, so that it is destroyed after the operations.
    thread_local std::unordered_map<std::uint64_t, Entry> operations;
    const auto found = operations.find(id);
    if (found != operations.end()) return found->second.operation.get();
    std::erase_if(operations, [](const auto& entry) { return entry.second.owner.expired(); });
    return operations.emplace(id, Entry{mould, mould->copy()}).first->second.operation.get();
}

void transform(PJ* operation, PJ_DIRECTION direction, std::span<glm::dvec3> positions) {
    if (positions.empty()) return;
    constexpr std::size_t kStride = sizeof(glm::dvec3);
    const std::size_t count = positions.size();
    proj_trans_generic(operation, direction, &positions[0].x, kStride, count, &positions[0].y,
                       kStride, count, &positions[0].z, kStride, count, nullptr, 0, 0);
}

bool is_finite(const glm::dvec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

std::size_t reject_all(std::span<glm::dvec3> positions) {
    for (glm::dvec3& p : positions)
        p = glm::dvec3(std::numeric_limits<double>::quiet_NaN());
    return positions.size();
}

class ProjectedMapping final : public WorldMapping {
  public:
    ProjectedMapping(Recipe recipe, const ProjObject& operation)
        : id_(next_id()),
          recipe_(std::move(recipe)),
          mould_(std::make_shared<const ProjMould>(operation)) {}

    std::size_t to_world(std::span<glm::dvec3> positions) const override {
        PJ* operation = operation_of_thread(id_, mould_);
        if (operation == nullptr) return reject_all(positions);
        transform(operation, PJ_FWD, positions);
        std::size_t failed = 0;
        for (glm::dvec3& p : positions) {
            Geodetic place{p.x, p.y, p.z};
            if (recipe_.heights == HeightRule::kEgm96 && is_finite(p)) {
                place.height_m = p.z * recipe_.metres_per_height_unit +
                                 geoid_undulation_m(p.x, p.y).value_or(0.0);
            }
            p = to_ecef(place);
            if (!is_finite(p)) failed += reject_all({&p, 1});
        }
        return failed;
    }

    std::size_t to_source(std::span<glm::dvec3> positions) const override {
        PJ* operation = operation_of_thread(id_, mould_);
        if (operation == nullptr) return reject_all(positions);
        for (glm::dvec3& p : positions) {
            const Geodetic place = to_geodetic(p);
            p = {place.longitude_deg, place.latitude_deg, place.height_m};
            if (recipe_.heights == HeightRule::kEgm96 && is_finite(p)) {
                p.z = (p.z - geoid_undulation_m(p.x, p.y).value_or(0.0)) /
                      recipe_.metres_per_height_unit;
            }
        }
        transform(operation, PJ_INV, positions);
        std::size_t failed = 0;
        for (glm::dvec3& p : positions) {
            if (!is_finite(p)) failed += reject_all({&p, 1});
        }
        return failed;
    }

    Result<glm::dmat4> affine_near(const glm::dvec3& center, double radius_m,
                                   double error_max_m) const override {
        glm::dvec3 reach(radius_m / recipe_.metres_per_unit);
        reach.z = radius_m / recipe_.metres_per_height_unit;
        if (recipe_.is_geographic) {
            constexpr double kMetresPerDegree = 111320.0;
            const double narrowing = std::max(0.01, std::cos(center.y * 0.017453292519943295));
            reach.x = radius_m / (kMetresPerDegree * narrowing);
            reach.y = radius_m / kMetresPerDegree;
        }
        return fit_affine(*this, center, reach, error_max_m);
    }

    bool is_identity() const override { return false; }
    bool is_georeferenced() const override { return true; }
    std::string name() const override {
        // Where PROJ reads the heights too, the CRS says all.
        const bool is_whole = recipe_.heights == HeightRule::kByProj;
        return recipe_.crs + (is_whole ? "" : " + " + recipe_.height_name) +
               (recipe_.accuracy.empty() ? "" : " (" + recipe_.accuracy + ")");
    }
    std::string crs_name() const override { return recipe_.crs; }
    std::string height_name() const override { return recipe_.height_name; }
    bool is_height_estimated() const override { return recipe_.is_height_estimated; }
    std::string accuracy_note() const override { return recipe_.accuracy; }

  private:
    static std::uint64_t next_id() {
        static std::atomic<std::uint64_t> counter{0};
        return ++counter;
    }

    std::uint64_t id_;
    Recipe recipe_;
    std::shared_ptr<const ProjMould> mould_;  // Threads' copies know by it whether they are wanted.
};

struct AxisUnits {
    int count = 0;
    double horizontal = 1.0;
    double vertical = 1.0;
};

AxisUnits axis_units(PJ* crs) {
    AxisUnits units;
    const ProjObject system(proj_crs_get_coordinate_system(proj_context(), crs));
    if (!system) return units;
    units.count = proj_cs_get_axis_count(proj_context(), system.get());
    double factor = 1.0;
    if (proj_cs_get_axis_info(proj_context(), system.get(), 0, nullptr, nullptr, nullptr, &factor,
                              nullptr, nullptr, nullptr) != 0) {
        units.horizontal = factor;
        units.vertical = units.count == 1 ? factor : 1.0;
    }
    return units;
}

// Decides on the height rule of a CRS whose own heights are to be used. The recipe's operation
// where it had to be tried.
ProjObject use_own_heights(Recipe& recipe, PJ* crs) {
    const bool is_compound = proj_get_type(crs) == PJ_TYPE_COMPOUND_CRS;
    const ProjObject vertical(is_compound ? proj_crs_get_sub_crs(proj_context(), crs, 1) : nullptr);
    const std::string vertical_name = vertical ? proj_get_name(vertical.get()) : "";
    if (is_compound || axis_units(crs).count == 3) {
        recipe.heights = HeightRule::kByProj;
        recipe.height_name = is_compound ? vertical_name : "ellipsoidal height";
        if (ProjObject operation = make_operation(recipe)) return operation;
    }
    recipe.heights = HeightRule::kEgm96;
    recipe.is_height_estimated = true;
    recipe.height_name = "EGM96 height (estimated)";
    if (!vertical) return nullptr;
    recipe.metres_per_height_unit = axis_units(vertical.get()).vertical;
    recipe.height_name = vertical_name + " taken as EGM96 (estimated)";
    return nullptr;
}

void set_units(Recipe& recipe, const ProjObject& crs) {
    const ProjObject flat = horizontal_part(crs);
    if (!flat) return;
    const PJ_TYPE type = proj_get_type(flat.get());
    recipe.is_geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
    const double unit = axis_units(flat.get()).horizontal;
    if (!recipe.is_geographic && unit > 0.0) recipe.metres_per_unit = unit;
}

bool has_place_on_earth(PJ_TYPE type) {
    return type == PJ_TYPE_COMPOUND_CRS || type == PJ_TYPE_PROJECTED_CRS ||
           type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS ||
           type == PJ_TYPE_GEOCENTRIC_CRS || type == PJ_TYPE_BOUND_CRS;
}

using Mapping = std::shared_ptr<const WorldMapping>;

Result<Mapping> make_mapping(const std::string& name, const std::string& spelling,
                             VerticalReference vertical) {
    const auto crs = proj_crs(spelling);
    if (!crs) return fail(crs.error());
    const PJ_TYPE type = proj_get_type(crs->get());
    if (!has_place_on_earth(type)) {
        return fail(ErrorKind::kUnsupported,
                    "\"" + name.substr(0, 200) + "\" gives no place on Earth by itself");
    }
    Recipe recipe;
    recipe.crs = proj_title(crs->get());
    if (recipe.crs == "EPSG:4978") return earth_centred_mapping();
    recipe.spelling = spelling;
    recipe.height_name = "ellipsoidal height";
    set_units(recipe, *crs);
    ProjObject operation;
    if (type == PJ_TYPE_GEOCENTRIC_CRS) {
        recipe.heights = HeightRule::kByProj;
    } else if (vertical == VerticalReference::kOfTheCrs) {
        operation = use_own_heights(recipe, crs->get());
    } else if (vertical == VerticalReference::kOrthometricEgm96) {
        recipe.heights = HeightRule::kEgm96;
        recipe.height_name = "EGM96 height";
    }
    if (recipe.heights == HeightRule::kEgm96 && !geoid_undulation_m(0.0, 0.0)) {
        recipe.heights = HeightRule::kUnchanged;
        recipe.is_height_estimated = true;
        recipe.height_name = "height taken as ellipsoidal (no EGM96 grid installed)";
    }
    if (!operation) operation = make_operation(recipe);
    if (!operation) {
        return fail(ErrorKind::kUnsupported, "no transformation of known accuracy from \"" +
                                                 name.substr(0, 200) + "\" to WGS 84 is installed");
    }
    // A better one would need a grid that is not installed, or does not exist.
    constexpr double kWorthTelling_m = 2.0;
    const auto accuracy = proj_accuracy_m(operation.get(), crs->get());
    if (accuracy && *accuracy > kWorthTelling_m) {
        recipe.accuracy = "within " + std::to_string(std::lround(*accuracy)) + " m";
    }
    return std::make_shared<const ProjectedMapping>(std::move(recipe), operation);
}

// The mappings that were asked for last. Files of one city have one CRS, and each new mapping is
// worth half a million coordinates of work.
class LastMappings {
  public:
    Mapping find(const std::string& spelling, VerticalReference vertical) {
        const std::lock_guard lock(mutex_);
        const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
            return entry.vertical == vertical && entry.spelling == spelling;
        });
        if (found == entries_.end()) return nullptr;
        std::rotate(found, found + 1, entries_.end());
        return entries_.back().mapping;
    }
    void keep(const std::string& spelling, VerticalReference vertical, Mapping mapping) {
        constexpr std::size_t kCount = 16;
        const std::lock_guard lock(mutex_);
        if (entries_.size() >= kCount) entries_.erase(entries_.begin());
        entries_.push_back({spelling, vertical, std::move(mapping)});
    }

  private:
    struct Entry {
        std::string spelling;
        VerticalReference vertical;
        Mapping mapping;
    };
    std::mutex mutex_;
    std::vector<Entry> entries_;  // The one that was used last at the end.
};

}  // namespace

Result<std::shared_ptr<const WorldMapping>> projected_mapping(const std::string& name,
                                                              VerticalReference vertical) {
    auto spelling = proj_spelling_of(name);
    if (!spelling) return fail(std::move(spelling.error()));
    // Never destroyed: by then PROJ's own statics may be gone.
    static LastMappings& last = *new LastMappings;
    if (Mapping known = last.find(*spelling, vertical)) return known;
    auto made = make_mapping(name, *spelling, vertical);
    if (made) last.keep(*spelling, vertical, *made);
    return made;
}

}  // namespace belvedere::geo
