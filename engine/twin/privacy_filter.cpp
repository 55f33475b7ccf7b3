// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/privacy_filter.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/twin/name_pool.hpp"

namespace belvedere::twin {
namespace {

// Lower case, in order, so that a look-up is a binary search.
constexpr auto kPersonal = std::to_array<std::string_view>({
    "cardnumber",
    "contactpoint",
    "driver",
    "driverid",
    "drivername",
    "email",
    "familyname",
    "fax",
    "faxnumber",
    "givenname",
    "iccid",
    "imei",
    "imsi",
    "licenceplate",
    "licenseplate",
    "licenseplateidentifier",
    "macaddress",
    "mobile",
    "msisdn",
    "numberplate",
    "ownedby",
    "owner",
    "owneremail",
    "ownerid",
    "ownername",
    "passportnumber",
    "patient",
    "person",
    "personid",
    "phone",
    "phonenumber",
    "plate",
    "platenumber",
    "refowner",
    "refperson",
    "refuser",
    "registrationplate",
    "sim",
    "simnumber",
    "socialsecuritynumber",
    "ssn",
    "telephone",
    "telephonenumber",
    "userid",
    "username",
    "vehicleidentificationnumber",
    "vehicleplateidentifier",
    "vin",
});
static_assert(std::ranges::is_sorted(kPersonal));

constexpr std::size_t kLongest = 64;  // No name of the table is longer.
constexpr std::string_view kBlanks = " \t\r\n";

// Behind the quotation mark that ends the text begun at `at`, or the end.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            return at + 1;
        }
    }
    return text.size();
}

// Behind the JSON value that begins at `at`, whatever it holds, or the end.
std::size_t end_of_value(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        const char letter = text[at];
        if (letter == '"') {
            at = end_of_quoted(text, at);
            if (depth == 0) return at;
            continue;
        }
        if (letter == '{' || letter == '[') ++depth;
        if (letter == '}' || letter == ']') {
            if (depth == 0) return at;
            if (--depth == 0) return at + 1;
        }
        if (letter == ',' && depth == 0) return at;
        ++at;
    }
    return text.size();
}

}  // namespace

bool is_personal(std::string_view short_name) {
    if (short_name.size() > kLongest) return false;
    std::string plain;
    for (const char letter : short_name) {
        if (letter >= 'A' && letter <= 'Z') {
            plain += static_cast<char>(letter - 'A' + 'a');
        } else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
            plain += letter;
        }
    }
    return std::ranges::binary_search(kPersonal, std::string_view(plain));
}

// Calls `withhold` with the name of each member that is left out.
template <class Withhold>
std::string filtered(std::string_view text, std::size_t bytes_max, const Withhold& withhold) {
    std::string kept;
    std::size_t at = 0;
    while (at < text.size() && kept.size() < bytes_max) {
        if (text[at] != '"') {
            kept += text[at++];
            continue;
        }
        const std::size_t end = end_of_quoted(text, at);
        const std::string_view quoted = text.substr(at, end - at);
        kept += quoted.substr(0, bytes_max);
        at = end;
        const std::size_t colon = text.find_first_not_of(kBlanks, at);
        if (colon == std::string_view::npos || text[colon] != ':' || quoted.size() < 2) continue;
        const std::string_view name = short_name(quoted.substr(1, quoted.size() - 2));
        if (!is_personal(name)) continue;
        withhold(name);
        kept += ":\"(withheld)\"";
        const std::size_t value = text.find_first_not_of(kBlanks, colon + 1);
        at = value == std::string_view::npos ? text.size() : end_of_value(text, value);
    }
    kept.resize(std::min(kept.size(), bytes_max));
    return kept;
}

std::string without_personal(std::string_view text, std::size_t bytes_max) {
    return filtered(text, bytes_max, [](std::string_view) {});
}

FilteredText filter_personal(std::string_view json) {
    FilteredText out;
    out.text = filtered(json, std::string_view::npos,
                        [&out](std::string_view name) { out.withheld.emplace_back(name); });
    return out;
}

}  // namespace belvedere::twin
