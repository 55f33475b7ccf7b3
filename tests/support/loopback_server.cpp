// SPDX-License-Identifier: Apache-2.0
#include "tests/support/loopback_server.hpp"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>

namespace belvedere::test {

struct LoopbackServer::State {
    httplib::Server server;
    std::thread thread;
    int port = 0;
    std::atomic<std::size_t> requests{0}, now{0}, most{0};
    std::atomic<bool> stopping{false};

    // False when the server stopped meanwhile.
    [[nodiscard]] bool wait(double wait_s) const {
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(wait_s);
        while (!stopping && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return !stopping;
    }
};

LoopbackServer::LoopbackServer(LoopbackHandler handler) : state_(std::make_unique<State>()) {
    State& state = *state_;
    state.server.new_task_queue = [] { return new httplib::ThreadPool(32); };
    state.server.set_tcp_nodelay(true);
    // New connections wait in a short queue and are dropped for a second when it is full.
    state.server.set_keep_alive_max_count(100'000);
    const auto answer_request = [&state, handler = std::move(handler)](
                                    const httplib::Request& request, httplib::Response& response) {
        ++state.requests;
        const std::size_t now = ++state.now;
        std::size_t most = state.most.load();
        while (now > most && !state.most.compare_exchange_weak(most, now)) {
        }
        const LoopbackAnswer answer = handler(
            {request.path, request.get_header_value("Authorization"),
             request.get_header_value("If-None-Match"),
             request.get_header_value("If-Modified-Since"), request.get_header_value("Range"),
             request.get_header_value("Accept-Encoding"), request.method, request.body,
             request.get_header_value("Content-Type"),
             request.target.substr(std::min(request.target.find('?'), request.target.size()))});
        if (answer.delay_s > 0.0) {
            std::this_thread::sleep_for(std::chrono::duration<double>(answer.delay_s));
        }
        response.status = answer.status;
        const auto set = [&](const char* name, const std::string& value) {
            if (!value.empty()) response.set_header(name, value);
        };
        set("Location", answer.location);
        set("Link", answer.link);
        set("ETag", answer.etag);
        set("Retry-After", answer.retry_after);
        set("Content-Encoding", answer.content_encoding);
        set("Last-Modified", answer.last_modified);
        set("Cache-Control", answer.cache_control);
        if (answer.promised_bytes > 0) {
            response.set_content_provider(
                answer.promised_bytes, answer.content_type.c_str(),
                [&state, body = answer.body, drip_s = answer.drip_s](
                    std::size_t offset, std::size_t, httplib::DataSink& sink) {
                    if (offset < body.size()) {
                        return sink.write(body.data() + offset, body.size() - offset);
                    }
                    return drip_s > 0.0 && state.wait(drip_s) && sink.write("x", 1);
                });
        } else {
            response.set_content(answer.body, answer.content_type.c_str());
        }
        --state.now;
    };
    state.server.Get(".*", answer_request);
    state.server.Post(".*", answer_request);
    state.server.Patch(".*", answer_request);
    state.server.Delete(".*", answer_request);
    state.port = state.server.bind_to_any_port("127.0.0.1");
    state.thread = std::thread([&state] { state.server.listen_after_bind(); });
    while (!state.server.is_running()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

LoopbackServer::~LoopbackServer() {
    state_->stopping = true;
    state_->server.stop();
    state_->thread.join();
}

std::string LoopbackServer::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(state_->port) + path;
}

std::size_t LoopbackServer::requests() const {
    return state_->requests;
}
std::size_t LoopbackServer::most_at_once() const {
    return state_->most;
}

LoopbackHandler serve_folder(const std::filesystem::path& folder) {
    return [folder](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        std::ifstream file(folder / request.path.substr(1), std::ios::binary);
        if (!file) {
            answer.status = 404;
            return answer;
        }
        answer.body.assign(std::istreambuf_iterator<char>(file), {});
        return answer;
    };
}

}  // namespace belvedere::test
