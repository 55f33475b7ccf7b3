// SPDX-License-Identifier: Apache-2.0
#include "app/devices/twin_text.hpp"

#include <array>

#include "app/devices/language_map.hpp"
#include "app/words/words.hpp"

namespace belvedere::devices {
namespace {

// Longer texts are cut at a letter's beginning.
constexpr std::size_t kTextShown_bytes = 160;

std::string shortened_text(std::string text) {
    if (text.size() <= kTextShown_bytes) return text;
    std::size_t end = kTextShown_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

struct QualityWords {
    twin::Quality flag;
    Message message;
};
constexpr std::array<QualityWords, 14> kQualityWords = {
    {{twin::Quality::kImplausible, {"quality.implausible", "Outside what it can physically be"}},
     {twin::Quality::kTimeAssumed,
      {"quality.time_assumed", "Came without a time; taken as when it arrived"}},
     {twin::Quality::kTimeImplausible,
      {"quality.time_implausible", "Its time could not be right; taken as when it arrived"}},
     {twin::Quality::kLate, {"quality.late", "Came after a newer value"}},
     {twin::Quality::kUnitUnknown, {"quality.unit_unknown", "Its unit is not known"}},
     {twin::Quality::kUnitAssumed,
      {"quality.unit_assumed", "Came without a unit; taken from its data model"}},
     {twin::Quality::kUnitChanged, {"quality.unit_changed", "Has another unit than before"}},
     {twin::Quality::kRetained,
      {"quality.retained", "Kept by the broker from before the connection"}},
     {twin::Quality::kApproximate,
      {"quality.approximate", "The place is the middle of a line or an area"}},
     {twin::Quality::kContextUnknown,
      {"quality.context_unknown", "Its vocabulary is not known here"}},
     {twin::Quality::kHistorical, {"quality.historical", "Its source says that it is not live"}},
     {twin::Quality::kRepaired, {"quality.repaired", "Was missed live and asked for again"}},
     {twin::Quality::kZoneAssumed,
      {"quality.zone_assumed", "Its time had no offset; taken as UTC"}},
     {twin::Quality::kRemembered,
      {"quality.remembered", "Known from an earlier run; its source has not spoken since"}}}};

std::string position_text(const twin::Position& position) {
    constexpr int kDecimals = 5;  // About a metre.
    const auto part = [](double degrees) {
        return words::locale().number(degrees, kDecimals, text::Grouping::kNone);
    };
    return part(position.latitude_deg) + " " + part(position.longitude_deg);
}

}  // namespace

std::string device_name(const twin::TwinStore& store, twin::EntityId entity) {
    if (const auto series = twin::find_series(store, entity, "name")) {
        const auto reading = twin::latest_at(store, *series);
        if (reading && reading->kind == twin::ValueKind::kText && !reading->text.empty())
            return shortened_text(reading->text);
        const auto text = reading && reading->kind == twin::ValueKind::kJson
                              ? text_in_language(reading->text, words::language())
                              : std::nullopt;
        if (text && !text->empty()) return shortened_text(*text);
    }
    const std::string_view id = store.entities()[entity].id();
    const std::string_view tail = twin::short_name(id);
    if (tail.empty()) return std::string(id);
    // A bare number says nothing without what it counts.
    const bool is_number = tail.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number) return std::string(tail);
    return words::text({"device.kind_and_number", "{kind} {number}"},
                       {{"kind", kind_text(store, entity)}, {"number", std::string(tail)}});
}

std::string kind_text(const twin::TwinStore& store, twin::EntityId entity) {
    const twin::NameId type = store.entities()[entity].type;
    if (!type.valid()) return words::text({"device.kind_unknown", "unknown kind"});
    return std::string(twin::short_name(store.names().text(type)));
}

std::string property_text(const twin::TwinStore& store, twin::SeriesId id) {
    const twin::SeriesRecord& series = store.series(id);
    std::string name(twin::short_name(store.names().text(series.property)));
    if (series.dataset.valid())
        name += " · " + std::string(twin::short_name(store.names().text(series.dataset)));
    return name;
}

std::string number_text(double number, std::string_view unit_symbol) {
    const std::string written = words::locale().compact(number);
    // A no-break space keeps number and unit together.
    return unit_symbol.empty() ? written : written + "\u00A0" + std::string(unit_symbol);
}

std::string value_text(const twin::Reading& reading, const twin::Unit& unit) {
    switch (reading.kind) {
        case twin::ValueKind::kNumber:
            return number_text(reading.number, unit.symbol);
        case twin::ValueKind::kBoolean:
            return reading.number != 0.0 ? words::text({"device.yes", "yes"})
                                         : words::text({"device.no", "no"});
        case twin::ValueKind::kJson:
            return shortened_text(
                text_in_language(reading.text, words::language()).value_or(reading.text));
        case twin::ValueKind::kText:
        case twin::ValueKind::kReference:
            return shortened_text(reading.text);
        case twin::ValueKind::kPosition:
            return position_text(reading.position);
        case twin::ValueKind::kDeleted:
            return words::text({"device.deleted", "deleted by its source"});
        case twin::ValueKind::kNone:
            break;
    }
    return "—";
}

std::string state_text(twin::TwinState state) {
    constexpr std::array<Message, 6> kStates = {{{"device.live", "live"},
                                                 {"device.stale", "stale"},
                                                 {"device.lost", "lost"},
                                                 {"device.simulated", "simulated"},
                                                 {"device.replayed", "replayed"},
                                                 {"device.disputed", "disputed"}}};
    return words::text(kStates[static_cast<std::size_t>(state)]);
}

std::vector<std::string> quality_texts(twin::QualityFlags quality) {
    std::vector<std::string> texts;
    for (const QualityWords& entry : kQualityWords) {
        if (quality.has(entry.flag)) texts.push_back(words::text(entry.message));
    }
    return texts;
}

std::string age_text(UtcTime then, UtcTime now) {
    return words::locale().age(static_cast<double>(now.microseconds - then.microseconds) * 1e-6);
}

}  // namespace belvedere::devices
