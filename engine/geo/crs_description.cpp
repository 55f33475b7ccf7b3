// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs_description.hpp"

#include <string_view>
#include <utility>

#include <proj.h>

#include "engine/geo/crs_names.hpp"
#include "engine/geo/proj_thread.hpp"

namespace belvedere::geo {
namespace {

std::string text_of(const char* text) {
    return text != nullptr ? text : "";
}

std::string unit_text(std::string name) {
    if (name == "metre") return "m";
    if (name == "degree") return "°";
    return name;
}

struct DirectedAxis {
    CrsAxis axis;
    std::string direction;
};

DirectedAxis axis_of(PJ* system, int index) {
    const char* name = nullptr;
    const char* abbreviation = nullptr;
    const char* direction = nullptr;
    const char* unit = nullptr;
    double factor = 1.0;
    proj_cs_get_axis_info(proj_context(), system, index, &name, &abbreviation, &direction, &factor,
                          &unit, nullptr, nullptr);
    return {{text_of(name), text_of(abbreviation), unit_text(text_of(unit)), factor},
            text_of(direction)};
}

// Puts the axes of one single CRS where they belong.
void add_axes(CrsDescription& description, PJ* crs) {
    const ProjObject system(proj_crs_get_coordinate_system(proj_context(), crs));
    if (!system) return;
    const int count = proj_cs_get_axis_count(proj_context(), system.get());
    if (count == 1) {
        description.axes[2] = axis_of(system.get(), 0).axis;
        description.has_heights = true;
        return;
    }
    const DirectedAxis first = axis_of(system.get(), 0);
    const DirectedAxis second = axis_of(system.get(), 1);
    description.is_north_first = first.direction == "north" && second.direction == "east";
    description.axes[0] = (description.is_north_first ? second : first).axis;
    description.axes[1] = (description.is_north_first ? first : second).axis;
    if (count == 3) {
        description.axes[2] = axis_of(system.get(), 2).axis;
        description.vertical_name = "ellipsoidal height";
        description.has_heights = true;
    }
}

std::string datum_name(PJ* crs) {
    ProjObject datum(proj_crs_get_datum(proj_context(), crs));
    if (!datum) datum.reset(proj_crs_get_datum_ensemble(proj_context(), crs));
    if (!datum) {
        const ProjObject base(proj_get_source_crs(proj_context(), crs));
        if (base) return datum_name(base.get());
        return {};
    }
    return text_of(proj_get_name(datum.get()));
}

bool is_geographic_type(PJ_TYPE type) {
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

}  // namespace

Result<CrsDescription> describe_crs(const std::string& name) {
    auto spelling = proj_spelling_of(name);
    if (!spelling) return fail(std::move(spelling.error()));
    const auto crs = proj_crs(*spelling);
    if (!crs) return fail(crs.error());

    CrsDescription description;
    description.title = proj_title(crs->get());
    description.name = text_of(proj_get_name(crs->get()));
    description.axes[2] = {"Up", "h", "m", 1.0};
    if (proj_get_type(crs->get()) != PJ_TYPE_COMPOUND_CRS) {
        description.datum = datum_name(crs->get());
        description.is_geographic = is_geographic_type(proj_get_type(crs->get()));
        add_axes(description, crs->get());
        return description;
    }
    for (const int part : {0, 1}) {
        const ProjObject single(proj_crs_get_sub_crs(proj_context(), crs->get(), part));
        if (!single) continue;
        if (part == 0) {
            description.datum = datum_name(single.get());
            description.is_geographic = is_geographic_type(proj_get_type(single.get()));
        } else {
            description.vertical_name = text_of(proj_get_name(single.get()));
        }
        add_axes(description, single.get());
    }
    return description;
}

}  // namespace belvedere::geo
