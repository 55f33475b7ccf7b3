// SPDX-License-Identifier: Apache-2.0
#include "app/window/signer_documents.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/linked/canonical_json.hpp"
#include "engine/net/http_client.hpp"

namespace belvedere::window {
namespace {

constexpr std::uint64_t kDocumentBytes = 1U << 20;

Result<twin::DidDocument> document_in(const std::string& did, const std::string& url,
                                      const Result<net::HttpResponse>& response) {
    if (!response) return fail(response.error());
    if (response->final_url != url)
        return fail(ErrorKind::kDenied, "the document of " + did + " was redirected elsewhere");
    return twin::parse_did_document(did, response->body);
}

}  // namespace

struct SignerDocuments::State {
    // Main thread. Jobs may hold it: a change is a new one.
    std::shared_ptr<const KnownSigners> known = std::make_shared<const KnownSigners>();
    std::set<std::string> asked;  // Main thread: without an answer yet.

    std::mutex mutex;  // Guards what follows.
    std::vector<std::pair<std::string, Result<twin::DidDocument>>> arrived;

    void change(const std::function<void(KnownSigners&)>& how) {
        KnownSigners next = *known;
        how(next);
        known = std::make_shared<const KnownSigners>(std::move(next));
    }
};

SignerDocuments::SignerDocuments(std::unique_ptr<net::HttpTransport> transport)
    : state_(std::make_shared<State>()), transport_(std::move(transport)) {}
SignerDocuments::~SignerDocuments() = default;

Result<void> SignerDocuments::ask(const std::string& did) {
    const auto url = twin::url_of_did_web(did);
    if (!url) return fail(ErrorKind::kUsage, url.error().message);
    if (state_->asked.contains(did)) return {};
    if (state_->known->documents.size() + state_->asked.size() >= kDocumentsMax)
        return fail(ErrorKind::kLimit, "more signers than their documents are kept of");
    if (!transport_) {
        net::HttpClientOptions options;
        options.addresses = net::AddressPolicy::kPublicOnly;
        options.attempts = 1;
        transport_ = std::make_unique<net::HttpClient>(options);
    }
    state_->asked.insert(did);
    state_->change([&did](KnownSigners& known) { known.problems.erase(did); });
    net::HttpRequest request;
    request.url = *url;
    request.body_bytes_max = kDocumentBytes;
    request.headers.push_back("Accept: application/did+json, application/json");
    transport_->fetch(std::move(request),
                      [state = state_, did, url = *url](const Result<net::HttpResponse>& response) {
                          auto document = document_in(did, url, response);
                          const std::lock_guard lock(state->mutex);
                          state->arrived.emplace_back(did, std::move(document));
                      });
    return {};
}

Result<std::string> SignerDocuments::learn(ByteView json) {
    if (json.size() > kDocumentBytes || !linked::is_shallow_json(as_text(json)))
        return fail(ErrorKind::kLimit, "a DID document that is too large or nests too deeply");
    const auto root = nlohmann::json::parse(as_text(json), nullptr, false);
    const bool has_id = root.is_object() && root.contains("id") && root["id"].is_string();
    if (!has_id) return fail(ErrorKind::kBadData, "not a DID document");
    const std::string did = root["id"].get<std::string>();
    auto document = twin::parse_did_document(did, json);
    if (!document) return fail(document.error());
    if (state_->known->documents.size() >= kDocumentsMax)
        return fail(ErrorKind::kLimit, "more signers than their documents are kept of");
    state_->change([&](KnownSigners& known) {
        known.documents.insert_or_assign(did, *std::move(document));
        known.problems.erase(did);
    });
    return did;
}

bool SignerDocuments::take_in() {
    std::vector<std::pair<std::string, Result<twin::DidDocument>>> arrived;
    {
        const std::lock_guard lock(state_->mutex);
        arrived.swap(state_->arrived);
    }
    if (arrived.empty()) return false;
    state_->change([&](KnownSigners& known) {
        for (auto& [did, document] : arrived) {
            state_->asked.erase(did);
            if (document) {
                known.documents.insert_or_assign(did, *std::move(document));
            } else {
                known.problems.insert_or_assign(did, document.error().message);
            }
        }
    });
    return true;
}

bool SignerDocuments::is_asked(const std::string& did) const {
    return state_->asked.contains(did);
}

std::shared_ptr<const KnownSigners> SignerDocuments::known() const {
    return state_->known;
}

}  // namespace belvedere::window
