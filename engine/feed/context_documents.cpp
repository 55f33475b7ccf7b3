// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/context_documents.hpp"

#include <map>
#include <mutex>
#include <set>

#include <simdjson.h>

#include "engine/feed/limits.hpp"

namespace belvedere::feed {

struct ContextDocuments::State {
    mutable std::mutex mutex;
    std::map<std::string, std::shared_ptr<const std::string>, std::less<>> documents;
    std::set<std::string, std::less<>> missed;
};

ContextDocuments::ContextDocuments() : state_(std::make_unique<State>()) {}
ContextDocuments::~ContextDocuments() = default;

std::shared_ptr<const std::string> ContextDocuments::find(std::string_view url) {
    const std::lock_guard lock(state_->mutex);
    const auto known = state_->documents.find(url);
    if (known != state_->documents.end()) return known->second;
    const bool fits =
        state_->missed.size() < limits::kContextDocuments && url.size() <= limits::kContextUrlBytes;
    if (fits) state_->missed.emplace(url);
    return nullptr;
}

Result<void> ContextDocuments::add(std::string_view url, ByteView document) {
    if (const auto checked = check_context(url, document); !checked) return checked;
    const std::lock_guard lock(state_->mutex);
    const bool is_new = !state_->documents.contains(url);
    if (is_new && state_->documents.size() >= limits::kContextDocuments) {
        return fail(ErrorKind::kLimit, "more than " + std::to_string(limits::kContextDocuments) +
                                           " context documents");
    }
    state_->documents.insert_or_assign(std::string(url),
                                       std::make_shared<const std::string>(as_text(document)));
    if (const auto missed = state_->missed.find(url); missed != state_->missed.end())
        state_->missed.erase(missed);
    ++revision_;
    return {};
}

void ContextDocuments::keep_only(const std::function<bool(const std::string& url)>& is_allowed) {
    const std::lock_guard lock(state_->mutex);
    const std::size_t gone = std::erase_if(
        state_->documents, [&](const auto& document) { return !is_allowed(document.first); });
    if (gone > 0) ++revision_;
}

std::vector<std::string> ContextDocuments::missed() const {
    const std::lock_guard lock(state_->mutex);
    return {state_->missed.begin(), state_->missed.end()};
}

Result<void> check_context(std::string_view url, ByteView document) {
    if (document.size() > limits::kContextBytes) {
        return fail(ErrorKind::kLimit, "context " + std::string(url) + " is larger than " +
                                           std::to_string(limits::kContextBytes) + " bytes");
    }
    simdjson::dom::parser parser;
    simdjson::dom::element root, member;
    const simdjson::padded_string padded(as_text(document));
    if (document.empty() ||
        parser.allocate(document.size(), limits::kJsonDepth) != simdjson::SUCCESS ||
        parser.parse(padded).get(root) != simdjson::SUCCESS ||
        root["@context"].get(member) != simdjson::SUCCESS) {
        return fail(ErrorKind::kBadData, "context " + std::string(url) + " is no JSON-LD context");
    }
    return {};
}

}  // namespace belvedere::feed
