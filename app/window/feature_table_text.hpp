// SPDX-License-Identifier: Apache-2.0
// Features as a table in text.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/city/scene.hpp"

namespace belvedere::window {

// A table that is made a piece at a time, for many features: first all are read, then all written.
// The scene must outlive it. Main thread.
class FeatureTable {
  public:
    FeatureTable(const city::Scene& scene, std::vector<FeatureId> features);
    // A piece of a few hundred features; true when all is done.
    [[nodiscard]] bool advance();
    [[nodiscard]] double fraction() const;
    // What features_as_csv() answers; once done.
    [[nodiscard]] std::string take() { return std::move(csv_); }

  private:
    void read(const city::FeatureRecord& record);
    void write(const city::FeatureRecord& record);

    const city::Scene& scene_;
    std::vector<FeatureId> features_;
    std::vector<city::FeatureRecord> records_;
    std::vector<std::string> names_;  // Of attributes, in the order first met.
    std::map<std::string, std::size_t> columns_;
    std::size_t written_ = 0;
    std::string csv_;
};

// CSV (RFC 4180, UTF-8): id, layer, class, then every attribute that any of the features has, in
// the order first met. A value that a spreadsheet would run as a formula gets an apostrophe in
// front.
[[nodiscard]] std::string features_as_csv(const city::Scene& scene,
                                          std::span<const FeatureId> features);
// One field, quoted where it must be.
[[nodiscard]] std::string csv_field(const std::string& text);

// Names of the attributes of loaded features, sorted; a sample of `features_max` of them is read.
[[nodiscard]] std::vector<std::string> attribute_names(const city::Scene& scene,
                                                       std::size_t features_max);

}  // namespace belvedere::window
