// SPDX-License-Identifier: Apache-2.0
// Style files: parsed, their legend made, evaluated over a row without properties.
#include <cstdint>
#include <string_view>

#include "engine/expression/tile_style.hpp"

namespace {

class EmptyTable final : public belvedere::expression::PropertyTable {
  public:
    [[nodiscard]] std::optional<std::uint32_t> slot_of(std::string_view /*name*/) const override {
        return std::nullopt;
    }
    [[nodiscard]] belvedere::expression::Value value(std::uint32_t /*slot*/,
                                                     std::uint32_t /*row*/) const override {
        return {};
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere::expression;
    const auto style = TileStyle::parse({reinterpret_cast<const char*>(data), size});
    if (!style) return 0;
    (void)style->legend();
    (void)style->property_names();
    const EmptyTable table;
    const BoundTileStyle bound = style->bind(table);
    Scratch scratch;
    (void)bound.appearance(0, scratch);
    (void)bound.point_size(0, scratch);
    for (const std::string& name : style->meta_names())
        (void)bound.meta(name, 0, scratch);
    return 0;
}
