// SPDX-License-Identifier: Apache-2.0
#include "engine/net/loopback_endpoint.hpp"

#include <httplib.h>

#include <mutex>
#include <random>
#include <thread>
#include <utility>

namespace belvedere::net {
namespace {

constexpr std::size_t kEndpointThreads = 2;

std::string random_path() {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::random_device random;
    std::string path = "/";
    for (int i = 0; i < 32; ++i)
        path += kDigits[random() % 16];
    return path;
}

}  // namespace

struct LoopbackEndpoint::State {
    httplib::Server server;
    std::thread thread;
    std::mutex mutex;  // One call of the handler at a time.
    Handler handler;
    std::string url;

    ~State() {
        server.stop();
        if (thread.joinable()) thread.join();
    }
};

LoopbackEndpoint::LoopbackEndpoint(std::unique_ptr<State> state) : state_(std::move(state)) {}
LoopbackEndpoint::~LoopbackEndpoint() = default;

Result<std::unique_ptr<LoopbackEndpoint>> LoopbackEndpoint::open(std::uint16_t port,
                                                                 std::uint64_t body_bytes_max,
                                                                 Handler handler) {
    auto state = std::make_unique<State>();
    State* self = state.get();
    self->handler = std::move(handler);
    httplib::Server& server = self->server;
    server.new_task_queue = [] { return new httplib::ThreadPool(kEndpointThreads); };
    server.set_payload_max_length(static_cast<std::size_t>(body_bytes_max));
    server.set_read_timeout(1, 0);
    server.set_write_timeout(1, 0);
    // A connection kept open would hold up the end of the program.
    server.set_keep_alive_max_count(1);
    // Without the library's own SO_REUSEPORT, by which another program could listen there too.
    server.set_socket_options([](socket_t socket) {
        const int on = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    });
    const std::string path = random_path();
    server.Post(path, [self](const httplib::Request& request, httplib::Response& response) {
        const std::string type = request.get_header_value("Content-Type");
        const std::string link = request.get_header_value("Link");
        const std::lock_guard lock(self->mutex);
        self->handler({type, link, as_bytes(request.body)});
        response.status = 204;
    });
    int bound = port;
    if (port == 0) {
        bound = server.bind_to_any_port("127.0.0.1");
    } else if (!server.bind_to_port("127.0.0.1", port)) {
        bound = -1;
    }
    if (bound <= 0)
        return fail(ErrorKind::kDevice, "cannot listen on 127.0.0.1:" + std::to_string(port));
    self->url = "http://127.0.0.1:" + std::to_string(bound) + path;
    self->thread = std::thread([self] { self->server.listen_after_bind(); });
    // A stop before it runs would be lost.
    while (!server.is_running())
        std::this_thread::yield();
    return std::unique_ptr<LoopbackEndpoint>(new LoopbackEndpoint(std::move(state)));
}

const std::string& LoopbackEndpoint::url() const {
    return state_->url;
}

}  // namespace belvedere::net
