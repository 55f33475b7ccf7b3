// SPDX-License-Identifier: Apache-2.0
// PROJ as this program uses it: one context a thread, network off, no log of its own.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "engine/core/result.hpp"

// As proj.h has them, which only .cpp files see.
struct PJconsts;
using PJ = PJconsts;
struct pj_ctx;
using PJ_CONTEXT = pj_ctx;

namespace belvedere::geo {

struct ProjDestroy {
    void operator()(PJ* object) const;
};
using ProjObject = std::unique_ptr<PJ, ProjDestroy>;

// The calling thread's context; lives as long as the thread. Its network is off whatever the
// environment says, and its messages are read with proj_message instead of printed.
[[nodiscard]] PJ_CONTEXT* proj_context();

// What PROJ says about its last failure on this thread, for the end of a sentence.
[[nodiscard]] std::string proj_message();

// The CRS of a spelling from crs_names.hpp; kBadData when PROJ does not know it or it is no CRS.
[[nodiscard]] Result<ProjObject> proj_crs(const std::string& spelling);

// The operation between two CRSs with ballpark transformations forbidden and x/y in easting,
// northing order on both sides; null when PROJ has none that is real.
[[nodiscard]] ProjObject proj_operation(PJ* source, PJ* target);

// An operation that threads copy theirs from. To make one, PROJ asks its database, which takes 5 to
// 60 ms; a copy takes one. Any thread.
class ProjMould {
  public:
    // Of an operation of the calling thread; null stays null.
    explicit ProjMould(const ProjObject& operation);
    ProjMould(const ProjMould&) = delete;
    ProjMould& operator=(const ProjMould&) = delete;
    ~ProjMould();

    // For the calling thread; null when the mould is.
    [[nodiscard]] ProjObject copy() const;

  private:
    mutable std::mutex mutex_;
    PJ_CONTEXT* context_;  // Of the mould alone.
    ProjObject operation_;
};

// What the operation promises in the middle of the CRS's area, metres; nothing when it says
// nothing.
[[nodiscard]] std::optional<double> proj_accuracy_m(PJ* operation, PJ* crs);

// "EPSG:3857" when the CRS has a code, else its name.
[[nodiscard]] std::string proj_title(PJ* crs);

}  // namespace belvedere::geo
