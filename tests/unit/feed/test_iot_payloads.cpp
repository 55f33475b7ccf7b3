// SPDX-License-Identifier: Apache-2.0
// Every payload of the sample data, against what a plain reader of the standards counts in it
// (tests/tools/count_iot.py).
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/file.hpp"
#include "engine/core/md5.hpp"
#include "engine/feed/sensor_things_decoder.hpp"
#include "test_paths.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

struct Counts {
    std::size_t entities = 0, values = 0, faults = 0, units = 0, places = 0, rejected = 0;
    friend bool operator==(const Counts&, const Counts&) = default;
};
void PrintTo(const Counts& counts, std::ostream* out) {
    *out << counts.entities << " entities, " << counts.values << " values, " << counts.faults
         << " faults, " << counts.units << " units, " << counts.places << " places, "
         << counts.rejected << " rejected";
}

struct Row {
    std::string file;
    Counts counts;
};

std::vector<Row> expected_rows() {
    std::ifstream file(BELVEDERE_TEST_DATA "/iot_counts.tsv");
    std::vector<Row> rows;
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with('#')) continue;
        Row row;
        std::istringstream fields(line);
        Counts& counts = row.counts;
        std::getline(fields, row.file, '\t');
        fields >> counts.entities >> counts.values >> counts.faults >> counts.units >>
            counts.places >> counts.rejected;
        EXPECT_FALSE(fields.fail()) << line;
        rows.push_back(row);
    }
    return rows;
}

Counts count(const Decoded& decoded) {
    Counts counts;
    std::set<std::string_view> ids;
    for (const auto& update : decoded.batch.updates())
        ids.insert(decoded.text(update.entity));
    counts.entities = ids.size();
    for (const auto& one : decoded.batch.observations()) {
        if (!one.fault.empty()) {
            ++counts.faults;
            continue;
        }
        ++counts.values;
        counts.units += one.unit.length > 0;
        counts.places += one.kind == twin::ValueKind::kPosition;
    }
    counts.rejected = decoded.batch.rejections().size();
    for (const auto& rejection : decoded.batch.rejections()) {
        EXPECT_FALSE(rejection.reason.empty());
        EXPECT_FALSE(rejection.sample.empty());
    }
    return counts;
}

class IotPayloads : public testing::Test {
  protected:
    std::filesystem::path folder = std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "iot";
    ContextRegistry contexts;

    void SetUp() override {
        if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there";
        for (const auto& entry : std::filesystem::directory_iterator(folder / "ngsi-ld-contexts")) {
            if (entry.path().extension() != ".jsonld") continue;
            const auto bytes = read_file(entry.path(), 1 << 20);
            const std::string url =
                "http://localhost:8093/jsonld-contexts/" + entry.path().filename().string();
            ASSERT_TRUE(contexts.add_document(url, *bytes));
        }
    }

    Decoded decoded(const std::string& name) {
        const auto bytes = read_file(folder / name, 1 << 24);
        EXPECT_TRUE(bytes) << name;
        if (!bytes) return {};
        if (name.starts_with("sensorthings")) {
            SensorThingsDecoder decoder;
            return decode(decoder, as_text(*bytes));
        }
        NgsiLdDecoder decoder(contexts);
        return decode(decoder, as_text(*bytes));
    }
};

TEST_F(IotPayloads, AreDecodedAsTheTableSays) {
    const auto rows = expected_rows();
    ASSERT_GT(rows.size(), 200U);
    for (const Row& row : rows)
        EXPECT_EQ(count(decoded(row.file)), row.counts) << row.file;
}

TEST_F(IotPayloads, TheTableLeavesNoPayloadOut) {
    std::set<std::string> listed;
    for (const Row& row : expected_rows())
        listed.insert(row.file);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const bool is_payload = name.ends_with(".json") || name.ends_with(".jsonld");
        const bool is_other = name.find("schema") != std::string::npos ||
                              name == "context.jsonld" || name == "package.json";
        const std::string path = std::filesystem::relative(entry.path(), folder).string();
        if (!is_payload || is_other || path.starts_with("ngsi-ld-contexts")) continue;
        EXPECT_TRUE(listed.contains(path)) << path;
    }
}

std::string hexadecimal_md5(const std::string& text) {
    std::string digits;
    for (const std::byte byte : md5(text)) {
        constexpr char kDigits[] = "0123456789abcdef";
        digits += kDigits[static_cast<unsigned>(byte) >> 4U];
        digits += kDigits[static_cast<unsigned>(byte) & 15U];
    }
    return digits;
}

