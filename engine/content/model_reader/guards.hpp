// SPDX-License-Identifier: Apache-2.0
// What a process gives up before it reads what somebody made.
#pragma once

#include <sys/types.h>

namespace belvedere::content::model {

// No memory beyond limits::kReaderMemoryBytes, no computing beyond limits::kReaderProcessor_s, no
// file opened or written from now on, no new rights, no dump when it falls, and its end with that
// of `parent`. Whether all that is so and the parent is still there. Builds with sanitizers, which
// take address space without bound and open files, keep memory and files.
[[nodiscard]] bool give_up_rights(pid_t parent);

}  // namespace belvedere::content::model
