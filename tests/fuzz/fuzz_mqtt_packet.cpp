// SPDX-License-Identifier: Apache-2.0
// What a broker sends, as packets of either version, one after another.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "engine/feed/mqtt_packet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    for (const feed::MqttVersion version : {feed::MqttVersion::k3_1_1, feed::MqttVersion::k5}) {
        ByteView rest(reinterpret_cast<const std::byte*>(data), size);
        while (true) {
            const feed::MqttPacket packet = feed::front_packet(rest, version);
            if (packet.front != feed::MqttFront::kMessage) break;
            const std::size_t inside = packet.topic.size() + packet.payload.size();
            if (packet.bytes < 2 || packet.bytes > rest.size() || inside > packet.bytes)
                std::abort();
            rest = rest.subspan(packet.bytes);
        }
    }
    return 0;
}
