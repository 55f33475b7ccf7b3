// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/unit.hpp"

#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/twin/property_defaults.hpp"
#include "engine/twin/unit_register.hpp"

namespace belvedere::twin {
namespace {

const Unit& unit_named(const char* name) {
    const auto id = find_unit(name);
    EXPECT_TRUE(id) << name;
    return known_units()[id ? id->value : 0];
}

TEST(Unit, CodesOfBothSystemsAreTheSameUnit) {
    EXPECT_EQ(find_unit("CEL"), find_unit("Cel"));
    EXPECT_EQ(find_unit("GQ"), find_unit("ug/m3"));
    EXPECT_EQ(find_unit("GQ"), find_unit("µg/m³"));
    EXPECT_EQ(find_unit("KMH"), find_unit("km/h"));
    EXPECT_FALSE(find_unit("furlong"));
    EXPECT_FALSE(find_unit(""));
}

TEST(Unit, NoCodeMeansTwoThings) {
    std::set<std::string> codes;
    for (const Unit& unit : known_units()) {
        for (const auto code : {unit.code, unit.ucum}) {
            if (code.empty() || unit.code == unit.ucum) continue;
            EXPECT_TRUE(codes.insert(std::string(code)).second) << code;
        }
    }
}

TEST(Unit, AffineUnitsKeepTheirZero) {
    EXPECT_NEAR(*convert(unit_named("FAH"), unit_named("CEL"), 212.0), 100.0, 1e-9);
    EXPECT_NEAR(*convert(unit_named("CEL"), unit_named("FAH"), -40.0), -40.0, 1e-9);
    EXPECT_NEAR(to_base(unit_named("CEL"), 0.0), 273.15, 1e-12);
}

TEST(Unit, ConvertsWithinAQuantityOnly) {
    EXPECT_NEAR(*convert(unit_named("GP"), unit_named("GQ"), 0.5), 500.0, 1e-9);
    EXPECT_NEAR(*convert(unit_named("KNT"), unit_named("KMH"), 1.0), 1.852, 1e-12);
    EXPECT_FALSE(convert(unit_named("CEL"), unit_named("GQ"), 1.0));
    EXPECT_FALSE(convert(Unit{}, Unit{}, 1.0)) << "unknown units say nothing of each other";
}

TEST(Unit, EveryUnitComesBackFromItsBase) {
    for (const Unit& unit : known_units()) {
        for (const double number : {0.0, 1.0, -12.5, 87.25}) {
            EXPECT_NEAR(from_base(unit, to_base(unit, number)), number, 1e-6) << unit.symbol;
        }
    }
}

TEST(Unit, DecibelsAreAveragedByEnergy) {
    const double levels[] = {60.0, 70.0};
    EXPECT_NEAR(*mean(unit_named("2N"), levels), 10.0 * std::log10((1e6 + 1e7) / 2.0), 1e-9);
    const double temperatures[] = {10.0, 20.0};
    EXPECT_NEAR(*mean(unit_named("CEL"), temperatures), 15.0, 1e-9);
    EXPECT_FALSE(mean(unit_named("CEL"), {}));
}

TEST(Unit, UnknownUnitsKeepTheirText) {
    UnitRegister units;
    const UnitId furlongs = units.intern("furlong");
    EXPECT_EQ(units.intern("furlong"), furlongs);
    EXPECT_EQ(units.unit(furlongs).symbol, "furlong");
    EXPECT_EQ(units.unit(furlongs).quantity, Quantity::kUnknown);
    EXPECT_FALSE(units.intern("").valid());
    EXPECT_FALSE(units.intern(std::string(200, 'x')).valid());
    EXPECT_EQ(units.unit(units.intern("CEL")).symbol, "°C");
}

TEST(Unit, DefaultsNameKnownUnits) {
    const PropertyDefault* pm25 = property_default("pm25");
    ASSERT_NE(pm25, nullptr);
    EXPECT_TRUE(find_unit(pm25->unit));
    EXPECT_EQ(property_default("name"), nullptr);
}

}  // namespace
}  // namespace belvedere::twin
