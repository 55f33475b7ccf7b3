// SPDX-License-Identifier: Apache-2.0
// Bytes as the answer of the program that reads models. What is accepted must make a sound batch
// and a sound tile.
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "engine/content/decode/model/answer_layout.hpp"
#include "engine/content/decode/model/model_answer.hpp"
#include "tests/fuzz/model_fuzz.hpp"

namespace {

using namespace belvedere;

// Magic and version are made right, so that what was found for another version still counts.
Bytes answer_of(const std::uint8_t* data, std::size_t size) {
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    Bytes answer(bytes, bytes + size);
    const std::uint32_t head[] = {content::model::layout::kMagic, content::model::layout::kVersion};
    if (size >= sizeof(head)) std::memcpy(answer.data(), head, sizeof(head));
    return answer;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto model = content::model::read_model_answer(answer_of(data, size), "models/");
    if (!model) {
        if (model.error().message.empty()) std::abort();
        return 0;
    }
    fuzz::write_tile(*model);
    return 0;
}
