// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/privacy_filter.hpp"

#include <algorithm>
#include <array>
#include <string>

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

}  // namespace belvedere::twin
