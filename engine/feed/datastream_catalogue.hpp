// SPDX-License-Identifier: Apache-2.0
// What a SensorThings service has told of its Datastreams. Private to the module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere::feed {

// Whose values a Datastream has, and what they are: enough to give an Observation that comes alone,
// as MQTT sends them, its place beside those that came with their Thing.
struct DatastreamFacts {
    std::string thing;  // Its entity's id.
    std::string property, dataset, unit;
    friend bool operator==(const DatastreamFacts&, const DatastreamFacts&) = default;
};

// Of one service, shared by the decoders of all that comes from it, whichever way. Any thread. At
// most limits::kDatastreams; what is beyond is not joined. About 300 bytes each.
class DatastreamCatalogue {
  public:
    // `name` as a link or a topic has it: "Datastreams(12)" or a URL that ends so; else it is left.
    void note(std::string_view name, const DatastreamFacts& facts);
    [[nodiscard]] std::optional<DatastreamFacts> find(std::string_view name) const;
    // Names in the order they were noted, from one of them on; none twice. So that whoever follows
    // them sees each once.
    [[nodiscard]] std::vector<std::string> names_from(std::size_t first) const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, DatastreamFacts, std::less<>> facts_;
    std::vector<std::string> names_;
};

// The "Datastreams(12)" that a link, a topic or a name ends with or leads through; empty when there
// is none. Pure.
[[nodiscard]] std::string_view datastream_name(std::string_view text);

}  // namespace belvedere::feed
