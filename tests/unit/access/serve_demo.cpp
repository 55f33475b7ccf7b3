// SPDX-License-Identifier: Apache-2.0
// A program with a window that nobody sees: it serves the demo's tree to assistive technology, does
// what is asked and says so. Lines in: "alarm TEXT", "status TEXT", "rows N", "key KEYSYM", "cpu",
// "quit". Lines out: "started", "listening 0|1", "request KEY ACTION VALUE START END TEXT", "cpu
// MS".
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

#include "engine/access/atk_backend.hpp"
#include "engine/access/text_ranges.hpp"
#include "engine/access/tree_problems.hpp"
#include "engine/core/clock.hpp"
#include "tests/unit/access/demo_tree.hpp"

namespace belvedere::access {
namespace {

class Demo {
  public:
    int run() {
        if (::pipe(pipe_.data()) != 0) return 1;
        const double begin_s = system_clock().steady_seconds();
        const auto wake = [this] {
            const char byte = 1;
            if (::write(pipe_[1], &byte, 1) != 1) std::cerr << "cannot wake\n";
        };
        if (!backend_.start({.application = "Demo", .wake = wake})) return 1;
        backend_.set_window_position(100, 50);
        show();
        say("started " + std::to_string((system_clock().steady_seconds() - begin_s) * 1e3));
        while (is_running_)
            step();
        backend_.stop();
        say("stopped");
        return 0;
    }

  private:
    static void say(const std::string& line) { std::cout << line << std::endl; }

    void show() {
        // As the window does: the tree is made, and here looked through, by the backend's thread.
        backend_.push([state = state_] {
            auto tree = demo_tree(state);
            for (const TreeProblem& problem : problems(*tree))
                say(problem.key + problem.message);
            return tree;
        });
    }

    void step() {
        std::array<pollfd, 2> waits = {pollfd{STDIN_FILENO, POLLIN, 0},
                                       pollfd{pipe_[0], POLLIN, 0}};
        ::poll(waits.data(), waits.size(), 10'000);
        if (waits[1].revents != 0) {
            std::array<char, 64> bytes{};
            (void)::read(pipe_[0], bytes.data(), bytes.size());
        }
        if (backend_.listening() != is_listening_) {
            is_listening_ = !is_listening_;
            say(is_listening_ ? "listening 1" : "listening 0");
        }
        bool is_changed = false;
        for (const Request& request : backend_.take_requests()) {
            carry_out(request);
            is_changed = true;
        }
        if (waits[0].revents != 0) {
            do {
                is_changed |= command();
            } while (is_running_ && std::cin.rdbuf()->in_avail() > 0);  // Lines that came together.
        }
        if (is_changed) show();
    }

    bool command() {
        std::string line, word, rest;
        if (!std::getline(std::cin, line)) {
            is_running_ = false;
            return false;
        }
        std::istringstream words(line);
        words >> word;
        std::getline(words >> std::ws, rest);
        if (word == "alarm") state_.notification = rest;
        if (word == "status") state_.status = rest;
        if (word == "rows") state_.extra_rows = std::stoi(rest);
        if (word == "cpu") say("cpu " + std::to_string(thread_cpu_seconds() * 1e3));
        if (word == "key") press(static_cast<std::uint32_t>(std::stoul(rest)));
        if (word == "quit") is_running_ = false;
        return word != "cpu" && word != "key" && word != "quit";
    }

    void press(std::uint32_t keysym) {
        const double begin_s = system_clock().steady_seconds();
        const KeyUse use = backend_.key({.keysym = keysym, .keycode = 38, .text = "a"});
        const double took_ms = (system_clock().steady_seconds() - begin_s) * 1e3;
        say(std::string(use == KeyUse::kSwallowed ? "swallowed " : "ours ") +
            std::to_string(took_ms));
    }

    void carry_out(const Request& request) {
        const auto tree = demo_tree(state_);
        const std::uint32_t index = tree->find(request.node);
        if (index == AccessibleTree::kNone) return;
        const std::string& key = tree->node(index).key;
        std::ostringstream line;
        line << "request " << key << ' ' << name_of(request.action) << ' ' << request.value << ' '
             << request.start << ' ' << request.end << ' ' << request.text;
        say(line.str());
        if (request.action == Action::kFocus) state_.focus = key;
        if (key == "panel.traffic" && request.action == Action::kToggle) state_.traffic ^= true;
        if (key == "panel.hour" && request.action == Action::kSetValue) state_.hour = request.value;
        if (key == "panel.refresh" && request.action == Action::kPress) state_.status = "Refreshed";
        if (key == "panel.group") state_.is_group_open = request.action == Action::kExpand;
        if (key == "panel.search") edit(request);
        if (request.action != Action::kSelect) return;
        if (key == "panel.quality.fast") state_.quality = 0;
        if (key == "panel.quality.fine") state_.quality = 1;
        if (tree->node(index).role == Role::kRow) state_.selected_row = tree->node(index).row;
    }

    void edit(const Request& request) {
        std::u32string text = code_points(state_.search);
        const auto start = std::min(text.size(), static_cast<std::size_t>(request.start));
        const auto end = std::min(text.size(), static_cast<std::size_t>(request.end));
        if (request.action == Action::kSetText) text = code_points(request.text);
        if (request.action == Action::kReplaceText) {
            text.replace(start, end - start, code_points(request.text));
        }
        const int last = static_cast<int>(text.size());
        state_.search = utf8_of(text);
        state_.caret = {last, last, last};
        if (request.action == Action::kSetTextSelection) {
            state_.caret = {request.end, request.start, request.end};
        }
    }

    AtkBackend backend_;
    DemoState state_;
    std::array<int, 2> pipe_{};
    bool is_listening_ = false, is_running_ = true;
};

}  // namespace
}  // namespace belvedere::access

int main() {
    std::ios::sync_with_stdio(false);  // So that in_avail() knows what waits.
    return belvedere::access::Demo().run();
}
