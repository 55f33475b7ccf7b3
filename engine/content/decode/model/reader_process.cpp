// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/model/reader_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace belvedere::content::model {
namespace {

// Releases what posix_spawn is told by, however it went.
class SpawnWishes final {
  public:
    SpawnWishes() {
        posix_spawn_file_actions_init(&files_);
        posix_spawnattr_init(&attributes_);
    }
    SpawnWishes(const SpawnWishes&) = delete;
    SpawnWishes& operator=(const SpawnWishes&) = delete;
    ~SpawnWishes() {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&files_);
    }

    // Whether the system took it all.
    [[nodiscard]] bool prepare(int socket) {
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        return posix_spawn_file_actions_adddup2(&files_, socket, STDIN_FILENO) == 0 &&
               posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) ==
                   0 &&
               posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0) ==
                   0 &&
               posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1) == 0 &&
               posix_spawnattr_setsigmask(&attributes_, &none) == 0 &&
               posix_spawnattr_setsigdefault(&attributes_, &all) == 0 &&
               posix_spawnattr_setflags(&attributes_,
                                        POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
    }

    [[nodiscard]] int spawn(const std::string& program, pid_t& child) const {
        std::string name = "belvedere-models";
        std::string parent = std::to_string(::getpid());
        // Numbers are read the same in every language.
        std::string language = "LC_ALL=C";
        char* arguments[] = {name.data(), parent.data(), nullptr};
        char* environment[] = {language.data(), nullptr};
        return posix_spawn(&child, program.c_str(), &files_, &attributes_, arguments, environment);
    }

  private:
    posix_spawn_file_actions_t files_;
    posix_spawnattr_t attributes_;
};

}  // namespace

ReaderProcess::ReaderProcess(std::chrono::milliseconds deadline)
    : until_(std::chrono::steady_clock::now() + deadline), deadline_(deadline) {}

ReaderProcess::~ReaderProcess() {
    (void)end();
}

Result<void> ReaderProcess::start(const std::filesystem::path& program) {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail(ErrorKind::kDevice, "the program that reads it cannot be started: " +
                                            std::generic_category().message(errno));
    }
    socket_.emplace(ends[0]);
    const Descriptor theirs(ends[1]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    SpawnWishes wishes;
    if (!wishes.prepare(theirs.get())) {
        return fail(ErrorKind::kDevice, "the program that reads it cannot be started");
    }
    const int problem = wishes.spawn(program.string(), child_);
    if (problem == 0) return {};
    child_ = -1;
    if (problem == ENOENT) {
        return fail(ErrorKind::kNotFound,
                    "the program that reads models of this kind is not installed");
    }
    return fail(ErrorKind::kDevice, "the program that reads it cannot be started: " +
                                        std::generic_category().message(problem));
}

Result<void> ReaderProcess::wait_until_ready(short events) {
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until_ - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            return fail(ErrorKind::kTemporary,
                        "reading it took longer than " +
                            std::to_string((deadline_.count() + 999) / 1000) + " s");
        }
        pollfd one{socket_->get(), events, 0};
        const int ready = ::poll(
            &one, 1,
            static_cast<int>(std::min<std::int64_t>(left.count() + 1, std::int64_t{60'000})));
        if (ready > 0) return {};
        if (ready < 0 && errno != EINTR) {
            return fail(ErrorKind::kDevice, std::generic_category().message(errno));
        }
    }
}

Result<void> ReaderProcess::send(ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_->get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (auto ready = wait_until_ready(POLLOUT); !ready) return ready;
        } else if (errno == EPIPE || errno == ECONNRESET) {
            return {};  // It hears no more; what it said before that is still to be read.
        } else if (errno != EINTR) {
            return ended();
        }
    }
    return {};
}

Result<void> ReaderProcess::receive(std::span<std::byte> into) {
    while (!into.empty()) {
        const ssize_t got = ::recv(socket_->get(), into.data(), into.size(), 0);
        if (got > 0) {
            into = into.subspan(static_cast<std::size_t>(got));
        } else if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            if (auto ready = wait_until_ready(POLLIN); !ready) return ready;
        } else if (got == 0 || errno != EINTR) {
            return ended();
        }
    }
    return {};
}

// Why there is nothing more to hear. A process that closed its end and goes on is ended by us.
Failure ReaderProcess::ended() {
    const int status = end();
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        return fail(ErrorKind::kTemporary, "reading it took too much computing time");
    }
    return fail(ErrorKind::kBadData, "it is broken: the program that reads it ended over it");
}

// The status with which the process ended; 0 when there is none.
int ReaderProcess::end() {
    if (child_ < 0) return 0;
    // Until it is waited for, its id is nobody else's; one that is ending keeps its own status.
    ::kill(child_, SIGKILL);
    int status = 0;
    pid_t waited = -1;
    do {
        waited = ::waitpid(child_, &status, 0);
    } while (waited < 0 && errno == EINTR);
    child_ = -1;
    return waited < 0 ? 0 : status;
}

}  // namespace belvedere::content::model
