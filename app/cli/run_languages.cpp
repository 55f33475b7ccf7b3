// SPDX-License-Identifier: Apache-2.0
#include "app/cli/run_languages.hpp"

#include <utility>

#include "app/preferences/language.hpp"
#include "app/preferences/preferences_file.hpp"
#include "app/words/words.hpp"

namespace belvedere::cli {
namespace {

// Preferences that cannot be read are the window's to tell of.
preferences::Preferences preferred() {
    auto read = preferences::load(preferences::preferences_path());
    return read ? std::move(read->preferences) : preferences::Preferences();
}

}  // namespace

Result<std::unique_ptr<RunLanguages>> RunLanguages::open(const CommonOptions& options,
                                                         const std::vector<std::string>& others) {
    std::unique_ptr<RunLanguages> languages(new RunLanguages());
    const preferences::Preferences wish = preferred();
    if (auto added = languages->add(options.language, wish.language); !added) {
        return fail(added.error());
    }
    words::set_measures(preferences::choose_measures(
        {options.units, wish.units, options.language.empty() ? wish.language : options.language}));
    for (const std::string& other : others) {
        if (auto added = languages->add(other, {}); !added) return fail(added.error());
    }
    languages->others_ = others;
    languages->speak_first();
    return languages;
}

RunLanguages::~RunLanguages() {
    words::use(nullptr);
    words::set_measures(text::Measures::kMetric);
}

Result<void> RunLanguages::add(const std::string& asked, const std::string& preferred) {
    auto translator = std::make_unique<text::Translator>(preferences::translation_folders());
    if (auto chosen = preferences::choose_first(*translator, {asked, preferred}); !chosen) {
        return fail(ErrorKind::kUsage, chosen.error().message);
    }
    translators_.push_back(std::move(translator));
    return {};
}

void RunLanguages::speak_first() const {
    words::use(translators_.front().get());
}

void RunLanguages::speak_other(std::size_t index) const {
    words::use(translators_.at(index + 1).get());
}

}  // namespace belvedere::cli
