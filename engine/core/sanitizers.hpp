// SPDX-License-Identifier: Apache-2.0
// Whether this is compiled for a sanitizer, which GCC and Clang say in ways of their own: 1 or 0.
#pragma once

#if defined(__has_feature)
#define BELVEDERE_HAS_FEATURE(feature) __has_feature(feature)
#else
#define BELVEDERE_HAS_FEATURE(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || BELVEDERE_HAS_FEATURE(address_sanitizer)
#define BELVEDERE_ADDRESS_SANITIZER 1
#else
#define BELVEDERE_ADDRESS_SANITIZER 0
#endif

#if defined(__SANITIZE_THREAD__) || BELVEDERE_HAS_FEATURE(thread_sanitizer)
#define BELVEDERE_THREAD_SANITIZER 1
#else
#define BELVEDERE_THREAD_SANITIZER 0
#endif
