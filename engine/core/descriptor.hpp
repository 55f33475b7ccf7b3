// SPDX-License-Identifier: Apache-2.0
// A POSIX file descriptor with an owner.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace belvedere {

// Closes the descriptor when it goes out of scope; a negative one (a failed open) is none. Not
// copyable; any thread, one at a time.
class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    [[nodiscard]] int get() const { return value_; }

  private:
    int value_;
};

// Fills `into` from `offset` of the file, whatever pieces and interruptions the system makes of it.
// How many bytes there were: fewer than asked for means that the file ends; none with errno set
// means that it cannot be read. Any number of threads may read one descriptor.
[[nodiscard]] inline std::optional<std::size_t> read_at(int descriptor, std::span<std::byte> into,
                                                        std::uint64_t offset) {
    std::size_t done = 0;
    while (done < into.size()) {
        const ssize_t got = ::pread(descriptor, into.data() + done, into.size() - done,
                                    static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}  // namespace belvedere
