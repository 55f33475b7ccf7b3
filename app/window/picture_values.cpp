// SPDX-License-Identifier: Apache-2.0
#include "app/window/picture_values.hpp"

#include <set>
#include <vector>

#include "app/city/value_drawing.hpp"
#include "app/layers/device_symbols.hpp"

namespace belvedere::window {
namespace {

Result<void> may_export(const twin::TwinStore& store, SourceId source) {
    if (!source.valid()) return {};
    const twin::SourceInfo& info = store.source(source);
    return twin::check_use(info.policy, twin::DataUse::kExport, info.name);
}

}  // namespace

Result<void> may_picture_values(const Session& session) {
    std::set<SourceId> sources;
    for (const live::LiveFeed& feed : session.live.feeds())
        sources.insert(feed.source);
    if (session.devices != nullptr)
        sources.insert(session.devices->sources().begin(), session.devices->sources().end());
    if (session.values != nullptr) {
        const std::vector<SourceId> laid_over = session.values->sources();
        sources.insert(laid_over.begin(), laid_over.end());
    }
    for (const SourceId source : sources) {
        if (auto allowed = may_export(session.live.store(), source); !allowed) return allowed;
    }
    return {};
}

Result<void> may_picture_tints(const Session& session) {
    const twin::TwinStore& store = session.live.store();
    std::set<std::uint32_t> sources;
    for (const auto& [feature, tinted] : session.twins.tint.features())
        sources.insert(store.entities()[tinted.device].source);
    for (const std::uint32_t source : sources) {
        if (auto allowed = may_export(store, SourceId{source}); !allowed) return allowed;
    }
    return {};
}

}  // namespace belvedere::window
