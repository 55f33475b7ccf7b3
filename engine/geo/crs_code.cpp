// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs_code.hpp"

#include <cstring>
#include <memory>
#include <utility>

#include <proj_experimental.h>

#include <proj.h>

#include "engine/geo/crs_names.hpp"
#include "engine/geo/proj_thread.hpp"

namespace belvedere::geo {
namespace {

constexpr int kCertain = 90;  // Of a hundred; PROJ says 100 for the same name and definition.

struct FreeList {
    void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
    void operator()(int* numbers) const { proj_int_list_destroy(numbers); }
};

// "25832" where the system has that code of EPSG's; empty where it has none.
std::string epsg_code(PJ* crs) {
    const char* authority = proj_get_id_auth_name(crs, 0);
    const char* code = proj_get_id_code(crs, 0);
    if (authority == nullptr || code == nullptr || std::strcmp(authority, "EPSG") != 0) return {};
    return code;
}

std::string identified_code(PJ* crs) {
    std::string code = epsg_code(crs);
    if (!code.empty()) return code;
    int* numbers = nullptr;
    const std::unique_ptr<PJ_OBJ_LIST, FreeList> list(
        proj_identify(proj_context(), crs, "EPSG", nullptr, &numbers));
    const std::unique_ptr<int, FreeList> certainties(numbers);
    if (!list || numbers == nullptr || proj_list_get_count(list.get()) < 1) return {};
    if (numbers[0] < kCertain) return {};
    const ProjObject best(proj_list_get(proj_context(), list.get(), 0));
    return best ? epsg_code(best.get()) : std::string();
}

ProjObject crs_of(const std::string& name) {
    const auto spelling = proj_spelling_of(name);
    if (!spelling) return nullptr;
    auto crs = proj_crs(*spelling);
    if (!crs) return nullptr;
    if (proj_get_type(crs->get()) != PJ_TYPE_BOUND_CRS) return std::move(*crs);
    return ProjObject(proj_get_source_crs(proj_context(), crs->get()));
}

bool is_placed(PJ_TYPE type) {
    return type == PJ_TYPE_PROJECTED_CRS || type == PJ_TYPE_GEOGRAPHIC_2D_CRS ||
           type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

ProjObject part_of(const ProjObject& compound, int index) {
    ProjObject part(proj_crs_get_sub_crs(proj_context(), compound.get(), index));
    if (!part || proj_get_type(part.get()) != PJ_TYPE_BOUND_CRS) return part;
    return ProjObject(proj_get_source_crs(proj_context(), part.get()));
}

// The system without heights and with its axes in this program's order.
ProjObject in_plan(const std::string& name) {
    ProjObject crs = crs_of(name);
    if (!crs) return nullptr;
    if (proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) crs = part_of(crs, 0);
    if (!crs || !is_placed(proj_get_type(crs.get()))) return nullptr;
    const ProjObject flat(proj_crs_demote_to_2D(proj_context(), nullptr, crs.get()));
    if (!flat) return nullptr;
    return ProjObject(proj_normalize_for_visualization(proj_context(), flat.get()));
}

}  // namespace

std::string short_crs_name(const std::string& definition) {
    const ProjObject crs = crs_of(definition);
    if (!crs) return {};
    const PJ_TYPE type = proj_get_type(crs.get());
    if (type != PJ_TYPE_COMPOUND_CRS) {
        if (!is_placed(type)) return {};
        const std::string code = identified_code(crs.get());
        return code.empty() ? definition : "EPSG:" + code;
    }
    const std::string whole = epsg_code(crs.get());
    if (!whole.empty()) return "EPSG:" + whole;
    const ProjObject plan = part_of(crs, 0), heights = part_of(crs, 1);
    if (!plan || !heights || !is_placed(proj_get_type(plan.get()))) return {};
    const std::string plan_code = identified_code(plan.get());
    const std::string height_code = identified_code(heights.get());
    if (plan_code.empty() || height_code.empty()) return definition;
    return "EPSG:" + plan_code + "+" + height_code;
}

bool is_same_in_plan(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const ProjObject first = in_plan(a), second = in_plan(b);
    return first && second &&
           proj_is_equivalent_to_with_ctx(proj_context(), first.get(), second.get(),
                                          PJ_COMP_EQUIVALENT) != 0;
}

}  // namespace belvedere::geo
