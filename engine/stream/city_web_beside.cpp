// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_web_beside.hpp"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>

#include "engine/net/uri.hpp"
#include "engine/stream/city_beside.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {
namespace {

// A relative path that stays within so many steps up, and names what city files refer to.
bool may_be_asked_for(std::string_view named) {
    const auto parsed = net::parse_uri(named);
    if (!parsed || !parsed->scheme.empty() || parsed->has_authority || parsed->has_query) {
        return false;
    }
    const auto path = net::percent_decoded(parsed->path);
    if (!path || path->empty() || path->front() == '/' || path->find('\\') != path->npos) {
        return false;
    }
    int steps = 0;
    for (const auto& part : std::filesystem::path(*path).lexically_normal()) {
        if (part != "..") break;
        ++steps;
    }
    return steps <= limits::kFoldersUp && is_named_by_city_files(*path);
}

struct WebBeside {
    std::shared_ptr<ByteSource> source;
    std::string uri, origin;
    std::shared_ptr<BesideLack> lack;
    std::atomic<std::size_t> asked = 0;

    Result<Bytes> read(std::string_view named, std::uint64_t bytes_max) {
        if (!may_be_asked_for(named)) {
            return fail(ErrorKind::kDenied, "this is no file beside the city's");
        }
        const auto target = source->resolve(uri, named);
        if (!target) return fail(target.error());
        if (origin_of(*target) != origin) {
            return fail(ErrorKind::kDenied, "this leads away from the city's server");
        }
        if (asked++ >= limits::kBesideOnServer) {
            return fail(ErrorKind::kLimit, "the city names too many files on its server");
        }
        auto fetched = read_now(*source, *target, CancelToken());
        if (!fetched) {
            if (fetched.error().kind != ErrorKind::kNotFound) lack->is_there = true;
            return fail(std::move(fetched.error()));
        }
        if (origin_of(fetched->uri) != origin) {
            return fail(ErrorKind::kDenied, "this leads away from the city's server");
        }
        auto plain = without_gzip(std::move(fetched->bytes));
        if (!plain) return fail_in(*target, plain.error());
        if (plain->size() > bytes_max) return fail(ErrorKind::kLimit, *target + ": too large");
        return plain;
    }

    static std::string origin_of(const std::string& of) {
        const auto parsed = net::parse_uri(of);
        return parsed ? net::origin_of(*parsed) : std::string();
    }
};

}  // namespace

content::citygml::ReadBeside read_beside_on(std::shared_ptr<ByteSource> source,
                                            const std::string& uri,
                                            std::shared_ptr<BesideLack> lack) {
    auto beside = std::make_shared<WebBeside>();
    beside->source = std::move(source);
    beside->uri = uri;
    beside->origin = WebBeside::origin_of(uri);
    beside->lack = std::move(lack);
    return [beside](std::string_view named, std::uint64_t bytes_max) {
        return beside->read(named, bytes_max);
    };
}

}  // namespace belvedere::stream
