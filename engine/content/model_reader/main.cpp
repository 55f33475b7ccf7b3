// SPDX-License-Identifier: Apache-2.0
// Entry point of belvedere-models: reads one model for the program that started it, over the socket
// that is its standard input, and ends. A process of its own, because the library that reads ends
// the one it is in, by assertions and faults of its own, where a file is broken.
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <exception>
#include <span>
#include <string>
#include <string_view>

#include "engine/content/decode/model/answer_layout.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/model_reader/assimp_model.hpp"
#include "engine/content/model_reader/guards.hpp"

namespace {

using namespace belvedere;
using namespace belvedere::content::model;

enum Exit { kDone = 0, kFailed = 1, kWrongUse = 2 };

// Nobody is there any more to hear of it.
[[noreturn]] void give_up() {
    ::_exit(kFailed);
}

void send(ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::write(STDIN_FILENO, bytes.data(), bytes.size());
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) give_up();
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
}

void receive(std::span<std::byte> into) {
    while (!into.empty()) {
        const ssize_t got = ::read(STDIN_FILENO, into.data(), into.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) give_up();
        into = into.subspan(static_cast<std::size_t>(got));
    }
}

template <class T>
T receive_record() {
    T record;
    receive(std::as_writable_bytes(std::span(&record, 1)));
    return record;
}

template <class T>
void send_record(const T& record) {
    send(std::as_bytes(std::span(&record, 1)));
}

void say(layout::Saying saying, ByteView bytes) {
    send_record(layout::SayingRecord{saying, static_cast<std::uint32_t>(bytes.size())});
    send(bytes);
}

Result<Bytes> ask(const std::string& name) {
    if (name.size() > limits::kModelNameBytes) return fail(ErrorKind::kLimit, "too long a name");
    say(layout::Saying::kAsk, as_bytes(name));
    const auto record = receive_record<layout::FileRecord>();
    if (record.is_there == 0) return fail(ErrorKind::kNotFound, "no such file");
    if (record.bytes > limits::kModelBytes) give_up();
    Bytes file(record.bytes);
    receive(file);
    return file;
}

void serve() {
    auto order = receive_record<layout::OrderRecord>();
    if (order.magic != layout::kMagic || order.version != layout::kVersion ||
        order.file_bytes > limits::kModelBytes) {
        give_up();
    }
    Bytes file(order.file_bytes);
    receive(file);
    order.format[sizeof(order.format) - 1] = '\0';
    say(layout::Saying::kAnswer, write_model_answer(read_assimp_model(file, order.format, ask)));
}

}  // namespace

int main(int argc, char** argv) {
    pid_t parent = 0;
    const std::string_view number = argc == 2 ? argv[1] : "";
    const auto read = std::from_chars(number.data(), number.data() + number.size(), parent);
    if (number.empty() || read.ec != std::errc() || read.ptr != number.data() + number.size()) {
        constexpr std::string_view kUse =
            "belvedere-models is started by belvedere, to read models that cities place\n";
        (void)!::write(STDERR_FILENO, kUse.data(), kUse.size());
        return kWrongUse;
    }
    if (!give_up_rights(parent)) return kFailed;
    try {
        serve();
    } catch (const std::exception&) {
        give_up();  // Out of memory, which the other side is told by the silence.
    }
    // Without tidying up: what the library lost of a broken file is nobody's any more.
    ::_exit(kDone);
}
