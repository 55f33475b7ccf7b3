// SPDX-License-Identifier: Apache-2.0
// Assistive: the window's side of assistive technology: shows it the tree of each frame that
// differs, tells it the news, hands it keys first and carries its wishes to the widgets.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/input/input_event.hpp"
#include "app/platform/window.hpp"
#include "app/ui/accessible.hpp"
#include "app/ui/frame.hpp"
#include "engine/access/announcements.hpp"
#include "engine/access/backend.hpp"

namespace belvedere::window {

// Main thread. Costs nothing while nobody listens.
class Assistive {
  public:
    explicit Assistive(std::unique_ptr<access::Backend> backend);
    ~Assistive();
    Assistive(const Assistive&) = delete;
    Assistive& operator=(const Assistive&) = delete;

    // Whether a screen reader took the key for itself.
    [[nodiscard]] bool takes(const input::KeyEvent& event);
    // Hands what was asked for to the frame; true when there was something.
    [[nodiscard]] bool carry_requests(ui::Frame& frame);
    [[nodiscard]] bool is_heard() const { return backend_->listening(); }
    // What was asked of objects of the picture since the last call.
    struct ObjectRequest {
        access::NodeId object;
        access::Action action = access::Action::kPress;
    };
    [[nodiscard]] std::vector<ObjectRequest> take_object_requests();
    // Somebody began to listen and has seen nothing yet: a frame is due.
    [[nodiscard]] bool owes_tree() const;
    // Whether the keyboard is to be the picture's; once.
    [[nodiscard]] bool take_view_focus();

    // A sentence that is spoken without being asked for.
    void announce(std::string_view sentence, access::Live urgency);
    // What was said, for a panel.
    [[nodiscard]] const access::Announcements& news() const { return news_; }
    // When show() should be called though nothing happens; nothing: never.
    [[nodiscard]] std::optional<double> next_s() const;
    // After a frame.
    void show(const ui::Frame& frame, const ui::WindowFacts& facts, const platform::Window& window);
    // The tree as JSON; what a screen reader would be told now.
    [[nodiscard]] static std::string dump(const ui::Frame& frame, const ui::WindowFacts& facts,
                                          const access::Announcements& news);

  private:
    std::unique_ptr<access::Backend> backend_;
    access::Announcements news_;
    std::vector<access::NodeId> objects_;  // Of the picture, as shown last.
    std::vector<ObjectRequest> object_requests_;
    bool focuses_view_ = false;
    bool has_shown_ = false;  // Since somebody listens.
};

}  // namespace belvedere::window
