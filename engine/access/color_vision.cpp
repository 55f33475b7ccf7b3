// SPDX-License-Identifier: Apache-2.0
#include "engine/access/color_vision.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace belvedere::access {
namespace {

using Severities = std::array<ColorMatrix, 11>;

constexpr Severities kProtan = {{
    {1.000000, 0.000000, 0.000000, 0.000000, 1.000000, 0.000000, 0.000000, 0.000000, 1.000000},
    {0.856167, 0.182038, -0.038205, 0.029342, 0.955115, 0.015544, -0.002880, -0.001563, 1.004443},
    {0.734766, 0.334872, -0.069637, 0.051840, 0.919198, 0.028963, -0.004928, -0.004209, 1.009137},
    {0.630323, 0.465641, -0.095964, 0.069181, 0.890046, 0.040773, -0.006308, -0.007724, 1.014032},
    {0.539009, 0.579343, -0.118352, 0.082546, 0.866121, 0.051332, -0.007136, -0.011959, 1.019095},
    {0.458064, 0.679578, -0.137642, 0.092785, 0.846313, 0.060902, -0.007494, -0.016807, 1.024301},
    {0.385450, 0.769005, -0.154455, 0.100526, 0.829802, 0.069673, -0.007442, -0.022190, 1.029632},
    {0.319627, 0.849633, -0.169261, 0.106241, 0.815969, 0.077790, -0.007025, -0.028051, 1.035076},
    {0.259411, 0.923008, -0.182420, 0.110296, 0.804340, 0.085364, -0.006276, -0.034346, 1.040622},
    {0.203876, 0.990338, -0.194214, 0.112975, 0.794542, 0.092483, -0.005222, -0.041043, 1.046265},
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
}};

constexpr Severities kDeutan = {{
    {1.000000, 0.000000, 0.000000, 0.000000, 1.000000, 0.000000, 0.000000, 0.000000, 1.000000},
    {0.866435, 0.177704, -0.044139, 0.049567, 0.939063, 0.011370, -0.003453, 0.007233, 0.996220},
    {0.760729, 0.319078, -0.079807, 0.090568, 0.889315, 0.020117, -0.006027, 0.013325, 0.992702},
    {0.675425, 0.433850, -0.109275, 0.125303, 0.847755, 0.026942, -0.007950, 0.018572, 0.989378},
    {0.605511, 0.528560, -0.134071, 0.155318, 0.812366, 0.032316, -0.009376, 0.023176, 0.986200},
    {0.547494, 0.607765, -0.155259, 0.181692, 0.781742, 0.036566, -0.010410, 0.027275, 0.983136},
    {0.498864, 0.674741, -0.173604, 0.205199, 0.754872, 0.039929, -0.011131, 0.030969, 0.980162},
    {0.457771, 0.731899, -0.189670, 0.226409, 0.731012, 0.042579, -0.011595, 0.034333, 0.977261},
    {0.422823, 0.781057, -0.203881, 0.245752, 0.709602, 0.044646, -0.011843, 0.037423, 0.974421},
    {0.392952, 0.823610, -0.216562, 0.263559, 0.690210, 0.046232, -0.011910, 0.040281, 0.971630},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
}};

// Two half planes of the colour space, told apart by the sign of the colour along the normal.
constexpr ColorMatrix kTritanFirst = {1.01277, 0.13548, -0.14826, -0.01243, 0.86812,
                                      0.14431, 0.07589, 0.80500,  0.11911};
constexpr ColorMatrix kTritanSecond = {0.93678, 0.18979,  -0.12657, 0.06154, 0.81526,
                                       0.12320, -0.37562, 1.12767,  0.24796};
constexpr LinearColor kTritanNormal = {0.03901, -0.02788, -0.01113};

// Relative luminance on all three channels.
constexpr ColorMatrix kLuminance = {0.2126, 0.7152, 0.0722, 0.2126, 0.7152,
                                    0.0722, 0.2126, 0.7152, 0.0722};

ColorTransform everywhere(const ColorMatrix& matrix) {
    return {matrix, matrix, {}};
}

ColorMatrix by_table(const Severities& table, double severity) {
    const double step = severity * 10.0;
    const auto below = std::min(static_cast<std::size_t>(step), table.size() - 2);
    return mixed(table[below], table[below + 1], step - static_cast<double>(below));
}

double radians(double degrees) {
    return degrees * std::numbers::pi / 180.0;
}

double power_7(double value) {
    return std::pow(value, 7.0);
}

// Chroma and hue (0 to 360 degrees) of the adjusted a'.
struct Hue {
    double chroma = 0.0, degrees = 0.0;
};

Hue hue_of(double a, double b) {
    if (a == 0.0 && b == 0.0) return {};
    const double degrees = std::atan2(b, a) * 180.0 / std::numbers::pi;
    return {std::hypot(a, b), degrees < 0.0 ? degrees + 360.0 : degrees};
}

}  // namespace

