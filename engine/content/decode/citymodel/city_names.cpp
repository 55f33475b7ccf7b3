// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_names.hpp"

#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::citymodel {

NameId NameTable::intern(std::string_view name) {
    if (last_ != kNoName && names_[last_] == name) return last_;
    const auto known = ids_.find(name);
    if (known != ids_.end()) return last_ = known->second;
    if (names_.size() >= limits::kCityNames || name.size() > limits::kCityNameBytes) {
        return kNoName;
    }
    const auto id = static_cast<NameId>(names_.size());
    names_.emplace_back(name);
    ids_.emplace(names_.back(), id);
    return last_ = id;
}

}  // namespace belvedere::content::citymodel
