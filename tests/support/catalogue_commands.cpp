// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catalogue_commands.hpp"

#include <fstream>
#include <iterator>

#include "engine/text/catalogue.hpp"

namespace belvedere::support {
namespace {

constexpr std::size_t kKeyEvery = 3;

}  // namespace

std::vector<panels::CommandRow> commands_of_catalogue(const std::string& folder,
                                                      const std::string& language) {
    std::ifstream own(folder + "/" + language + ".po");
    const bool is_translated = own.good();
    std::ifstream english(folder + "/fr.po");
    std::ifstream& file = is_translated ? own : english;
    const auto catalogue =
        text::Catalogue::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    std::vector<panels::CommandRow> rows;
    if (!catalogue) return rows;
    // A command has two texts under its key: a title, and a sentence that ends in a full stop.
    for (const text::CatalogueEntry& entry : catalogue->entries()) {
        if (rows.empty() || rows.back().id != entry.key) rows.push_back({.id = entry.key});
        const bool is_sentence = entry.english.ends_with('.');
        const std::string& words = is_translated ? entry.translations.front() : entry.english;
        (is_sentence ? rows.back().help : rows.back().title) = words;
    }
    std::erase_if(rows, [](const auto& row) { return row.title.empty() || row.help.empty(); });
    for (std::size_t i = 0; i < rows.size(); i += kKeyEvery)
        rows[i].key = "Ctrl+Shift+P";
    return rows;
}

}  // namespace belvedere::support
