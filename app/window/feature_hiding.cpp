// SPDX-License-Identifier: Apache-2.0
#include "app/window/feature_hiding.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "app/panels/unit_text.hpp"
#include "app/window/session.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using project::FeatureNames;

// What is named, counted over all layers.
struct Named {
    std::map<std::size_t, std::vector<std::string>> by_layer;
    std::size_t count = 0, bytes = 0;
};

void add_names(const Session& session, const std::vector<FeatureId>& features, Named& named) {
    for (const FeatureId feature : features) {
        city::FeatureName name = session.scene.name_of(feature);
        const auto found = std::find(session.sources.begin(), session.sources.end(), name.source);
        if (!name.source.valid() || found == session.sources.end()) continue;
        ++named.count;
        named.bytes += name.id.size();
        const auto layer = static_cast<std::size_t>(found - session.sources.begin());
        named.by_layer[layer].push_back(std::move(name.id));
    }
}

FeatureNames names_of(Named& named, std::size_t layer, const FeatureNames& before) {
    FeatureNames names(std::move(named.by_layer[layer]));
    // The same ones share their memory with the step before.
    return names == before ? before : names;
}

void add_features(Session& session, SourceId source, const FeatureNames& names,
                  std::vector<FeatureId>& features) {
    for (const std::string& id : names.all())
        features.push_back(session.scene.feature_named({source, id}));
}

}  // namespace

Result<void> hide_features(Session& session, const HiddenFeatures& features, std::string title) {
    Named hidden, isolated;
    add_names(session, features.hidden, hidden);
    add_names(session, features.isolated, isolated);
    if (hidden.count + isolated.count > project::kNamedFeaturesMax ||
        hidden.bytes + isolated.bytes > project::kFeatureNameBytesMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.too_many_hidden",
                                 "a project can hide or isolate {n} objects at most"},
                                {{"n", panels::count_text(project::kNamedFeaturesMax)}}));
    }
    project::Project next = session.history.now();
    for (std::size_t i = 0; i < next.layers.size(); ++i) {
        project::Layer& layer = next.layers[i];
        layer.hidden = names_of(hidden, i, layer.hidden);
        layer.isolated = names_of(isolated, i, layer.isolated);
    }
    apply_project(session, std::move(next), std::move(title));
    return {};
}

void follow_hidden_features(Session& session) {
    std::vector<NamedHiding> hiding;
    const auto& layers = session.history.now().layers;
    for (std::size_t i = 0; i < layers.size() && i < session.sources.size(); ++i) {
        if (session.sources[i].valid())
            hiding.push_back({session.sources[i], layers[i].hidden, layers[i].isolated});
    }
    // A slider that is dragged changes the project in every frame, and none of this.
    if (hiding == session.hiding) return;
    session.hidden.clear();
    session.isolated.clear();
    for (const NamedHiding& each : hiding) {
        add_features(session, each.source, each.hidden, session.hidden);
        add_features(session, each.source, each.isolated, session.isolated);
    }
    session.hiding = std::move(hiding);
    sync_features(session);
}

}  // namespace belvedere::window
