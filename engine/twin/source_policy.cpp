// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/source_policy.hpp"

#include <array>
#include <utility>

namespace belvedere::twin {
namespace {

struct NamedUse {
    DataUse use;
    std::string_view name, said;
};
constexpr auto kUses = std::to_array<NamedUse>({
    {DataUse::kRead, "read", "shown"},
    {DataUse::kRecord, "record", "recorded or kept"},
    {DataUse::kExport, "export", "exported"},
    {DataUse::kRedistribute, "redistribute", "passed on"},
});

}  // namespace

Result<void> check_use(const SourcePolicy& policy, DataUse use, std::string_view source_name) {
    if (policy.allows(use)) return {};
    const std::string_view said = kUses[static_cast<std::size_t>(use)].said;
    std::string sentence = std::string(source_name) + " may not be " + std::string(said);
    if (!policy.licence.empty()) sentence += " by its licence (" + policy.licence + ")";
    return fail(ErrorKind::kDenied, sentence);
}

Result<void> forbid_uses(SourcePolicy& policy, std::string_view names) {
    while (!names.empty()) {
        const std::size_t comma = names.find(',');
        const std::string_view name = names.substr(0, comma);
        names = comma == std::string_view::npos ? std::string_view() : names.substr(comma + 1);
        bool is_known = false;
        for (const NamedUse& one : kUses) {
            if (one.name != name) continue;
            policy.forbid(one.use);
            is_known = true;
        }
        if (!is_known) {
            return fail(ErrorKind::kUsage, "forbid is read, record, export, redistribute, not \"" +
                                               std::string(name) + "\"");
        }
    }
    return {};
}

}  // namespace belvedere::twin
