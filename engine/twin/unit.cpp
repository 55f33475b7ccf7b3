// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/unit.hpp"

#include <cmath>
#include <cstddef>
#include <numbers>
#include <string_view>
#include <unordered_map>

namespace belvedere::twin {
namespace {

constexpr double kDegree_rad = std::numbers::pi / 180.0;

// UN/CEFACT Recommendation 20 and UCUM 2.1.
constexpr Unit kUnits[] = {
    {"C62", "1", "", Quantity::kRatio},
    {"P1", "%", "%", Quantity::kRatio, 1e-2},
    {"59", "[ppm]", "ppm", Quantity::kRatio, 1e-6},
    {"61", "[ppb]", "ppb", Quantity::kRatio, 1e-9},
    {"H87", "{piece}", "pieces", Quantity::kCount},
    {"IE", "{person}", "people", Quantity::kCount},
    {"CEL", "Cel", "°C", Quantity::kTemperature, 1.0, 273.15},
    {"KEL", "K", "K", Quantity::kTemperature},
    {"FAH", "[degF]", "°F", Quantity::kTemperature, 5.0 / 9.0, 273.15 - 32.0 * 5.0 / 9.0},
    {"MTR", "m", "m", Quantity::kLength},
    {"MMT", "mm", "mm", Quantity::kLength, 1e-3},
    {"CMT", "cm", "cm", Quantity::kLength, 1e-2},
    {"KMT", "km", "km", Quantity::kLength, 1e3},
    {"SMI", "[mi_us]", "mi", Quantity::kLength, 1609.344},
    {"FOT", "[ft_i]", "ft", Quantity::kLength, 0.3048},
    {"INH", "[in_i]", "in", Quantity::kLength, 0.0254},
    {"MTK", "m2", "m²", Quantity::kArea},
    {"HAR", "har", "ha", Quantity::kArea, 1e4},
    {"KMK", "km2", "km²", Quantity::kArea, 1e6},
    {"MTQ", "m3", "m³", Quantity::kVolume},
    {"LTR", "L", "l", Quantity::kVolume, 1e-3},
    {"KGM", "kg", "kg", Quantity::kMass},
    {"GRM", "g", "g", Quantity::kMass, 1e-3},
    {"TNE", "t", "t", Quantity::kMass, 1e3},
    {"SEC", "s", "s", Quantity::kTime},
    {"C26", "ms", "ms", Quantity::kTime, 1e-3},
    {"MIN", "min", "min", Quantity::kTime, 60.0},
    {"HUR", "h", "h", Quantity::kTime, 3600.0},
    {"DAY", "d", "d", Quantity::kTime, 86400.0},
    {"MTS", "m/s", "m/s", Quantity::kSpeed},
    {"KMH", "km/h", "km/h", Quantity::kSpeed, 1.0 / 3.6},
    {"KNT", "[kn_i]", "kn", Quantity::kSpeed, 1852.0 / 3600.0},
    {"HM", "[mi_i]/h", "mph", Quantity::kSpeed, 0.44704},
    {"DD", "deg", "°", Quantity::kAngle, kDegree_rad},
    {"C81", "rad", "rad", Quantity::kAngle},
    {"HTZ", "Hz", "Hz", Quantity::kFrequency},
    {"GQ", "ug/m3", "µg/m³", Quantity::kMassConcentration, 1e-9},
    {"GP", "mg/m3", "mg/m³", Quantity::kMassConcentration, 1e-6},
    {"M1", "mg/L", "mg/l", Quantity::kMassConcentration, 1e-3},
    {"PAL", "Pa", "Pa", Quantity::kPressure},
    {"A97", "hPa", "hPa", Quantity::kPressure, 1e2},
    {"MBR", "mbar", "mbar", Quantity::kPressure, 1e2},
    {"KPA", "kPa", "kPa", Quantity::kPressure, 1e3},
    {"BAR", "bar", "bar", Quantity::kPressure, 1e5},
    {"MQS", "m3/s", "m³/s", Quantity::kVolumeFlow},
    {"MQH", "m3/h", "m³/h", Quantity::kVolumeFlow, 1.0 / 3600.0},
    {"L2", "L/min", "l/min", Quantity::kVolumeFlow, 1e-3 / 60.0},
    {"E31", "L/m2", "l/m²", Quantity::kDepthOfWater, 1e-3},
    {"JOU", "J", "J", Quantity::kEnergy},
    {"WHR", "W.h", "Wh", Quantity::kEnergy, 3.6e3},
    {"KWH", "kW.h", "kWh", Quantity::kEnergy, 3.6e6},
    {"MWH", "MW.h", "MWh", Quantity::kEnergy, 3.6e9},
    {"WTT", "W", "W", Quantity::kPower},
    {"KWT", "kW", "kW", Quantity::kPower, 1e3},
    {"MAW", "MW", "MW", Quantity::kPower, 1e6},
    {"VLT", "V", "V", Quantity::kVoltage},
    {"2Z", "mV", "mV", Quantity::kVoltage, 1e-3},
    {"AMP", "A", "A", Quantity::kCurrent},
    {"4K", "mA", "mA", Quantity::kCurrent, 1e-3},
    {"LUX", "lx", "lx", Quantity::kIlluminance},
    {"LUM", "lm", "lm", Quantity::kLuminousFlux},
    {"D54", "W/m2", "W/m²", Quantity::kIrradiance},
    {"2N", "dB", "dB", Quantity::kSoundLevel, 1.0, 0.0, UnitScale::kLogarithmic},
    {"", "dB[SPL]", "dB", Quantity::kSoundLevel, 1.0, 0.0, UnitScale::kLogarithmic},
    {"DBM", "dB[mW]", "dBm", Quantity::kSignalPower, 1e-3, 0.0, UnitScale::kLogarithmic},
    {"D10", "S/m", "S/m", Quantity::kConductivity},
    {"H61", "mS/cm", "mS/cm", Quantity::kConductivity, 0.1},
    {"D50", "V/m", "V/m", Quantity::kElectricField},
};

// What feeds write beside the codes, and the code that is meant.
struct Spelling {
    std::string_view written, code;
};
constexpr Spelling kSpellings[] = {
    {"°C", "CEL"},
    {"degC", "CEL"},
    {"C", "CEL"},
    {"Celsius", "CEL"},
    {"celsius", "CEL"},
    {"Centigrade", "CEL"},
    {"degree Celsius", "CEL"},
    {"Degree Celsius", "CEL"},
    {"°F", "FAH"},
    {"degF", "FAH"},
    {"Kelvin", "KEL"},
    {"percent", "P1"},
    {"%RH", "P1"},
    {"ppm", "59"},
    {"ppb", "61"},
    {"µg/m3", "GQ"},
    {"µg/m³", "GQ"},
    {"μg/m3", "GQ"},
    {"μg/m³", "GQ"},
    {"ug/m^3", "GQ"},
    {"ug.m-3", "GQ"},
    {"µg.m-3", "GQ"},
    {"mg/m³", "GP"},
    {"mg/m^3", "GP"},
    {"mg/l", "M1"},
    {"m³", "MTQ"},
    {"m^3", "MTQ"},
    {"m³/h", "MQH"},
    {"m³/s", "MQS"},
    {"m²", "MTK"},
    {"m^2", "MTK"},
    {"l", "LTR"},
    {"liter", "LTR"},
    {"litre", "LTR"},
    {"l/min", "L2"},
    {"km/hr", "KMH"},
    {"kmh", "KMH"},
    {"kph", "KMH"},
    {"mph", "HM"},
    {"kn", "KNT"},
    {"°", "DD"},
    {"degree", "DD"},
    {"degrees", "DD"},
    {"dBA", "2N"},
    {"dB(A)", "2N"},
    {"dBm", "DBM"},
    {"kWh", "KWH"},
    {"Wh", "WHR"},
    {"MWh", "MWH"},
    {"W/m²", "D54"},
    {"W/m^2", "D54"},
    {"Lumen", "LUM"},
    {"lumen", "LUM"},
    {"lux", "LUX"},
    {"meter", "MTR"},
    {"metre", "MTR"},
    {"mi", "SMI"},
    {"ha", "HAR"},
    {"l/m2", "E31"},
    {"l/m²", "E31"},
    {"hour", "HUR"},
    {"minute", "MIN"},
    {"second", "SEC"},
    {"day", "DAY"},
};

using UnitIndex = std::unordered_map<std::string_view, UnitId>;

UnitIndex make_index() {
    UnitIndex index;
    for (std::size_t i = 0; i < std::size(kUnits); ++i) {
        const UnitId id{static_cast<std::uint16_t>(i)};
        if (!kUnits[i].code.empty()) index.emplace(kUnits[i].code, id);
        if (!kUnits[i].ucum.empty()) index.emplace(kUnits[i].ucum, id);
    }
    for (const Spelling& spelling : kSpellings) {
        const auto meant = index.find(spelling.code);
        if (meant != index.end()) index.emplace(spelling.written, meant->second);
    }
    return index;
}

}  // namespace

std::span<const Unit> known_units() {
    return kUnits;
}

std::optional<UnitId> find_unit(std::string_view name) {
    static const UnitIndex index = make_index();
    const auto at = index.find(name);
    return at == index.end() ? std::nullopt : std::optional(at->second);
}

double to_base(const Unit& unit, double number) {
    if (unit.scale == UnitScale::kLogarithmic) return unit.factor * std::pow(10.0, number / 10.0);
    return number * unit.factor + unit.offset;
}

double from_base(const Unit& unit, double base) {
    if (unit.scale == UnitScale::kLogarithmic) return 10.0 * std::log10(base / unit.factor);
    return (base - unit.offset) / unit.factor;
}

std::optional<double> convert(const Unit& from, const Unit& to, double number) {
    if (from.quantity != to.quantity || from.quantity == Quantity::kUnknown) return std::nullopt;
    return from_base(to, to_base(from, number));
}

std::optional<double> mean(const Unit& unit, std::span<const double> numbers) {
    if (numbers.empty()) return std::nullopt;
    double sum = 0.0;
    for (const double number : numbers)
        sum += to_base(unit, number);
    return from_base(unit, sum / static_cast<double>(numbers.size()));
}

}  // namespace belvedere::twin
