// SPDX-License-Identifier: Apache-2.0
// What reference.py worked out: samples, and estimates at places.
#pragma once

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/field/sample.hpp"
#include "test_paths.hpp"

namespace belvedere::test {

struct ReferencePlace {
    double x_m = 0.0, y_m = 0.0, inverse_distance = 0.0;
    std::array<double, 2> kriged{}, variance{};  // Spherical, exponential.
};
struct ReferenceTable {
    std::vector<field::Sample> samples;
    std::vector<ReferencePlace> places;
    std::map<std::string, double> errors;
};

inline ReferenceTable reference_table() {
    ReferenceTable table;
    std::ifstream file(std::string(BELVEDERE_TEST_DATA) + "/field/reference.txt");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind;
        words >> kind;
        if (kind == "sample") {
            field::Sample& sample = table.samples.emplace_back();
            words >> sample.x_m >> sample.y_m >> sample.value;
        } else if (kind == "place") {
            ReferencePlace& place = table.places.emplace_back();
            words >> place.x_m >> place.y_m >> place.inverse_distance;
            for (std::size_t i = 0; i < 2; ++i)
                words >> place.kriged[i] >> place.variance[i];
        } else {
            std::string name;
            words >> name;
            words >> table.errors[name];
        }
    }
    return table;
}

}  // namespace belvedere::test
