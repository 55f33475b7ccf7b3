// SPDX-License-Identifier: Apache-2.0
#include "app/convert/open_city_model.hpp"

#include <filesystem>
#include <future>
#include <memory>
#include <utility>

#include "engine/net/http_client.hpp"
#include "engine/stream/source_opening.hpp"

namespace belvedere::convert {

Result<CityModel> open_city_model(JobPool& jobs, const CityModelOptions& options,
                                  const CancelToken& cancel) {
    stream::SourceOptions source;
    source.uri = options.uri;
    source.crs = options.crs;
    source.vertical = options.vertical;
    stream::HttpFactory http;
    if (!options.offline) http = [] { return std::make_shared<net::HttpClient>(); };
    const auto answer = std::make_shared<std::promise<Result<stream::OpenedPair>>>();
    auto opened = answer->get_future();
    stream::open_source(jobs, source, http, cancel, [answer](Result<stream::OpenedPair> pair) {
        answer->set_value(std::move(pair));
    });
    auto pair = opened.get();
    if (!pair) return fail(pair.error());
    if (pair->opened.city.empty()) {
        return fail(ErrorKind::kUnsupported, options.uri + ": this is no CityGML and no CityJSON");
    }
    CityModel model;
    model.name = std::filesystem::path(options.uri).lexically_normal().filename().string();
    model.parts = std::move(pair->opened.city);
    model.source = std::move(pair->source.bytes);
    model.warnings = std::move(pair->opened.warnings);
    return model;
}

}  // namespace belvedere::convert
