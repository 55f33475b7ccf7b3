// SPDX-License-Identifier: Apache-2.0
// SignerDocuments: the DID documents of signers that are no keys themselves (did:web).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/net/http_transport.hpp"
#include "engine/twin/decentralized_id.hpp"

namespace belvedere::window {

// What is known of signers at one moment. A value that does not change, for any thread.
struct KnownSigners {
    std::map<std::string, twin::DidDocument> documents;
    std::map<std::string, std::string> problems;  // Why a document could not be had.

    [[nodiscard]] const twin::DidDocument* find(const std::string& did) const {
        const auto found = documents.find(did);
        return found == documents.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::optional<std::string> problem(const std::string& did) const {
        const auto found = problems.find(did);
        return found == problems.end() ? std::nullopt : std::optional(found->second);
    }
};

// Fetched only when a person asks, because asking tells the server; kept until the program ends, at
// most kDocumentsMax. Over https with a verified certificate, never from private addresses, never
// by a redirect, at most 1 MiB. Trust in one is trust in names and certificates of its host. Main
// thread; answers come on a thread of the transport's and wait for take_in().
class SignerDocuments {
  public:
    static constexpr std::size_t kDocumentsMax = 1'000;
    // Null: an HttpClient of its own, made when it is first needed.
    explicit SignerDocuments(std::unique_ptr<net::HttpTransport> transport = nullptr);
    ~SignerDocuments();
    SignerDocuments(const SignerDocuments&) = delete;
    SignerDocuments& operator=(const SignerDocuments&) = delete;

    // Begins to fetch; kUsage for what is no did:web, kLimit.
    [[nodiscard]] Result<void> ask(const std::string& did);
    // Takes a document that a person has as a file. Which DID it is of; kBadData, kLimit.
    [[nodiscard]] Result<std::string> learn(ByteView json);
    // Takes in what has come; whether anything did.
    bool take_in();
    [[nodiscard]] bool is_asked(const std::string& did) const;
    [[nodiscard]] std::shared_ptr<const KnownSigners> known() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
    std::unique_ptr<net::HttpTransport> transport_;  // Ends first.
};

}  // namespace belvedere::window
