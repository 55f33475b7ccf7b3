// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_refusal.hpp"

#include <mqtt_protocol.h>

namespace belvedere::feed {

std::string refusal(int code) {
    switch (code) {
        case 1:
        case MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION:
            return "the broker does not speak this version of MQTT: try ?version=3.1.1 or 5 (";
        case 2:
        case MQTT_RC_CLIENTID_NOT_VALID:
            return "the broker refuses the client id (";
        case 4:
        case MQTT_RC_BAD_USERNAME_OR_PASSWORD:
            return "the broker refuses the user or password (";
        case 5:
        case MQTT_RC_NOT_AUTHORIZED:
            return "the broker does not allow this user (";
        case MQTT_RC_BANNED:
            return "the broker has banned this client (";
        default:
            return {};
    }
}

std::string topic_refusal(int code, const std::string& topic) {
    switch (code) {
        case MQTT_RC_UNSPECIFIED:
        case MQTT_RC_NOT_AUTHORIZED:
            return "the broker does not let this user read " + topic + " (";
        case MQTT_RC_TOPIC_FILTER_INVALID:
            return "the broker takes " + topic + " for no topic (";
        case MQTT_RC_SHARED_SUBS_NOT_SUPPORTED:
        case MQTT_RC_WILDCARD_SUBS_NOT_SUPPORTED:
            return "the broker knows no topics such as " + topic + " (";
        default:
            return "the broker refuses " + topic + " for now (";
    }
}

bool is_for_good(int code, MqttVersion version) {
    if (code == MQTT_RC_UNSPECIFIED) return version == MqttVersion::k3_1_1;
    return code == MQTT_RC_NOT_AUTHORIZED || code == MQTT_RC_TOPIC_FILTER_INVALID ||
           code == MQTT_RC_SHARED_SUBS_NOT_SUPPORTED || code == MQTT_RC_WILDCARD_SUBS_NOT_SUPPORTED;
}

}  // namespace belvedere::feed
