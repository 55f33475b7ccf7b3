// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/source_policy.hpp"

#include <array>
#include <utility>

namespace belvedere::twin {
namespace {

struct NamedUse {
    DataUse use;
    std::string_view name, said, said_by_licence;
};
constexpr auto kUses = std::to_array<NamedUse>({
    {DataUse::kRead, "read", " may not be shown", " may not be shown by its licence ("},
    {DataUse::kRecord, "record", " may not be recorded or kept",
     " may not be recorded or kept by its licence ("},
    {DataUse::kExport, "export", " may not be exported", " may not be exported by its licence ("},
    {DataUse::kRedistribute, "redistribute", " may not be passed on",
     " may not be passed on by its licence ("},
});

}  // namespace

Result<void> check_use(const SourcePolicy& policy, DataUse use, std::string_view source_name) {
    if (policy.allows(use)) return {};
    const NamedUse& named = kUses[static_cast<std::size_t>(use)];
    std::string sentence(source_name);
    if (policy.licence.empty()) {
        sentence += named.said;
    } else {
        sentence += std::string(named.said_by_licence) + policy.licence + ")";
    }
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
