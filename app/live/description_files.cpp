// SPDX-License-Identifier: Apache-2.0
#include "app/live/description_files.hpp"

#include <utility>

#include "engine/core/file.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/thing_description.hpp"

namespace belvedere::live {
namespace {

Result<void> read_into(twin::DescriptionBook& book, const std::string& path) {
    const auto bytes = read_file(path, feed::limits::kPayloadBytes);
    if (!bytes) return fail_in(path, bytes.error());
    auto things = feed::parse_thing_descriptions(*bytes);
    if (!things) return fail_in(path, things.error());
    for (twin::DeviceDescription& thing : *things) {
        auto added = book.add(std::move(thing));
        if (!added) return fail_in(path, added.error());
    }
    return {};
}

}  // namespace

ReadDescriptions read_descriptions(std::span<const std::string> paths) {
    ReadDescriptions read;
    for (const std::string& path : paths) {
        if (auto done = read_into(read.book, path); !done) read.problems.push_back(done.error());
    }
    return read;
}

}  // namespace belvedere::live
