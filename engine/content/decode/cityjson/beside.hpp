// SPDX-License-Identifier: Apache-2.0
// What stands beside the boundaries of a geometry: semantics, and materials and textures by theme,
// nested like the boundaries themselves. Seen by .cpp files that have included simdjson.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace belvedere::content::cityjson {

inline constexpr std::size_t kThemesBeside = 4;  // Of one geometry; further ones are left out.

// What stands beside one value of a level of boundaries. A number where a list is expected holds
// for all that is below it; null for none of it.
template <class Element>
struct Beside {
    struct Theme {
        std::uint32_t theme = 0;
        std::optional<Element> material, texture;
    };
    std::optional<Element> semantics;
    std::array<Theme, kThemesBeside> themes;
    std::size_t theme_count = 0;
};

// Steps through a list, or repeats a single value.
template <class Element, class Array>
class BesideList {
  public:
    explicit BesideList(const std::optional<Element>& whole) : single_(whole) {
        if (!whole || whole->get(list_) != simdjson::SUCCESS) return;
        single_.reset();
        at_ = list_.begin();
        is_list_ = true;
    }
    std::optional<Element> next() {
        if (!is_list_) return single_;
        if (!(at_ != list_.end())) return std::nullopt;
        const Element element = *at_;
        ++at_;
        if (element.is_null()) return std::nullopt;
        return element;
    }

  private:
    std::optional<Element> single_;
    Array list_;
    typename Array::iterator at_{};
    bool is_list_ = false;
};

// Steps through all that stands beside a list of boundaries.
template <class Element, class Array>
class BesideCursor {
  public:
    explicit BesideCursor(const Beside<Element>& whole)
        : semantics_(whole.semantics), count_(whole.theme_count) {
        for (std::size_t i = 0; i < count_; ++i) {
            themes_[i] = whole.themes[i].theme;
            materials_[i] = BesideList<Element, Array>(whole.themes[i].material);
            textures_[i] = BesideList<Element, Array>(whole.themes[i].texture);
        }
    }
    Beside<Element> next() {
        Beside<Element> one;
        one.semantics = semantics_.next();
        one.theme_count = count_;
        for (std::size_t i = 0; i < count_; ++i) {
            one.themes[i] = {themes_[i], materials_[i].next(), textures_[i].next()};
        }
        return one;
    }

  private:
    using List = BesideList<Element, Array>;
    List semantics_;
    std::array<std::uint32_t, kThemesBeside> themes_{};
    std::array<List, kThemesBeside> materials_{List({}), List({}), List({}), List({})};
    std::array<List, kThemesBeside> textures_{List({}), List({}), List({}), List({})};
    std::size_t count_ = 0;
};

}  // namespace belvedere::content::cityjson
