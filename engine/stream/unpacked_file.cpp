// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/unpacked_file.hpp"

#include <utility>

#include "engine/core/spilled_bytes.hpp"

namespace belvedere::stream {
namespace {

using content::citymodel::CityBytes;

class UnpackedBytes final : public CityBytes {
  public:
    explicit UnpackedBytes(SpilledBytes bytes) : bytes_(std::move(bytes)) {}
    ByteView view() const override { return bytes_.view(); }
    void release(const content::citymodel::FileRange& range) const override {
        bytes_.release(range.offset, range.bytes);
    }

  private:
    SpilledBytes bytes_;
};

}  // namespace

Result<std::shared_ptr<const CityBytes>> unpack_city_bytes(ByteView packed, Compression compression,
                                                           const UnpackLimits& at_most) {
    SpillWriter writer(at_most.held_max);
    const auto take = [&](ByteView piece) { return writer.add(piece); };
    if (auto done = inflate_into(packed, compression, at_most.bytes_max, take); !done) {
        return fail(done.error());
    }
    auto bytes = writer.finish();
    if (!bytes) return fail(bytes.error());
    return std::make_shared<UnpackedBytes>(std::move(*bytes));
}

}  // namespace belvedere::stream
