// SPDX-License-Identifier: Apache-2.0
// Values of devices as a field over the city: which devices count, and what is made of them.
#pragma once

#include <cstddef>
#include <vector>

#include "app/layers/device_symbols.hpp"
#include "app/layers/value_display.hpp"
#include "app/layers/value_scale.hpp"
#include "engine/core/result.hpp"
#include "engine/field/estimate_field.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::layers {

// Devices as samples in a plane that touches the Earth among them, and those that do not count. A
// plain value, so that a worker can take it.
struct FieldSamples {
    ValueDisplay display = ValueDisplay::kFieldDistance;
    ValueScale scale;  // Of the property.
    geo::LocalFrame frame;
    std::vector<field::Sample> samples;
    std::vector<SourceId> sources;      // Of DeviceSymbols.
    std::size_t left_out_stale = 0;     // Their values are old,
    std::size_t left_out_lost = 0;      // they are lost,
    std::size_t left_out_disputed = 0;  // or it is disputed whose they are.
    friend bool operator==(const FieldSamples& a, const FieldSamples& b) {
        return a.display == b.display && a.scale == b.scale && a.frame.origin == b.frame.origin &&
               a.samples == b.samples && a.sources == b.sources &&
               a.left_out_stale == b.left_out_stale && a.left_out_lost == b.left_out_lost &&
               a.left_out_disputed == b.left_out_disputed;
    }
};

// Of an interpolated field the devices with a value; of a heat map those with a value where a
// property is chosen, else all. The plane is chosen once, at `anchor`, so that equal devices make
// equal samples. About 20 ns a device.
[[nodiscard]] FieldSamples field_samples(const DeviceSymbols& devices, ValueDisplay display,
                                         bool has_property);

// The field, ready to be drawn and told of.
struct ValueField {
    FieldSamples from;
    field::Field field;
    ValueScale scale;  // Of the colours: the property's, or of a heat map devices a square km.
};

// kUsage where there are too few devices. Takes 0.1 to 0.5 s of a core (estimate_field.hpp); any
// thread.
[[nodiscard]] Result<ValueField> make_value_field(FieldSamples samples);

}  // namespace belvedere::layers
