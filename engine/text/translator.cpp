// SPDX-License-Identifier: Apache-2.0
#include "engine/text/translator.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"
#include "engine/text/limits.hpp"
#include "engine/text/pseudo_text.hpp"

namespace belvedere::text {
namespace {

constexpr std::string_view kAccented = "qps", kRightToLeft = "qps-rtl";

struct KnownName {
    std::string_view code, name;
};
// Names of languages in themselves (CLDR 42, localeDisplayNames), capitalised for a list.
constexpr std::array<KnownName, 17> kNames = {{{"ar", "العربية"},
                                               {"de", "Deutsch"},
                                               {"en", "English"},
                                               {"es", "Español"},
                                               {"fa", "فارسی"},
                                               {"fr", "Français"},
                                               {"he", "עברית"},
                                               {"it", "Italiano"},
                                               {"ja", "日本語"},
                                               {"ko", "한국어"},
                                               {"nl", "Nederlands"},
                                               {"pl", "Polski"},
                                               {"pt", "Português"},
                                               {"ru", "Русский"},
                                               {"tr", "Türkçe"},
                                               {"uk", "Українська"},
                                               {"zh", "中文"}}};
constexpr std::array<std::string_view, 6> kRightToLeftLanguages = {"ar", "fa", "he",
                                                                   "ps", "ur", "yi"};

std::string_view without_region(std::string_view code) {
    return code.substr(0, code.find('-'));
}

std::string name_of(const std::string& code) {
    const auto found = std::find_if(kNames.begin(), kNames.end(),
                                    [&](const KnownName& known) { return known.code == code; });
    return found == kNames.end() ? code : std::string(found->name);
}

// Letters, digits and hyphens only: a code becomes a file name.
bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 35 && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

std::set<std::string> codes_in(const std::filesystem::path& folder) {
    std::set<std::string> codes;
    std::error_code error;
    std::size_t seen = 0;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (++seen > kCatalogueFilesMax) break;
        const std::string code = at->path().stem().string();
        if (at->path().extension() == ".po" && is_code(code)) codes.insert(code);
    }
    return codes;
}

Result<Catalogue> read_catalogue(const std::filesystem::path& folder, std::string_view code) {
    const std::filesystem::path path = folder / (std::string(code) + ".po");
    auto bytes = read_file(path, kCatalogueBytesMax);
    if (!bytes) return fail(bytes.error());
    auto catalogue = Catalogue::parse(as_text(*bytes));
    if (!catalogue) return fail_in(path.string(), catalogue.error());
    return catalogue;
}

}  // namespace

std::filesystem::path user_translations() {
    return folders::data() / "translations";
}

std::filesystem::path shipped_translations(const std::filesystem::path& executable_folder) {
    return folders::shipped(executable_folder, "translations");
}

Translator::Translator(TranslationFolders folders) : folders_(std::move(folders)) {}

std::vector<Language> Translator::languages() const {
    std::set<std::string> codes = codes_in(folders_.shipped);
    codes.merge(codes_in(folders_.user));
    codes.erase("en");
    std::vector<Language> found = {{"en", name_of("en"), Review::kReviewed}};
    for (const std::string& code : codes) {
        auto catalogue = read_catalogue(folders_.user, code);
        if (!catalogue) catalogue = read_catalogue(folders_.shipped, code);
        if (catalogue) found.push_back({code, name_of(code), catalogue->review()});
    }
    found.push_back({std::string(kAccented), pseudo_accented("Pseudo"), Review::kReviewed});
    found.push_back({std::string(kRightToLeft), "Pseudo RTL", Review::kReviewed});
    return found;
}

Result<void> Translator::choose(std::string_view code) {
    if (!is_code(code)) return fail(ErrorKind::kUsage, "not a language code");
    std::optional<Catalogue> user, shipped;
    const Pseudo pseudo = code == kAccented      ? Pseudo::kAccented
                          : code == kRightToLeft ? Pseudo::kRightToLeft
                                                 : Pseudo::kNone;
    if (pseudo == Pseudo::kNone) {
        auto own = read_catalogue(folders_.user, code);
        auto ours = read_catalogue(folders_.shipped, code);
        const bool has_any = own || ours || code == "en";
        if (!has_any && without_region(code) != code) return choose(without_region(code));
        if (!has_any) {
            const bool own_is_broken = own.error().kind != ErrorKind::kNotFound;
            return fail(own_is_broken ? own.error() : ours.error());
        }
        if (own) user = std::move(*own);
        if (ours) shipped = std::move(*ours);
    }
    language_ = code;
    pseudo_ = pseudo;
    user_ = std::move(user);
    shipped_ = std::move(shipped);
    return {};
}

ReadingDirection Translator::direction() const {
    const std::string_view code = without_region(language_);
    const bool is_known = std::find(kRightToLeftLanguages.begin(), kRightToLeftLanguages.end(),
                                    code) != kRightToLeftLanguages.end();
    return is_known || pseudo_ == Pseudo::kRightToLeft ? ReadingDirection::kRightToLeft
                                                       : ReadingDirection::kLeftToRight;
}

Review Translator::review() const {
    const std::optional<Catalogue>& first = user_ ? user_ : shipped_;
    return first ? first->review() : Review::kReviewed;
}

std::vector<std::string> Translator::warnings() const {
    std::vector<std::string> all;
    for (const auto* catalogue : {&user_, &shipped_}) {
        if (!*catalogue) continue;
        const auto& some = (*catalogue)->warnings();
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::string Translator::in_pseudo(std::string_view english) const {
    if (pseudo_ == Pseudo::kAccented) return pseudo_accented(english);
    if (pseudo_ == Pseudo::kRightToLeft) return pseudo_right_to_left(english);
    return std::string(english);
}

std::string Translator::text(std::string_view key, std::string_view english) const {
    for (const auto* catalogue : {&user_, &shipped_}) {
        const std::string* found = *catalogue ? (*catalogue)->find(key, english) : nullptr;
        if (found != nullptr) return *found;
    }
    return in_pseudo(english);
}

std::string Translator::plural(const PluralMessage& message, std::uint64_t n) const {
    for (const auto* catalogue : {&user_, &shipped_}) {
        const std::string* found =
            *catalogue ? (*catalogue)->find_plural(message.key, message.one, n) : nullptr;
        if (found != nullptr) return *found;
    }
    return in_pseudo(n == 1 ? message.one : message.other);
}

std::string language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        // Main thread at start, before anything could set variables. NOLINTNEXTLINE
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        std::string code(value);
        code.resize(std::min(code.find_first_of(".@"), code.size()));
        std::replace(code.begin(), code.end(), '_', '-');
        return is_code(code) && code != "C" && code != "POSIX" ? code : "en";
    }
    return "en";
}

}  // namespace belvedere::text
