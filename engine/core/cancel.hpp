// SPDX-License-Identifier: Apache-2.0
// A flag that says "the answer is no longer wanted", shared between who asks and who works.
#pragma once

#include <atomic>
#include <memory>

namespace belvedere {

// Copies share one flag. Any thread may cancel or ask. A default token is never cancelled by
// others.
class CancelToken {
  public:
    CancelToken() : flag_(std::make_shared<std::atomic<bool>>(false)) {}
    void cancel() const { flag_->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool cancelled() const { return flag_->load(std::memory_order_relaxed); }

  private:
    std::shared_ptr<std::atomic<bool>> flag_;
};

}  // namespace belvedere
