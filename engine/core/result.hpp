// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value, or the reason why there is none.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace belvedere {

// Why an operation failed, in the classes a caller can act on.
enum class ErrorKind {
    kBadData,      // The bytes are not what they claim to be; trying again cannot help.
    kUnsupported,  // Well-formed, but asks for something this program does not do.
    kNotFound,     // The named thing is not there.
    kTemporary,    // A passing fault (network, lock); trying again later may help.
    kLimit,        // A named limit was reached; the message names it.
    kCancelled,    // The caller no longer wants the answer.
    kDenied,       // Permission or policy forbids it.
    kDevice,       // The GPU, the window system or the disk failed.
    kUsage,        // The caller's request is wrong (command line, argument).
};

// A failure with a sentence for a person. Messages start with a lower-case letter, name the thing
// ("tile a.b3dm: batch table ends after its buffer") and carry no trailing full stop.
struct Error {
    ErrorKind kind = ErrorKind::kBadData;
    std::string message;
};

// The value of a successful call, or its Error. Every call that can fail on user data returns one;
// bugs are asserts instead. Use like std::expected (C++23): has_value(), *r, r->, r.error().
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using tl::expected<T, Error>::expected;
    // Implicit, as expected itself is from a value. NOLINTNEXTLINE(google-explicit-constructor)
    Result(tl::expected<T, Error>&& other) : tl::expected<T, Error>(std::move(other)) {}
};

using Failure = tl::unexpected<Error>;

// `return fail(ErrorKind::kBadData, "...")` from any function that returns a Result.
[[nodiscard]] inline Failure fail(ErrorKind kind, std::string message) {
    return Failure(Error{kind, std::move(message)});
}

// Hands an error up unchanged.
[[nodiscard]] inline Failure fail(Error error) {
    return Failure(std::move(error));
}

// Hands an error up with what was being done in front: "tileset.json: " + message.
[[nodiscard]] inline Failure fail_in(const std::string& context, Error error) {
    error.message = context + ": " + error.message;
    return Failure(std::move(error));
}

}  // namespace belvedere
