// SPDX-License-Identifier: Apache-2.0
// Limits of linked data: what one signed document can make the program do.
#pragma once

#include <cstddef>

namespace belvedere::linked::limits {

inline constexpr std::size_t kDocumentBytes = std::size_t{1} << 20;  // Of a document or a context.
// A value takes about 100 bytes here; a page of a thousand entities has some 30,000.
inline constexpr std::size_t kJsonValues = 100'000;
inline constexpr std::size_t kQuads = 20'000;
inline constexpr std::size_t kBlankNodes = 8'192;
// Contexts that contexts name, and scoped contexts in each other.
inline constexpr std::size_t kContextDepth = 8;
// Terms copied and made while contexts of one document are processed. NGSI-LD's core has 200, so
// that this is 2,000 contexts beside it, or a tenth of a second.
inline constexpr std::size_t kTermsMade = 400'000;
// Steps of canonicalisation: one is a quad looked at or an order tried by the part that is
// exponential (Hash N-Degree Quads), about 2 microseconds. The hardest graphs of the W3C's test
// suite that must be solved take 6,000, a list of 64 equal numbers 28,000.
inline constexpr std::size_t kCanonicalSteps = 60'000;
// That part calls itself so deep, once for each blank node of a chain of equal ones.
inline constexpr std::size_t kCanonicalDepth = 256;

}  // namespace belvedere::linked::limits
