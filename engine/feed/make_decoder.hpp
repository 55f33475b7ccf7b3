// SPDX-License-Identifier: Apache-2.0
// The decoder that a source asks for by name.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/feed/context_documents.hpp"
#include "engine/feed/decoder.hpp"
#include "engine/feed/raw_messages.hpp"

namespace belvedere::feed {

struct DecoderOptions {
    // ngsi-ld, sensorthings, sparkplug, gtfs-rt or mapping; empty: told by the payload.
    std::string format;
    std::string mapping_file;  // Of format mapping.
    // JSON-LD contexts that payloads name: URL and file. No other is ever read but those of
    // `context_documents`, if any, where others that payloads name are noted.
    std::vector<std::pair<std::string, std::string>> contexts;
    std::shared_ptr<ContextDocuments> context_documents = nullptr;
    // Where messages are kept as they came; null: nowhere.
    std::shared_ptr<RawMessages> raw = nullptr;
};

// kUsage for an unknown format, else what is wrong with a file. The decoder owns all it needs.
[[nodiscard]] Result<std::unique_ptr<Decoder>> make_decoder(const DecoderOptions& options);

}  // namespace belvedere::feed
