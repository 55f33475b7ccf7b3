// SPDX-License-Identifier: Apache-2.0
// Plain JSON and CSV payloads, by a mapping file.
#pragma once

#include <memory>

#include "engine/core/result.hpp"
#include "engine/feed/decoder.hpp"

namespace belvedere::feed {

// Reads payloads by the first rule whose topic is theirs (mapping.hpp). A value that is missing in
// a payload is no fault: devices send what they have. CSV is RFC 4180 with a line of names first.
class MappingDecoder final : public Decoder {
  public:
    // From a mapping file's bytes.
    [[nodiscard]] static Result<std::unique_ptr<MappingDecoder>> open(ByteView mapping);
    ~MappingDecoder() override;
    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override;

  private:
    struct State;
    explicit MappingDecoder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
