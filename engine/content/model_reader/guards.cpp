// SPDX-License-Identifier: Apache-2.0
#include "engine/content/model_reader/guards.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/content/decode/model/limits.hpp"
#include "engine/core/sanitizers.hpp"

namespace belvedere::content::model {
namespace {

constexpr bool kIsSanitized = BELVEDERE_ADDRESS_SANITIZER == 1 || BELVEDERE_THREAD_SANITIZER == 1;

bool limit(decltype(RLIMIT_AS) what, rlim_t soft, rlim_t hard) {
    rlimit now{};
    if (::getrlimit(what, &now) != 0) return false;
    // What is allowed less already stays so.
    if (now.rlim_max < hard) hard = now.rlim_max;
    if (soft > hard) soft = hard;
    const rlimit wanted{soft, hard};
    return ::setrlimit(what, &wanted) == 0;
}

}  // namespace

bool give_up_rights(pid_t parent) {
    // Asked after the wish, so that a parent that went in between is noticed.
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) return false;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return false;
    if (!limit(RLIMIT_CORE, 0, 0)) return false;
    // At the first a signal that tells the parent why, at the second the end.
    if (!limit(RLIMIT_CPU, limits::kReaderProcessor_s, limits::kReaderProcessor_s + 1))
        return false;
    if (!limit(RLIMIT_FSIZE, 0, 0)) return false;
    if (kIsSanitized) return true;
    return limit(RLIMIT_AS, limits::kReaderMemoryBytes, limits::kReaderMemoryBytes) &&
           limit(RLIMIT_NOFILE, STDERR_FILENO + 1, STDERR_FILENO + 1);
}

}  // namespace belvedere::content::model
