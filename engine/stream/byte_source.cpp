// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/byte_source.hpp"

#include <future>
#include <utility>

namespace belvedere::stream {

Result<FetchedBytes> read_now(ByteSource& source, const std::string& uri,
                              const CancelToken& cancel) {
    auto promise = std::make_shared<std::promise<Result<FetchedBytes>>>();
    std::future<Result<FetchedBytes>> answer = promise->get_future();
    source.fetch(uri, 0.0, cancel, [promise](Result<FetchedBytes> fetched) {
        promise->set_value(std::move(fetched));
    });
    return answer.get();
}

}  // namespace belvedere::stream
