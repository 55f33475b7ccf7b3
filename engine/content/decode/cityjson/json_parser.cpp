// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/json_parser.hpp"

#include <cstdint>

#include <simdjson.h>

#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/core/bytes.hpp"

namespace belvedere::content::cityjson {

struct PieceParser::State {
    simdjson::dom::parser parser{citymodel::limits::kCityMemberBytes};
    simdjson::dom::element root;
    Bytes copy;
};

PieceParser::PieceParser() : state_(std::make_unique<State>()) {}
PieceParser::~PieceParser() = default;

const void* PieceParser::parse(std::string_view text, std::size_t first, std::size_t end) {
    const std::size_t length = end - first;
    if (first >= end || end > text.size() || length > citymodel::limits::kCityMemberBytes) {
        return nullptr;
    }
    if (state_->parser.capacity() < length || state_->parser.max_depth() == 0) {
        const auto error = state_->parser.allocate(
            length, static_cast<std::size_t>(citymodel::limits::kCityDepth));
        if (error != simdjson::SUCCESS) return nullptr;
    }
    const auto* from = reinterpret_cast<const std::uint8_t*>(text.data()) + first;
    if (text.size() - end < simdjson::SIMDJSON_PADDING) {
        state_->copy.resize(length + simdjson::SIMDJSON_PADDING);
        std::memcpy(state_->copy.data(), from, length);
        std::memset(state_->copy.data() + length, 0, simdjson::SIMDJSON_PADDING);
        from = reinterpret_cast<const std::uint8_t*>(state_->copy.data());
    }
    if (state_->parser.parse(from, length, false).get(state_->root) != simdjson::SUCCESS) {
        return nullptr;
    }
    return &state_->root;
}

}  // namespace belvedere::content::cityjson
