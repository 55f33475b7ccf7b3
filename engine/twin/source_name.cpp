// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/source_name.hpp"

namespace belvedere::twin {

std::string_view plain_source_name(std::string_view name) {
    return name.substr(0, name.find('?'));
}

bool means_source(std::string_view wanted, std::string_view name) {
    return wanted == name || wanted == plain_source_name(name);
}

}  // namespace belvedere::twin
