// SPDX-License-Identifier: Apache-2.0
// What may be done with what a source gives: its licence in four questions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::twin {

// Each further one makes more copies that outlive the view.
enum class DataUse : std::uint8_t {
    kRead,          // Shown on this machine.
    kRecord,        // Kept here: recordings, caches.
    kExport,        // Written out as files of other formats, printed, copied.
    kRedistribute,  // Passed on to others: bundles, publishing.
};

// A source without a policy of its own allows everything: it is then the user's to know.
struct SourcePolicy {
    std::string licence;  // As the source names it: SPDX id, URL or words; empty when not known.
    std::uint8_t forbidden = 0;  // Bits by DataUse.

    [[nodiscard]] bool allows(DataUse use) const {
        return (forbidden & (1U << static_cast<unsigned>(use))) == 0;
    }
    void forbid(DataUse use) {
        forbidden = static_cast<std::uint8_t>(forbidden | (1U << static_cast<unsigned>(use)));
    }
    friend bool operator==(const SourcePolicy&, const SourcePolicy&) = default;
};

// Success when all is allowed; kDenied with a sentence that names source, use and licence. To be
// asked before the first byte of such an output is made: what is refused contains none of the
// source's. Pure.
[[nodiscard]] Result<void> check_use(const SourcePolicy& policy, DataUse use,
                                     std::string_view source_name);

// "read", "record", "export", "redistribute", separated by commas, into what is forbidden. kUsage.
[[nodiscard]] Result<void> forbid_uses(SourcePolicy& policy, std::string_view names);

}  // namespace belvedere::twin
