// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/simulated_devices.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/generator/random.hpp"

namespace belvedere::generator {
namespace {

constexpr double kDay_s = 86'400.0;
constexpr double kTurn = 2.0 * std::numbers::pi;

constexpr DeviceMix kMix[] = {
    {DeviceKind::kAirQuality, "AirQualityObserved", 500, 60.0},
    {DeviceKind::kNoise, "NoiseLevelObserved", 300, 60.0},
    {DeviceKind::kWeather, "WeatherObserved", 1'000, 300.0},
    {DeviceKind::kFlood, "FloodMonitoring", 1'000, 300.0},
    {DeviceKind::kTraffic, "TrafficFlowObserved", 1'500, 60.0},
    {DeviceKind::kParkingSpot, "ParkingSpot", 50'000, 8'640.0},
    {DeviceKind::kStreetlight, "Streetlight", 100'000, 900.0},
    {DeviceKind::kWasteContainer, "WasteContainer", 10'000, 3'600.0},
    {DeviceKind::kBus, "Vehicle", 2'000, 10.0},
    {DeviceKind::kSharedBike, "Vehicle", 5'000, 60.0},
    {DeviceKind::kElectricityMeter, "SmartMeteringObservation", 500'000, 900.0, true},
    {DeviceKind::kWaterMeter, "SmartMeteringObservation", 300'000, 900.0, true},
};

double rounded(double value, double step) {
    return std::round(value / step) * step;
}

// A decimal of few digits: 0.1 * 215 is not what "21.5" reads as.
double decimal(double value, double per_unit) {
    return std::round(value * per_unit) / per_unit;
}

// The moment seen by the curves.
struct Moment {
    double seconds = 0.0;      // Since 1970.
    double hour = 0.0;         // Of the day, 0 to 24.
    double rain = 0.0;         // 0 to 1, over the whole city.
    double temperature = 0.0;  // Of the air, degrees Celsius.
    double traffic = 0.0;      // 0 to 1: two rush hours.
    double noise = 0.0;        // -1 to 1: the device's own, at this moment.
};

double bump(double hour, double centre, double width) {
    const double distance = std::abs(std::remainder(hour - centre, 24.0)) / width;
    return std::exp(-distance * distance);
}

Moment moment_of(const SimulatedDevice& device, UtcTime time) {
    Moment moment;
    moment.seconds = static_cast<double>(time.microseconds) * 1e-6;
    moment.hour = std::fmod(moment.seconds, kDay_s) / 3600.0;
    // Fronts pass every few days; three periods without a common one do not repeat in a year.
    const double days = moment.seconds / kDay_s;
    const double front = std::sin(kTurn * days / 3.7) + std::sin(kTurn * days / 5.3 + 1.0) +
                         0.5 * std::sin(kTurn * days / 0.61);
    moment.rain = std::clamp((front - 0.8) / 1.7, 0.0, 1.0);
    const double season = -std::cos(kTurn * std::fmod(days, 365.2425) / 365.2425);
    moment.temperature = 11.0 + 9.0 * season + 5.0 * std::sin(kTurn * (moment.hour - 9.0) / 24.0) -
                         3.0 * moment.rain;
    moment.traffic =
        std::min(1.0, 0.08 + 0.85 * bump(moment.hour, 8.0, 1.6) +
                          0.8 * bump(moment.hour, 17.5, 2.2) + 0.35 * bump(moment.hour, 13.0, 4.0));
    Random random(device.seed, static_cast<std::uint64_t>(time.microseconds), device.number);
    moment.noise = random.between(-1.0, 1.0);
    return moment;
}

// A constant of the device, 0 to 1: the same at every moment.
double character(const SimulatedDevice& device, std::uint64_t which) {
    return Random(device.seed, device.number + 1'000'000'007ULL * which,
                  static_cast<std::uint64_t>(device.kind))
        .unit();
}

void tell_air(const SimulatedDevice& device, const Moment& now, SimulatedReading& reading) {
    const double road = 0.4 + 1.2 * character(device, 1);
    const double no2 = 8.0 + 60.0 * road * now.traffic * (1.0 - 0.6 * now.rain) + 3.0 * now.noise;
    const double pm25 = 5.0 + 14.0 * road * now.traffic + 6.0 * (1.0 - now.rain) + now.noise;
    const double o3 = std::max(2.0, 55.0 + 30.0 * bump(now.hour, 15.0, 4.0) - 0.5 * no2);
    reading.values = {
        {"no2", decimal(std::max(0.0, no2), 10.0), "GQ"},
        {"pm25", decimal(std::max(0.0, pm25), 10.0), "GQ"},
        {"pm10", decimal(std::max(0.0, 1.7 * pm25), 10.0), "GQ"},
        {"o3", decimal(o3, 10.0), "GQ"},
        {"temperature", decimal(now.temperature + 0.3 * now.noise, 10.0), "CEL"},
        {"relativeHumidity", decimal(0.55 + 0.4 * now.rain + 0.02 * now.noise, 100.0), "C62"},
    };
}

void tell_weather(const SimulatedDevice& device, const Moment& now, SimulatedReading& reading) {
    const double wind = 2.0 + 7.0 * now.rain + 1.5 * character(device, 1) + now.noise;
    const double direction = std::fmod(
        230.0 + 60.0 * std::sin(kTurn * now.seconds / kDay_s / 4.1) + 12.0 * now.noise, 360.0);
    reading.values = {
        {"temperature", decimal(now.temperature + 0.2 * now.noise, 10.0), "CEL"},
        {"relativeHumidity", decimal(0.55 + 0.4 * now.rain, 100.0), "C62"},
        {"windSpeed", decimal(std::max(0.0, wind), 10.0), "MTS"},
        {"windDirection", rounded(direction, 1.0), "DD"},
        {"precipitation", decimal(6.0 * now.rain * now.rain, 10.0), "E31"},
        {"atmosphericPressure", decimal(1016.0 - 14.0 * now.rain, 10.0), "A97"},
    };
}

// Once round a loop of streets of about 5 km, stopping now and then.
void tell_bus(const SimulatedDevice& device, const Moment& now, SimulatedReading& reading) {
    const double length_s = 1800.0 + 1200.0 * character(device, 1);
    const double phase = std::fmod(now.seconds / length_s + character(device, 2), 1.0);
    const double radius_deg = 0.004 + 0.008 * character(device, 3);
    const double angle = kTurn * phase;
    reading.longitude_deg += radius_deg * 1.6 * std::sin(angle);
    reading.latitude_deg += radius_deg * std::sin(2.0 * angle) / 2.0;
    const double east = 1.6 * std::cos(angle) * std::cos(reading.latitude_deg * kTurn / 360.0);
    const double north = std::cos(2.0 * angle);
    const double heading = std::fmod(std::atan2(east, north) * 360.0 / kTurn + 360.0, 360.0);
    const bool stops = std::fmod(phase * 20.0, 1.0) < 0.15;
    const double speed = stops ? 0.0 : (38.0 - 18.0 * now.traffic + 4.0 * now.noise);
    reading.values = {
        {"speed", rounded(speed, 1.0), "KMH"},
        {"heading", rounded(heading, 1.0), "DD"},
        {"occupancy", decimal(std::clamp(0.15 + 0.7 * now.traffic, 0.0, 1.0), 100.0), "C62"},
    };
}

void tell_meter(const SimulatedDevice& device, const Moment& now, SimulatedReading& reading) {
    // A counter: consumption since the meter was fitted, by a steady household.
    const double per_day = 4.0 + 8.0 * character(device, 1);
    const double days = now.seconds / kDay_s - 18'000.0;
    if (device.kind == DeviceKind::kElectricityMeter) {
        reading.values = {{"energyDelivered", decimal(per_day * days, 100.0), "KWH"}};
    } else {
        reading.values = {{"waterDelivered", decimal(0.02 * per_day * days, 1000.0), "MTQ"}};
    }
}

void tell_street(const SimulatedDevice& device, const Moment& now, SimulatedReading& reading) {
    switch (device.kind) {
        case DeviceKind::kTraffic: {
            const double lane = 0.4 + 0.6 * character(device, 1);
            reading.values = {
                {"intensity", rounded(1500.0 * lane * now.traffic + 30.0 * now.noise + 31.0, 1.0),
                 "C62"},
                {"occupancy", decimal(std::clamp(0.5 * lane * now.traffic, 0.0, 1.0), 100.0),
                 "C62"},
                {"averageVehicleSpeed",
                 decimal(48.0 - 30.0 * lane * now.traffic + 2.0 * now.noise, 10.0), "KMH"}};
            return;
        }
        case DeviceKind::kParkingSpot: {
            const double busy = 0.35 + 0.5 * now.traffic + 0.15 * now.noise;
            reading.values = {{"status",
                               std::string_view(character(device, 1) < busy ? "occupied" : "free"),
                               ""}};
            return;
        }
        case DeviceKind::kStreetlight: {
            const bool is_dark = now.hour < 6.5 || now.hour > 18.5;
            reading.values = {{"powerState", std::string_view(is_dark ? "on" : "off"), ""},
                              {"illuminanceLevel", is_dark ? 0.8 : 0.0, "C62"}};
            return;
        }
        case DeviceKind::kWasteContainer: {
            const double period_s = kDay_s * (2.0 + 3.0 * character(device, 1));
            const double level = std::fmod(now.seconds / period_s + character(device, 2), 1.0);
            reading.values = {{"fillingLevel", decimal(level, 100.0), "C62"},
                              {"temperature", decimal(now.temperature + 2.0 * level, 10.0), "CEL"}};
            return;
        }
        default:
            return;
    }
}

}  // namespace

std::span<const DeviceMix> device_mix() {
    return kMix;
}

SimulatedReading reading_at(const SimulatedDevice& device, UtcTime time) {
    const Moment now = moment_of(device, time);
    SimulatedReading reading;
    reading.longitude_deg = device.longitude_deg;
    reading.latitude_deg = device.latitude_deg;
    switch (device.kind) {
        case DeviceKind::kAirQuality:
            tell_air(device, now, reading);
            break;
        case DeviceKind::kWeather:
            tell_weather(device, now, reading);
            break;
        case DeviceKind::kBus:
            tell_bus(device, now, reading);
            break;
        case DeviceKind::kElectricityMeter:
        case DeviceKind::kWaterMeter:
            tell_meter(device, now, reading);
            break;
        case DeviceKind::kNoise: {
            const double level = 48.0 + 22.0 * now.traffic + 4.0 * character(device, 1);
            reading.values = {{"LAeq", decimal(level + 1.5 * now.noise, 10.0), "2N"}};
            break;
        }
        case DeviceKind::kFlood:
            reading.values = {
                {"currentLevel", decimal(1.2 + 1.8 * now.rain + 0.01 * now.noise, 100.0), "MTR"}};
            break;
        case DeviceKind::kSharedBike: {
            const double tour = std::fmod(now.seconds / 5400.0 + character(device, 2), 1.0);
            reading.longitude_deg += 0.01 * (character(device, 3) - 0.5) * tour;
            reading.latitude_deg += 0.01 * (character(device, 4) - 0.5) * tour;
            reading.values = {{"batteryLevel", decimal(1.0 - 0.8 * tour, 100.0), "C62"}};
            break;
        }
        default:
            tell_street(device, now, reading);
            break;
    }
    if (device.road != nullptr) return reading;  // Its place is the middle of its line.
    // Seven digits: a centimetre.
    reading.longitude_deg = decimal(reading.longitude_deg, 1e7);
    reading.latitude_deg = decimal(reading.latitude_deg, 1e7);
    return reading;
}

}  // namespace belvedere::generator
