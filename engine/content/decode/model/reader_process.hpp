// SPDX-License-Identifier: Apache-2.0
// A program that is started for one piece of work, talked to over one socket, and gone when that is
// done or its time is up.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "engine/core/bytes.hpp"
#include "engine/core/descriptor.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::model {

// Ends the process, whatever it does, when it goes out of scope. What the process gets of this one
// is a socket as its standard input, nothing where it writes messages, no other open file, no
// environment, no blocked signals, and this process's id as its only argument. One thread; blocks.
class ReaderProcess final {
  public:
    // All that follows fails with kTemporary once `deadline` has passed since now.
    explicit ReaderProcess(std::chrono::milliseconds deadline);
    ReaderProcess(const ReaderProcess&) = delete;
    ReaderProcess& operator=(const ReaderProcess&) = delete;
    ~ReaderProcess();

    // Once, first. kNotFound: there is no such program; kDevice: the system has no room for it.
    [[nodiscard]] Result<void> start(const std::filesystem::path& program);
    // Everything, or an error: kTemporary at the deadline. A process that hears no more is no
    // error: it may have answered first, which receive() tells.
    [[nodiscard]] Result<void> send(ByteView bytes);
    // Everything, or an error: kTemporary at the deadline, kBadData when the process has ended.
    [[nodiscard]] Result<void> receive(std::span<std::byte> into);

  private:
    [[nodiscard]] Result<void> wait_until_ready(short events);
    [[nodiscard]] Failure ended();
    [[nodiscard]] int end();

    std::chrono::steady_clock::time_point until_;
    std::chrono::milliseconds deadline_;
    std::optional<Descriptor> socket_;
    pid_t child_ = -1;
};

}  // namespace belvedere::content::model