std::string said(const Decoded& decoded, const twin::Observation& one) {
    char text[96] = "j";
    switch (one.kind) {
        case twin::ValueKind::kNumber:
            std::snprintf(text, sizeof(text), "n %.9g", one.number);
            return text;
        case twin::ValueKind::kBoolean:
            return one.number != 0.0 ? "b 1" : "b 0";
        case twin::ValueKind::kPosition:
            std::snprintf(text, sizeof(text), "p %.5f %.5f", one.position.longitude_deg,
                          one.position.latitude_deg);
            return text;
        case twin::ValueKind::kText:
        case twin::ValueKind::kReference:
            return "t " + std::string(decoded.text(one.text));
        case twin::ValueKind::kDeleted:
            return "d";
        default:
            return text;
    }
}

// Each value with its entity and its unit, in order of their bytes.
std::vector<std::string> said_values(const Decoded& decoded) {
    std::vector<std::string> lines;
    const auto& all = decoded.batch.observations();
    for (const auto& update : decoded.batch.updates()) {
        for (std::uint32_t i = update.first; i < update.first + update.count; ++i) {
            if (!all[i].fault.empty()) continue;
            lines.push_back(std::string(decoded.text(update.entity)) + "\t" +
                            said(decoded, all[i]) + "\t" + std::string(decoded.text(all[i].unit)));
        }
    }
    std::ranges::sort(lines);
    return lines;
}

// Longitudes taken for latitudes, or a unit of another value, would leave all counts as they are.
TEST_F(IotPayloads, ValuesUnitsAndPlacesAreThoseThatWereSent) {
    std::ifstream file(BELVEDERE_TEST_DATA "/iot_digests.tsv");
    std::string line, name, hash;
    std::size_t rows = 0, places = 0;
    while (std::getline(file, line)) {
        if (line.starts_with('#')) continue;
        std::istringstream fields(line);
        std::size_t count = 0;
        std::getline(fields, name, '\t');
        fields >> count >> hash;
        const std::vector<std::string> lines = said_values(decoded(name));
        std::string all;
        for (const std::string& one : lines) {
            all += (all.empty() ? "" : "\n") + one;
            places += one.find("\tp ") != std::string::npos ? 1U : 0U;
        }
        EXPECT_EQ(lines.size(), count) << name;
        EXPECT_EQ(hexadecimal_md5(all), hash) << name << ", here\n" << all;
        ++rows;
    }
    EXPECT_GT(rows, 150U);
    EXPECT_GT(places, 60U);
}

// Types and names, expanded, each once. Aggregates ("name#avg") are of their property.
std::string expanded_names(const Decoded& decoded) {
    std::set<std::string> names;
    for (const auto& update : decoded.batch.updates())
        names.emplace(decoded.text(update.type));
    for (const auto& one : decoded.batch.observations()) {
        std::string name(decoded.text(one.property));
        const std::string_view method = twin::short_name(name);
        const bool is_aggregate = one.quality.has(twin::Quality::kHistorical);
        if (is_aggregate) name.resize(name.size() - method.size() - 1);
        names.insert(name);
    }
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : "\n") + name;
    return all;
}

// The table is made by the npm package jsonld (tests/tools/expand_names.mjs).
TEST_F(IotPayloads, NamesAreExpandedAsJsonLdDoes) {
    std::ifstream file(BELVEDERE_TEST_DATA "/iot_expansions.tsv");
    std::string name, hash;
    std::size_t count = 0, rows = 0;
    while (file >> name >> hash >> count) {
        const std::string names = expanded_names(decoded(name));
        EXPECT_EQ(hexadecimal_md5(names), hash) << name << ": " << count << " names, here\n"
                                                << names;
        ++rows;
    }
    EXPECT_GT(rows, 50U);
}

TEST_F(IotPayloads, ExpandedAndCompactFormsHaveTheSameNames) {
    const Decoded compact = decoded("stellio-ngsi-ld/search/beehive.jsonld");
    const Decoded expanded = decoded("stellio-ngsi-ld/search/beehive_expanded.jsonld");
    ASSERT_EQ(compact.batch.updates().size(), 1U);
    EXPECT_EQ(compact.entity(), expanded.entity());
    EXPECT_EQ(compact.type(), expanded.type());
    for (const auto& one : compact.batch.observations()) {
        const auto* same = expanded.find(compact.text(one.property));
        ASSERT_NE(same, nullptr) << compact.text(one.property);
        EXPECT_EQ(same->kind, one.kind);
        EXPECT_EQ(same->number, one.number);
        EXPECT_FALSE(one.quality.has(twin::Quality::kContextUnknown));
    }
}

}  // namespace
}  // namespace belvedere::feed
