// SPDX-License-Identifier: Apache-2.0
// Expressions: compiled, and evaluated over a row with a value of each kind.
#include <cstdint>
#include <string_view>

#include "engine/expression/expression.hpp"

namespace {

using belvedere::expression::Value;

// Every name is there; what it holds depends on its length.
class AnyTable final : public belvedere::expression::PropertyTable {
  public:
    [[nodiscard]] std::optional<std::uint32_t> slot_of(std::string_view name) const override {
        return static_cast<std::uint32_t>(name.size() % 8);
    }
    [[nodiscard]] Value value(std::uint32_t slot, std::uint32_t /*row*/) const override {
        switch (slot) {
            case 1:
                return Value::number(42.5);
            case 2:
                return Value::string("Rathaus 東京");
            case 3:
                return Value::json(R"json({"a": [1, {"b": "c"}], "x": null})json");
            case 4:
                return Value::json(R"json(["door", "wall", [3]])json");
            case 5:
                return Value::null();
            case 6:
                return Value::boolean(true);
            case 7:
                return Value::vector(3, {1.0, 2.0, 3.0, 0.0});
            default:
                return {};
        }
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere::expression;
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    const auto expression = Expression::compile(source, {{"d", "${a} + 1"}});
    if (!expression) return 0;
    const AnyTable table;
    Scratch scratch;
    const Value value = expression->bind(table).evaluate(0, scratch);
    (void)to_text(value);
    (void)to_number(value);
    (void)to_boolean(value);
    return 0;
}
