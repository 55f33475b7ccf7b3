// SPDX-License-Identifier: Apache-2.0
// What devices a payload file tells of.
#pragma once

#include <optional>
#include <string>

namespace belvedere::cli {

enum class ReportForm { kJson, kText };

// The report on a file of device messages: NGSI-LD, NGSIv2 or SensorThings; or W3C
// Thing Descriptions. Nothing when the file
// is none: it is no local JSON file, it is a tileset, a city model or plain GeoJSON, or no device
// is in it. The keys are those of all inspections; `devices` counts distinct entities, `attributes`
// their properties, `warnings` what was rejected; `signatures` is there where messages are signed.
[[nodiscard]] std::optional<std::string> inspect_payload(const std::string& uri, ReportForm form);

}  // namespace belvedere::cli
