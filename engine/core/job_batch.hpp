// SPDX-License-Identifier: Apache-2.0
// Running many like jobs and waiting for all of them.
#pragma once

#include <cstddef>
#include <functional>

#include "engine/core/job_pool.hpp"

namespace belvedere {

// Runs job(0) ... job(count - 1) on the pool's workers, in this order as far as workers are free,
// and returns when all are done. Each job writes only what belongs to its index. `finished`, when
// given, is called after each job with the number done so far: one call at a time, on the worker;
// it must be quick. Must not be called from a job of the same pool, which could then wait for
// itself.
void run_batch(JobPool& pool, std::size_t count, const std::function<void(std::size_t)>& job,
               const std::function<void(std::size_t)>& finished = {});

}  // namespace belvedere
