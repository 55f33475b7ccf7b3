// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/decentralized_id.hpp"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "engine/linked/canonical_json.hpp"
#include "engine/twin/base_encoding.hpp"

namespace belvedere::twin {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kDidKey = "did:key:";
constexpr std::string_view kDidWeb = "did:web:";
// Multicodec ed25519-pub as an unsigned varint.
constexpr std::byte kCodecLow{0xED}, kCodecHigh{0x01};
constexpr std::size_t kDocumentBytes = std::size_t{1} << 20;
constexpr std::size_t kMethods = 64;

Result<PublicKey> key_of_bytes(ByteView bytes) {
    PublicKey key{};
    if (bytes.size() != key.size())
        return fail(ErrorKind::kBadData, "a public key that is not 32 bytes long");
    std::ranges::copy(bytes, key.begin());
    return key;
}

std::string text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A member "id" may be relative: "#key-1" is of its document.
std::string absolute(const std::string& did, const std::string& id) {
    return id.starts_with('#') ? did + id : id;
}

Result<PublicKey> key_of_method(const Json& method) {
    const std::string multibase = text_member(method, "publicKeyMultibase");
    if (!multibase.empty()) return key_of_multikey(multibase);
    const auto jwk = method.find("publicKeyJwk");
    if (jwk != method.end() && jwk->is_object() && text_member(*jwk, "kty") == "OKP" &&
        text_member(*jwk, "crv") == "Ed25519") {
        const auto bytes = decode_base64url(text_member(*jwk, "x"));
        if (!bytes) return fail(bytes.error());
        return key_of_bytes(*bytes);
    }
    return fail(ErrorKind::kUnsupported, "a verification method of another kind of key");
}

void read_methods(const Json& root, DidDocument& document) {
    const auto methods = root.find("verificationMethod");
    if (methods == root.end() || !methods->is_array()) return;
    for (const Json& method : *methods) {
        if (!method.is_object() || document.methods.size() >= kMethods) continue;
        const auto key = key_of_method(method);
        if (!key) continue;
        document.methods.push_back({absolute(document.id, text_member(method, "id")),
                                    text_member(method, "controller"), *key});
    }
}

}  // namespace

Result<PublicKey> key_of_multikey(std::string_view multibase) {
    const auto bytes = decode_multibase(multibase);
    if (!bytes) return fail(bytes.error());
    if (bytes->size() < 2 || (*bytes)[0] != kCodecLow || (*bytes)[1] != kCodecHigh)
        return fail(ErrorKind::kUnsupported, "a key that is not Ed25519");
    return key_of_bytes(ByteView(*bytes).subspan(2));
}

Result<PublicKey> key_of_did_key(std::string_view did) {
    if (!did.starts_with(kDidKey)) return fail(ErrorKind::kBadData, "not a did:key");
    const std::string_view rest = did.substr(kDidKey.size());
    return key_of_multikey(rest.substr(0, rest.find_first_of("#?/")));
}

std::string did_of_key(const PublicKey& key) {
    Bytes bytes{kCodecLow, kCodecHigh};
    bytes.insert(bytes.end(), key.begin(), key.end());
    return std::string(kDidKey) + "z" + encode_base58(bytes);
}

Result<std::string> url_of_did_web(std::string_view did) {
    if (!did.starts_with(kDidWeb)) return fail(ErrorKind::kBadData, "not a did:web");
    std::string_view rest = did.substr(kDidWeb.size());
    rest = rest.substr(0, rest.find_first_of("#?"));
    const auto is_allowed = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' ||
               letter == '_' || letter == '%' || letter == ':' || letter == '~';
    };
    if (rest.empty() || rest.size() > 2'048 || !std::ranges::all_of(rest, is_allowed))
        return fail(ErrorKind::kBadData, "a did:web with letters that no address has");
    std::string host(rest.substr(0, rest.find(':')));
    const bool has_path = host.size() < rest.size();
    const std::size_t port = std::min(host.find("%3A"), host.find("%3a"));
    if (port != std::string::npos) host.replace(port, 3, ":");
    const std::string digits = port == std::string::npos ? "1" : host.substr(port + 1);
    const bool is_number = !digits.empty() && digits.size() <= 5 &&
                           digits.find_first_not_of("0123456789") == std::string::npos;
    if (host.empty() || host.starts_with(':') || host.find('%') != std::string::npos || !is_number)
        return fail(ErrorKind::kBadData, "a did:web without a host");
    if (!has_path) return "https://" + host + "/.well-known/did.json";
    std::string path(rest.substr(rest.find(':')));
    std::ranges::replace(path, ':', '/');
    if (path.ends_with('/') || path.find("//") != std::string::npos ||
        path.find("/.") != std::string::npos) {
        return fail(ErrorKind::kBadData, "a did:web with an empty or hidden folder");
    }
    return "https://" + host + path + "/did.json";
}

Result<DidDocument> parse_did_document(std::string_view did, ByteView json) {
    if (json.size() > kDocumentBytes)
        return fail(ErrorKind::kLimit, "a DID document larger than 1 MiB");
    const std::string_view text = as_text(json);
    if (!linked::is_shallow_json(text))
        return fail(ErrorKind::kBadData, "a DID document that nests too deeply");
    const Json root = Json::parse(text, nullptr, false);
    if (!root.is_object()) return fail(ErrorKind::kBadData, "a DID document that is no object");
    DidDocument document;
    document.id = text_member(root, "id");
    if (document.id != did.substr(0, did.find_first_of("#?"))) {
        return fail(ErrorKind::kBadData,
                    "the document is of \"" + document.id + "\", not of " + std::string(did));
    }
    read_methods(root, document);
    const auto assertions = root.find("assertionMethod");
    if (assertions == root.end() || !assertions->is_array()) return document;
    for (const Json& entry : *assertions) {
        if (document.assertion_methods.size() >= kMethods) break;
        if (entry.is_string()) {
            document.assertion_methods.push_back(absolute(document.id, entry.get<std::string>()));
        } else if (entry.is_object()) {
            const auto key = key_of_method(entry);
            if (!key) continue;
            const std::string id = absolute(document.id, text_member(entry, "id"));
            document.methods.push_back({id, text_member(entry, "controller"), *key});
            document.assertion_methods.push_back(id);
        }
    }
    return document;
}

Result<DidDocument> document_of_did_key(std::string_view did) {
    const auto key = key_of_did_key(did);
    if (!key) return fail(key.error());
    DidDocument document;
    document.id = did_of_key(*key);
    const std::string id = document.id + "#" + document.id.substr(kDidKey.size());
    document.methods.push_back({id, document.id, *key});
    document.assertion_methods.push_back(id);
    return document;
}

}  // namespace belvedere::twin
