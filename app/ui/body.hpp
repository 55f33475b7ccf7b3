// SPDX-License-Identifier: Apache-2.0
// Body: what a container draws inside itself; a reference to a callable that lives for the call.
#pragma once

#include <memory>
#include <type_traits>

namespace belvedere::ui {

// `ui::section("id", {...}, [&] { ... })`. Never stored, hence no allocation.
class Body {
  public:
    template <class Callable>
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
