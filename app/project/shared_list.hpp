// SPDX-License-Identifier: Apache-2.0
// SharedList: a list in a project whose equal copies share their memory.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace belvedere::project {

// A value. A project is copied for each step of its history; lists that only few steps change
// would cost their whole size each time.
template <class Item>
class SharedList {
  public:
    SharedList() = default;
    explicit SharedList(std::vector<Item> items) {
        if (!items.empty()) items_ = std::make_shared<const std::vector<Item>>(std::move(items));
    }
    [[nodiscard]] const std::vector<Item>& all() const {
        static const std::vector<Item> kNone;
        return items_ ? *items_ : kNone;
    }
    [[nodiscard]] bool empty() const { return items_ == nullptr; }
    // Whether it is the very same list, which costs nothing to ask.
    [[nodiscard]] bool is_same(const SharedList& other) const { return items_ == other.items_; }
    friend bool operator==(const SharedList& a, const SharedList& b) {
        return a.items_ == b.items_ || a.all() == b.all();
    }

  private:
    std::shared_ptr<const std::vector<Item>> items_;  // Null: none.
};

}  // namespace belvedere::project
