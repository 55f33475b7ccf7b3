// SPDX-License-Identifier: Apache-2.0
// A POSIX file descriptor with an owner.
#pragma once

#include <unistd.h>

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

}  // namespace belvedere
