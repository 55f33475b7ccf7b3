// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/known_contexts.hpp"

#include "engine/linked/ngsi_ld_core.hpp"

namespace belvedere::linked {

std::optional<std::string_view> known_context(std::string_view url) {
    if (is_core_context(url)) {
        static const std::string text = make_ngsi_ld_context();
        return text;
    }
    if (url == "https://www.w3.org/ns/credentials/v2") {
        static const std::string text = make_credentials_v2_context();
        return text;
    }
    if (url == "https://www.w3.org/2018/credentials/v1") {
        static const std::string text = make_credentials_v1_context();
        return text;
    }
    if (url == "https://w3id.org/security/data-integrity/v2") {
        static const std::string text = make_data_integrity_context(2);
        return text;
    }
    if (url == "https://w3id.org/security/data-integrity/v1") {
        static const std::string text = make_data_integrity_context(1);
        return text;
    }
    if (url == "https://www.w3.org/ns/did/v1") {
        static const std::string text = make_did_context();
        return text;
    }
    if (url == "https://w3id.org/security/multikey/v1") {
        static const std::string text = make_multikey_context();
        return text;
    }
    return std::nullopt;
}

}  // namespace belvedere::linked
