// SPDX-License-Identifier: Apache-2.0
// CityGML files: opened, every stretch indexed, every member read at every level of detail.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/content/decode/citygml/citygml_file.hpp"

namespace {

using namespace belvedere::content;

class FuzzedBytes final : public citymodel::CityBytes {
  public:
    explicit FuzzedBytes(std::string bytes) : bytes_(std::move(bytes)) {}
    [[nodiscard]] belvedere::ByteView view() const override { return belvedere::as_bytes(bytes_); }
    void release(const citymodel::FileRange& /*range*/) const override {}

  private:
    std::string bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes =
        std::make_shared<FuzzedBytes>(std::string(reinterpret_cast<const char*>(data), size));
    (void)citygml::is_citygml(bytes->view());
    const auto file = citygml::open_citygml(bytes, {"fuzzed.gml", {}});
    if (!file) return 0;
    std::vector<citymodel::FileRange> ranges;
    for (const citymodel::FileRange& stretch : (*file)->stretches()) {
        const auto index = (*file)->index(stretch, {});
        if (!index) continue;
        for (const citymodel::CityMember& member : index->members)
            ranges.push_back(member.range);
    }
    (void)(*file)->read(ranges, {citymodel::kNoLod, true}, {});
    (void)(*file)->read(ranges, {10, false}, {});
    return 0;
}
