// SPDX-License-Identifier: Apache-2.0
#include "app/window/audience_words.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "app/panels/style_panel.hpp"
#include "app/window/audience_devices.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

std::string layer_title(const Session& session, SourceId source) {
    for (std::size_t i = 0; i < session.sources.size(); ++i) {
        if (session.sources[i] == source)
            return project::display_name(session.history.now().layers[i]);
    }
    return {};
}

std::string not_current_text(const Session& session, const city::LayerState& layer) {
    const std::string name = layer_title(session, layer.source);
    if (layer.currency == city::Currency::kKept) {
        return words::text({"audience.kept", "Not current: {name} is shown as it was kept earlier"},
                           {{"name", name}});
    }
    return words::text({"audience.partial", "Not current: parts of {name} cannot be loaded"},
                       {{"name", name}});
}

}  // namespace

picture::Phrases in_all(const AudienceLanguages& languages,
                        const std::function<std::string()>& say) {
    picture::Phrases phrases;
    for (const text::Translator* translator : {languages.first, languages.second}) {
        if (translator == nullptr) continue;
        words::use(translator);
        picture::Phrase phrase{say(), std::string(words::language())};
        const bool is_known =
            std::any_of(phrases.begin(), phrases.end(),
                        [&](const picture::Phrase& known) { return known.text == phrase.text; });
        if (!phrase.text.empty() && !is_known) phrases.push_back(std::move(phrase));
    }
    words::use(languages.first);
    return phrases;
}

std::string local_text(const project::LocalTexts& texts, const std::string& language,
                       const std::string& plain) {
    if (const auto found = texts.find(language); found != texts.end()) return found->second;
    // A region is left out when only its language is there, as with catalogues.
    const auto general = texts.find(language.substr(0, language.find('-')));
    if (general != texts.end()) return general->second;
    const auto any = texts.find("");
    return any != texts.end() ? any->second : plain;
}

picture::Surround audience_surround(const Session& session, const AudienceLanguages& languages) {
    picture::Surround surround;
    const project::Bookmark* view =
        session.stage.current ? stage_view(session, *session.stage.current) : nullptr;
    if (view != nullptr) {
        const auto local = [&](const project::LocalTexts& texts, const std::string& plain) {
            return in_all(languages,
                          [&] { return local_text(texts, std::string(words::language()), plain); });
        };
        surround.title = local(view->names, view->name);
        surround.caption = local(view->captions, {});
    }
    if (session.style.is_shown && !session.style.legend.empty()) {
        picture::Legend& legend = surround.legends.emplace_back();
        legend.title = in_all(languages, [&] {
            const std::string& title = session.style.title;
            return local_text(session.history.now().style_titles, std::string(words::language()),
                              title.empty() ? words::text({"style.title", "Style"}) : title);
        });
        for (const panels::LegendEntry& entry : session.style.legend) {
            legend.lines.push_back(
                {entry.rgba, in_all(languages, [&] { return panels::legend_text(entry); }), {}});
        }
    }
    for (const city::LayerState& layer : session.scene.layers()) {
        const bool is_shown = layer.visibility == city::LayerVisibility::kShown;
        if (!is_shown || layer.currency == city::Currency::kCurrent) continue;
        surround.not_current.push_back(
            in_all(languages, [&] { return not_current_text(session, layer); }));
    }
    add_devices(session, languages, surround);
    surround.credits = picture::credits_text(session.scene.attributions());
    surround.blank = session.stage.blank;
    return surround;
}

}  // namespace belvedere::window
