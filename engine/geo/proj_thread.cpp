// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/proj_thread.hpp"

#include <array>

#include <proj.h>

namespace belvedere::geo {
namespace {

struct ContextDestroy {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};

PJ_CONTEXT* quiet_context() {
    PJ_CONTEXT* context = proj_context_create();
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
    return context;
}

}  // namespace

void ProjDestroy::operator()(PJ* object) const {
    proj_destroy(object);
}

PJ_CONTEXT* proj_context() {
    thread_local const std::unique_ptr<PJ_CONTEXT, ContextDestroy> context(quiet_context());
    return context.get();
}

ProjMould::ProjMould(const ProjObject& operation)
    : context_(quiet_context()), operation_(proj_clone(context_, operation.get())) {}

ProjMould::~ProjMould() {
    operation_.reset();
    proj_context_destroy(context_);
}

ProjObject ProjMould::copy() const {
    const std::lock_guard lock(mutex_);
    return ProjObject(proj_clone(proj_context(), operation_.get()));
}

std::string proj_message() {
    const int number = proj_context_errno(proj_context());
    const char* text = number != 0 ? proj_context_errno_string(proj_context(), number) : nullptr;
    return text != nullptr ? text : "not known to PROJ";
}

Result<ProjObject> proj_crs(const std::string& spelling) {
    ProjObject object(proj_create(proj_context(), spelling.c_str()));
    if (!object) {
        return fail(ErrorKind::kBadData, "unknown coordinate system \"" + spelling.substr(0, 200) +
                                             "\" (" + proj_message() + ")");
    }
    if (proj_is_crs(object.get()) == 0) {
        return fail(ErrorKind::kBadData,
                    "\"" + spelling.substr(0, 200) + "\" is not a coordinate system");
    }
    return object;
}

ProjObject proj_operation(PJ* source, PJ* target) {
    constexpr std::array<const char*, 2> kOptions = {"ALLOW_BALLPARK=NO", nullptr};
    const ProjObject plain(
        proj_create_crs_to_crs_from_pj(proj_context(), source, target, nullptr, kOptions.data()));
    if (!plain) return nullptr;
    return ProjObject(proj_normalize_for_visualization(proj_context(), plain.get()));
}

std::optional<double> proj_accuracy_m(PJ* operation, PJ* crs) {
    double west = 0.0;
    double south = 0.0;
    double east = 0.0;
    double north = 0.0;
    if (proj_get_area_of_use(proj_context(), crs, &west, &south, &east, &north, nullptr) == 0 ||
        west < -180.0 || south < -90.0) {
        return std::nullopt;
    }
    if (east < west) east += 360.0;
    // Which of several operations is meant is only known once one was used there.
    const PJ_COORD middle = proj_coord(0.5 * (west + east), 0.5 * (south + north), 0.0, 0.0);
    (void)proj_trans(operation, PJ_INV, middle);
    const ProjObject used(proj_trans_get_last_used_operation(operation));
    const double accuracy =
        proj_coordoperation_get_accuracy(proj_context(), used ? used.get() : operation);
    if (accuracy < 0.0) return std::nullopt;
    return accuracy;
}

std::string proj_title(PJ* crs) {
    const char* authority = proj_get_id_auth_name(crs, 0);
    const char* code = proj_get_id_code(crs, 0);
    if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
    const char* name = proj_get_name(crs);
    return name != nullptr ? name : "unnamed";
}

}  // namespace belvedere::geo
