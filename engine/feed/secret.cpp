// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/secret.hpp"

#include <libsecret/secret.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include "engine/core/bytes.hpp"
#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"

namespace belvedere::feed {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSecretBytes = 4'096;

const SecretSchema& schema() {
    static const SecretSchema made = [] {
        SecretSchema fresh{};
        fresh.name = "org.belvedere.Belvedere";
        fresh.flags = SECRET_SCHEMA_NONE;
        fresh.attributes[0] = {"name", SECRET_SCHEMA_ATTRIBUTE_STRING};
        return fresh;
    }();
    return made;
}

// Takes what libsecret says of a failure.
Failure keyring_failure(GError* error) {
    std::string said = error != nullptr ? error->message : "it does not answer";
    said.resize(std::min(said.find('\n'), said.size()));
    const bool is_closed =
        error != nullptr && error->domain == SECRET_ERROR && error->code == SECRET_ERROR_IS_LOCKED;
    if (error != nullptr) g_error_free(error);
    return fail(is_closed ? ErrorKind::kDenied : ErrorKind::kNotFound,
                "the desktop's keyring cannot be used: " + said);
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= 256 && name.find('/') == std::string_view::npos &&
           name.find('\0') == std::string_view::npos && name != "." && name != "..";
}

Result<void> check_name(std::string_view name) {
    if (is_name(name)) return {};
    return fail(ErrorKind::kUsage, "a secret's name is 1 to 256 letters without \"/\"");
}

Result<std::string> look_up(const std::string& name) {
    GError* error = nullptr;
    gchar* found =
        secret_password_lookup_sync(&schema(), nullptr, &error, "name", name.c_str(), nullptr);
    if (error != nullptr) {
        Failure failed = keyring_failure(error);
        return fail(failed.value().kind,
                    "there is no secret " + name + " in a file, and " + failed.value().message);
    }
    if (found == nullptr)
        return fail(ErrorKind::kNotFound, "there is no secret " + name + ": belvedere secret keep");
    std::string secret(found);
    secret_password_free(found);
    return secret;
}

}  // namespace

Result<std::string> read_secret(const std::string& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error || !fs::is_regular_file(status))
        return fail(ErrorKind::kNotFound, "secret " + path + " is not a file");
    const fs::perms others = fs::perms::group_all | fs::perms::others_all;
    if ((status.permissions() & others) != fs::perms::none) {
        return fail(ErrorKind::kDenied,
                    "secret " + path + " can be read by others: chmod 600 makes it yours alone");
    }
    const auto bytes = read_file(path, kSecretBytes);
    if (!bytes) return fail(bytes.error());
    std::string text(as_text(*bytes));
    text.resize(std::min(text.find_first_of("\r\n"), text.size()));
    return text;
}

Result<std::string> find_secret(std::string_view name) {
    const std::string text(name);
    if (text.empty()) return fail(ErrorKind::kUsage, "a secret without a name");
    std::error_code ignored;
    if (fs::is_regular_file(text, ignored) || !is_name(name)) return read_secret(text);
    const fs::path kept = folders::config() / "secrets" / text;
    if (fs::is_regular_file(kept, ignored)) return read_secret(kept.string());
    return look_up(text);
}

Result<void> keep_secret(std::string_view name, const std::string& secret) {
    auto named = check_name(name);
    if (!named) return named;
    GError* error = nullptr;
    const std::string text(name), label = "Belvedere: " + text;
    secret_password_store_sync(&schema(), SECRET_COLLECTION_DEFAULT, label.c_str(), secret.c_str(),
                               nullptr, &error, "name", text.c_str(), nullptr);
    if (error != nullptr) return keyring_failure(error);
    return {};
}

Result<void> forget_secret(std::string_view name) {
    auto named = check_name(name);
    if (!named) return named;
    GError* error = nullptr;
    const std::string text(name);
    const bool is_gone =
        secret_password_clear_sync(&schema(), nullptr, &error, "name", text.c_str(), nullptr) != 0;
    if (error != nullptr) return keyring_failure(error);
    if (!is_gone) return fail(ErrorKind::kNotFound, "there is no secret " + text);
    return {};
}

}  // namespace belvedere::feed
