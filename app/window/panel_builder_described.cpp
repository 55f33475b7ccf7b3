// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: what the chosen device is described as, on its card.
#include <cmath>

#include "app/panels/unit_text.hpp"
#include "app/window/panel_builder.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// Of a description's text; it is somebody else's.
constexpr std::size_t kDescribed_bytes = 400;
constexpr std::size_t kFormsShown = 8;

// Cut where a letter begins.
std::string cut_text(std::string text) {
    if (text.size() <= kDescribed_bytes) return text;
    std::size_t end = kDescribed_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    return text + "…";
}

std::string range_text(const twin::PropertyDescription& told) {
    const auto unit = twin::find_unit(told.unit);
    const std::string symbol(unit ? twin::known_units()[unit->value].symbol : std::string_view());
    const auto number = [&symbol](double value) { return panels::measured_text(value, symbol); };
    const bool has_least = std::isfinite(told.least), has_most = std::isfinite(told.most);
    if (has_least && has_most) {
        return words::text({"device.range_both", "{least} to {most}"},
                           {{"least", number(told.least)}, {"most", number(told.most)}});
    }
    if (has_least)
        return words::text({"device.range_least", "at least {least}"},
                           {{"least", number(told.least)}});
    if (has_most)
        return words::text({"device.range_most", "at most {most}"}, {{"most", number(told.most)}});
    return {};
}

std::string form_text(const twin::DeviceForm& form) {
    std::string operations;
    for (const std::string& operation : form.operations)
        operations += (operations.empty() ? "" : ", ") + operation;
    if (operations.empty()) return cut_text(form.target);
    return words::text({"device.form", "{operations}: {target}"},
                       {{"operations", cut_text(operations)}, {"target", cut_text(form.target)}});
}

}  // namespace

void PanelBuilder::fill_description(panels::DeviceCardState& card) const {
    const twin::DescriptionBook& book = session_.live.descriptions();
    const twin::DeviceDescription* device = book.find(card.id);
    if (device == nullptr) return;
    card.described_as = cut_text(device->title);
    card.description = cut_text(device->text);
    for (panels::ValueRow& row : card.values) {
        const twin::PropertyDescription* told =
            book.find(card.id, std::string_view(row.name).substr(0, row.name.find('|')));
        if (told == nullptr) continue;
        row.described_as = cut_text(told->title);
        row.range = range_text(*told);
        for (const twin::DeviceForm& form : told->forms) {
            if (row.forms.size() >= kFormsShown) break;
            row.forms.push_back(form_text(form));
        }
    }
}

}  // namespace belvedere::window
