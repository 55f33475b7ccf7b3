// SPDX-License-Identifier: Apache-2.0
// Body: what a container draws inside itself; a reference to a callable that lives for the call.
#pragma once

#include <memory>
#include <type_traits>

namespace belvedere::ui {

// `ui::section("id", {...}, [&] { ... })`. Never stored, hence no allocation. Made from a lambda
// without a word: that is what it is for, and its constructor leaves Body itself out.
class Body {
  public:
    template <class Callable>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload,google-explicit-constructor)
    requires(!std::is_same_v<std::remove_cvref_t<Callable>, Body>) Body(Callable&& callable)
        : object_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
          call_(
              [](void* object) { (*static_cast<std::remove_reference_t<Callable>*>(object))(); }) {}
    void operator()() const { call_(object_); }

  private:
    void* object_;
    void (*call_)(void*);
};

}  // namespace belvedere::ui
