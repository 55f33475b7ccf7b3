// SPDX-License-Identifier: Apache-2.0
// Translation files, with every message looked up again, and plural rules.
#include <cstdint>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/text/catalogue.hpp"
#include "engine/text/message_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const std::string_view text = as_text({reinterpret_cast<const std::byte*>(data), size});
    if (const auto rule = text::PluralRule::parse(text)) {
        for (std::uint64_t n = 0; n < 200; ++n) {
            if (rule->form_of(n) >= rule->forms()) __builtin_trap();
        }
    }
    const auto catalogue = text::Catalogue::parse(text);
    if (!catalogue) return 0;
    for (const text::CatalogueEntry& entry : catalogue->entries()) {
        if (catalogue->find(entry.key, entry.english) == nullptr) __builtin_trap();
        (void)catalogue->find_plural(entry.key, entry.english, 5);
        (void)text::with_arguments(entry.translations[0], {});
    }
    (void)catalogue->header("Language");
    return 0;
}
