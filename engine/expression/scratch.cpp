// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/scratch.hpp"

#include <cstring>
#include <utility>

#include "engine/expression/limits.hpp"

namespace belvedere::expression {

Scratch::Scratch() : memory_(buffer_.data(), buffer_.size()) {}
Scratch::~Scratch() = default;

void Scratch::reset() {
    memory_.release();
    patterns_.clear();
}

void Scratch::note_problem(std::string_view what) {
    if (problem_.empty()) problem_ = what;
}

std::string_view Scratch::keep(std::string_view text) {
    if (text.empty()) return {};
    auto* copy = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
}

const Pattern* Scratch::keep(Pattern pattern) {
    if (patterns_.size() >= kPatternsMax) return nullptr;
    patterns_.push_back(std::move(pattern));
    return &patterns_.back();
}

}  // namespace belvedere::expression
