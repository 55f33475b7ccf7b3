// SPDX-License-Identifier: Apache-2.0
// Every CityGML model of the sample data, beside what tests/tools/count_citygml.py counted in it
// with another XML parser and rules of its own (tests/data/citygml_counts.jsonl; a long test counts
// again).
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_paths.hpp"
#include "tests/support/city_bytes.hpp"
#include "tests/support/city_counts.hpp"

namespace belvedere::content::tests_of_citygml_counts {
namespace {

TEST(CityGmlCounts, EqualAnIndependentCount) {
    const std::filesystem::path data = BELVEDERE_SAMPLE_DATA;
    if (!std::filesystem::exists(data / "citygml")) GTEST_SKIP() << "no sample data at " << data;
    std::ifstream lines(BELVEDERE_TEST_DATA "/citygml_counts.jsonl");
    std::string line;
    std::uint64_t files = 0;
    std::uint64_t polygons = 0;
    Areas areas;
    while (std::getline(lines, line)) {
        const auto expected = JsonDocument::parse(as_bytes(line), 8);
        ASSERT_TRUE(expected);
        const JsonValue counts = expected->root();
        const std::string name(counts["file"].text().value());
        SCOPED_TRACE(name);
        const auto path = data / name;
        // Code lists would add what codes mean beside them.
        auto source = source_beside(path);
        source.read_beside = [read = source.read_beside](std::string_view beside,
                                                         std::uint64_t bytes_max) {
            return beside.find("codelists") == std::string_view::npos
                       ? read(beside, bytes_max)
                       : Result<Bytes>(fail(ErrorKind::kNotFound, "left out"));
        };
        auto city = read_whole(
            citygml::open_citygml(std::make_shared<BytesInMemory>(text_of_file(path)), source),
            {citymodel::kNoLod, true});
        ASSERT_TRUE(city) << city.error().message;
        const citymodel::CityBatch& batch = city->batch;
        expect_sound(batch);
        expect_areas_kept(batch, areas);
        EXPECT_EQ(types_of(batch, batch.objects), counts_in(counts["objects"]));
        EXPECT_EQ(types_of(batch, batch.surfaces), counts_in(counts["surfaces"]));
        EXPECT_EQ(batch.polygons.size(), counts["polygons"].unsigned_integer().value());
        EXPECT_EQ(attributes_of(batch.objects) + attributes_of(batch.surfaces),
                  counts["values"].unsigned_integer().value());
        EXPECT_EQ(textured_polygons(batch), counts["textured"].unsigned_integer().value());
        ++files;
        polygons += batch.polygons.size();
    }
    EXPECT_EQ(files, 129U);
    EXPECT_EQ(polygons, 57359U);
    EXPECT_EQ(areas.whole + areas.mended + areas.nothing, polygons);
    EXPECT_GT(areas.whole, polygons - polygons / 100);
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_counts