std::optional<ColorVision> color_vision_named(std::string_view name) {
    const auto found = std::find(kColorVisionNames.begin(), kColorVisionNames.end(), name);
    if (found == kColorVisionNames.end()) return std::nullopt;
    return static_cast<ColorVision>(found - kColorVisionNames.begin());
}

ColorTransform simulation(ColorVision vision, double severity) {
    severity = std::clamp(severity, 0.0, 1.0);
    switch (vision) {
        case ColorVision::kUsual:
            break;
        case ColorVision::kProtan:
            return everywhere(by_table(kProtan, severity));
        case ColorVision::kDeutan:
            return everywhere(by_table(kDeutan, severity));
        case ColorVision::kTritan:
            return {mixed(kSameColors, kTritanFirst, severity),
                    mixed(kSameColors, kTritanSecond, severity), kTritanNormal};
        case ColorVision::kMono:
            return everywhere(mixed(kSameColors, kLuminance, severity));
    }
    return {};
}

LinearColor seen_by(ColorVision vision, double severity, const LinearColor& color) {
    return transformed(simulation(vision, severity), color);
}

Lab lab_of(const LinearColor& color) {
    // IEC 61966-2-1 to XYZ, divided by the white point of D65.
    const double x = (0.4124 * color.r + 0.3576 * color.g + 0.1805 * color.b) / 0.9505;
    const double y = 0.2126 * color.r + 0.7152 * color.g + 0.0722 * color.b;
    const double z = (0.0193 * color.r + 0.1192 * color.g + 0.9505 * color.b) / 1.0890;
    const auto f = [](double t) {
        constexpr double kDelta = 6.0 / 29.0;
        return t > kDelta * kDelta * kDelta ? std::cbrt(t)
                                            : t / (3.0 * kDelta * kDelta) + 4.0 / 29.0;
    };
    return {116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))};
}

double color_difference(const Lab& one, const Lab& other) {
    const double mean_chroma_7 =
        power_7((std::hypot(one.a, one.b) + std::hypot(other.a, other.b)) / 2.0);
    const double g = 0.5 * (1.0 - std::sqrt(mean_chroma_7 / (mean_chroma_7 + power_7(25.0))));
    const Hue first = hue_of((1.0 + g) * one.a, one.b);
    const Hue second = hue_of((1.0 + g) * other.a, other.b);
    const bool is_grey = first.chroma * second.chroma == 0.0;

    double turn = is_grey ? 0.0 : second.degrees - first.degrees;
    double hue = first.degrees + second.degrees;
    if (!is_grey && std::abs(turn) > 180.0) {
        turn += turn > 0.0 ? -360.0 : 360.0;
        hue += hue < 360.0 ? 360.0 : -360.0;
    }
    if (!is_grey) hue /= 2.0;
    const double dl = other.l - one.l;
    const double dc = second.chroma - first.chroma;
    const double dh = 2.0 * std::sqrt(first.chroma * second.chroma) * std::sin(radians(turn / 2.0));

    const double l = (one.l + other.l) / 2.0 - 50.0;
    const double c = (first.chroma + second.chroma) / 2.0;
    const double t =
        1.0 - 0.17 * std::cos(radians(hue - 30.0)) + 0.24 * std::cos(radians(2.0 * hue)) +
        0.32 * std::cos(radians(3.0 * hue + 6.0)) - 0.20 * std::cos(radians(4.0 * hue - 63.0));
    const double sl = 1.0 + 0.015 * l * l / std::sqrt(20.0 + l * l);
    const double sc = 1.0 + 0.045 * c;
    const double sh = 1.0 + 0.015 * c * t;
    const double bend = 30.0 * std::exp(-std::pow((hue - 275.0) / 25.0, 2.0));
    const double rt =
        -std::sin(radians(2.0 * bend)) * 2.0 * std::sqrt(power_7(c) / (power_7(c) + power_7(25.0)));
    return std::sqrt(std::pow(dl / sl, 2.0) + std::pow(dc / sc, 2.0) + std::pow(dh / sh, 2.0) +
                     rt * (dc / sc) * (dh / sh));
}

}  // namespace belvedere::access
