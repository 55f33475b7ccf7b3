// SPDX-License-Identifier: Apache-2.0
// Contexts that are built in: no network is needed to check a signature.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace belvedere::linked {

// The JSON of a context by its URL, with its member "@context": NGSI-LD's core of any version
// (ETSI GS CIM 009 V1.9.1, annex B; earlier versions have a part of its terms), W3C Verifiable
// Credentials Data Model 1.1 and 2.0 (appendices B), Data Integrity 1 and 2 (W3C Data
// Integrity 1.0, appendix of contexts), DID Core 1.0 and Multikey 1. Nothing for any other. Written
// anew from what their publishers define: a test expands documents by these and by the published
// ones. The same text for as long as the program runs; any thread.
[[nodiscard]] std::optional<std::string_view> known_context(std::string_view url);

// Those of one publisher each, made when they are first asked for.
[[nodiscard]] std::string make_ngsi_ld_context();
[[nodiscard]] std::string make_data_integrity_context(int version);
[[nodiscard]] std::string make_credentials_v1_context();
[[nodiscard]] std::string make_credentials_v2_context();
[[nodiscard]] std::string make_did_context();
[[nodiscard]] std::string make_multikey_context();

}  // namespace belvedere::linked
