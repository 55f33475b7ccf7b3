// SPDX-License-Identifier: Apache-2.0
// Every bound of the expression language, with its reason.
#pragma once

#include <cstddef>

namespace belvedere::expression {

// Text of one expression; the longest seen in published styles are below 2 kB.
inline constexpr std::size_t kSourceBytesMax = 64 * 1024;
// Parentheses, brackets, calls, conditionals and unary signs inside one another.
inline constexpr int kNestingMax = 64;
// Nodes of one expression, defines inserted. Left-leaning chains (a && b && ...) recurse once a
// node when evaluated: 2,048 frames are below 1 MB of stack.
inline constexpr std::size_t kNodesMax = 2048;
// Text made by one evaluation.
inline constexpr std::size_t kTextBytesMax = 1024 * 1024;
// Regular expressions run in time states x characters (no backtracking), so both are bounded.
inline constexpr std::size_t kPatternBytesMax = 256;
inline constexpr std::size_t kPatternRepeatMax = 64;
inline constexpr std::size_t kPatternSubjectBytesMax = 4096;
// Patterns made from feature values in one evaluation.
inline constexpr std::size_t kPatternsMax = 16;
// Arrays and objects inside one another in a property that is JSON text.
inline constexpr int kJsonDepthMax = 64;
// Elements of a JSON array that are turned into text.
inline constexpr std::size_t kArrayElementsMax = 65536;

// A style file.
inline constexpr std::size_t kStyleBytesMax = 4 * 1024 * 1024;
inline constexpr std::size_t kConditionsMax = 10'000;
inline constexpr std::size_t kDefinesMax = 1'000;

}  // namespace belvedere::expression
