// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/side_files.hpp"

#include <string_view>

#include "engine/stream/city_beside.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {

content::citygml::ReadBeside SideFiles::reading() {
    return [self = shared_from_this(), read = read_beside(city_file_)](
               std::string_view named, std::uint64_t bytes_max) -> Result<Bytes> {
        const std::string name(named.substr(0, limits::kSideFileNameBytes));
        std::string stamp = self->stamp_now(name);
        {
            const std::lock_guard lock(self->mutex_);
            if (self->asked_.size() < limits::kSideFiles) {
                self->asked_.emplace(name, std::move(stamp));
            } else {
                self->is_overfull_ = true;
            }
        }
        return read(name, bytes_max);
    };
}

std::optional<std::vector<TileDependency>> SideFiles::dependencies() const {
    const std::lock_guard lock(mutex_);
    if (is_overfull_) return std::nullopt;
    std::vector<TileDependency> all;
    all.reserve(asked_.size());
    for (const auto& [name, stamp] : asked_)
        all.push_back({name, stamp});
    return all;
}

std::string SideFiles::stamp(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto [known, is_new] = stamps_.try_emplace(name);
    if (is_new) known->second = stamp_now(name);
    return known->second;
}

std::string SideFiles::stamp_now(const std::string& name) const {
    const auto path = path_beside(city_file_, name);
    std::string stamp = path ? file_stamp(*path) : std::string();
    return stamp.empty() ? std::string(kAbsentStamp) : stamp;
}

}  // namespace belvedere::stream
