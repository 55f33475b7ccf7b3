// SPDX-License-Identifier: Apache-2.0
// FeatureNames: which features of a layer a project says something of.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace belvedere::project {

// Of all layers of a project together, hidden and isolated ones; and the bytes of their names. What
// is beyond is refused: a project of so many is not edited by hand, and its file has a limit too.
inline constexpr std::size_t kNamedFeaturesMax = 100'000;
inline constexpr std::size_t kFeatureNameBytesMax = 8U << 20;

// Names as the source has them, sorted, each once. A value; those of equal steps of a project's
// history share their memory, so that undoing costs no copy of a hundred thousand names.
class FeatureNames {
  public:
    FeatureNames() = default;
    explicit FeatureNames(std::vector<std::string> names) {
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        if (names.empty()) return;
        names_ = std::make_shared<const std::vector<std::string>>(std::move(names));
    }
    [[nodiscard]] const std::vector<std::string>& all() const {
        static const std::vector<std::string> kNone;
        return names_ ? *names_ : kNone;
    }
    [[nodiscard]] bool empty() const { return names_ == nullptr; }
    friend bool operator==(const FeatureNames& a, const FeatureNames& b) {
        return a.names_ == b.names_ || a.all() == b.all();
    }

  private:
    std::shared_ptr<const std::vector<std::string>> names_;  // Null: none.
};

}  // namespace belvedere::project
