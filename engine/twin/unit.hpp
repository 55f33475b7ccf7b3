// SPDX-License-Identifier: Apache-2.0
// Units of measure: codes to one base unit a quantity, and back.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/twin/ids.hpp"

namespace belvedere::twin {

// What a unit measures. Values of one quantity can be compared; each has one base unit, of SI.
enum class Quantity : std::uint8_t {
    kUnknown,            // The unit is not in the table: its values compare with themselves only.
    kRatio,              // One; per cent is 0.01 of it, ppm 1e-6.
    kCount,              // Things.
    kTemperature,        // Kelvin.
    kLength,             // Metre.
    kArea,               // Square metre.
    kVolume,             // Cubic metre.
    kMass,               // Kilogram.
    kTime,               // Second.
    kSpeed,              // Metre a second.
    kAngle,              // Radian.
    kFrequency,          // Hertz.
    kMassConcentration,  // Kilogram in a cubic metre.
    kPressure,           // Pascal.
    kVolumeFlow,         // Cubic metre a second.
    kDepthOfWater,       // Metre: of rain, litres on a square metre.
    kEnergy,             // Joule.
    kPower,              // Watt.
    kVoltage,            // Volt.
    kCurrent,            // Ampere.
    kIlluminance,        // Lux.
    kLuminousFlux,       // Lumen.
    kIrradiance,         // Watt on a square metre.
    kSoundLevel,         // The energy's ratio to the reference: 10^(dB / 10).
    kSignalPower,        // Watt; dBm is logarithmic.
    kConductivity,       // Siemens a metre.
    kElectricField,      // Volt a metre.
};

// How a unit's number becomes the base's.
enum class UnitScale : std::uint8_t {
    kLinear,       // base = number * factor + offset.
    kLogarithmic,  // base = factor * 10^(number / 10). Energies are averaged, not decibels.
};

// One unit. `code` is UN/CEFACT Recommendation 20's common code, `ucum` the case-sensitive code of
// The Unified Code for Units of Measure; either may be empty. `symbol` is what people read.
struct Unit {
    std::string_view code, ucum, symbol;
    Quantity quantity = Quantity::kUnknown;
    double factor = 1.0;
    double offset = 0.0;
    UnitScale scale = UnitScale::kLinear;
};

// All known units; a UnitId below its size is an index to it. Pure; any thread.
[[nodiscard]] std::span<const Unit> known_units();

// The unit that a feed names: by UN/CEFACT code, UCUM code, or a name or symbol that feeds write
// ("°C", "Celsius", "µg/m3"). Nothing when it is not known.
[[nodiscard]] std::optional<UnitId> find_unit(std::string_view name);

// A number of `unit` in its quantity's base, and back.
[[nodiscard]] double to_base(const Unit& unit, double number);
[[nodiscard]] double from_base(const Unit& unit, double base);

// A number in another unit. Nothing when the two measure different quantities.
[[nodiscard]] std::optional<double> convert(const Unit& from, const Unit& to, double number);

// The mean of numbers in one unit: of their energies where the unit is logarithmic. Empty spans
// have none.
[[nodiscard]] std::optional<double> mean(const Unit& unit, std::span<const double> numbers);

}  // namespace belvedere::twin
