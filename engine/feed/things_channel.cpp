// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/things_channel.hpp"

#include <utility>
#include <vector>

#include "engine/feed/limits.hpp"
#include "engine/feed/sensor_things_decoder.hpp"

namespace belvedere::feed {
namespace {

// "https://h/FROST/v1.1/Things?..." gives "v1.1".
std::string version_of(const std::string& url) {
    std::string_view path = std::string_view(url).substr(0, url.find('?'));
    path = path.substr(0, path.rfind('/'));
    return std::string(path.substr(path.rfind('/') + 1));
}

}  // namespace

Result<ThingsChannel> ThingsChannel::open(const PollAddress& address,
                                          std::shared_ptr<DatastreamCatalogue> catalogue,
                                          std::shared_ptr<RawMessages> raw) {
    auto broker = parse_mqtt_address(address.notify);
    if (!broker) return fail(broker.error());
    ThingsChannel channel;
    channel.catalogue_ = catalogue;
    if (broker->topic == "#") {
        channel.prefix_ = version_of(address.url);
    } else if (broker->topic.find_first_of("#+") == std::string::npos) {
        channel.prefix_ = broker->topic;
    }
    if (!channel.prefix_.empty()) broker->topic.clear();
    auto feed = MqttFeed::open(
        *broker,
        keeping(std::make_unique<SensorThingsDecoder>(std::move(catalogue)), std::move(raw)));
    if (!feed) return fail(feed.error());
    channel.owned_ = *std::move(feed);
    channel.feed_ = channel.owned_.get();
    return channel;
}

bool ThingsChannel::follow() {
    if (prefix_.empty()) return true;
    std::vector<std::string> topics;
    bool has_room = true;
    for (const std::string& name : catalogue_->names_from(followed_)) {
        has_room = followed_ < limits::kDatastreamTopics;
        if (!has_room) break;
        topics.push_back(prefix_ + "/" + name + "/Observations");
        ++followed_;
    }
    feed_->follow(topics);
    return has_room;
}

}  // namespace belvedere::feed
