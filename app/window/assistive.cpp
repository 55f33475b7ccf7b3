// SPDX-License-Identifier: Apache-2.0
#include "app/window/assistive.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/tree_json.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {
namespace {

// X11's bits of modifiers.
std::uint32_t x11_modifiers(input::Modifiers modifiers) {
    using input::Modifiers;
    const auto bit = [&](std::uint8_t ours, std::uint32_t theirs) {
        return modifiers.has(ours) ? theirs : 0U;
    };
    return bit(Modifiers::kShift, 1) | bit(Modifiers::kControl, 4) | bit(Modifiers::kAlt, 8) |
           bit(Modifiers::kSuper, 64);
}

}  // namespace

Assistive::Assistive(std::unique_ptr<access::Backend> backend) : backend_(std::move(backend)) {
    access::BackendOptions options;
    options.wake = [] { platform::Window::wake(); };
    if (auto started = backend_->start(std::move(options)); !started) {
        log::warning("assistive technology cannot be served: " + started.error().message);
    }
}

Assistive::~Assistive() {
    backend_->stop();
}

bool Assistive::takes(const input::KeyEvent& event) {
    if (!backend_->listening() || event.keysym == 0) return false;
    access::KeyEvent key;
    key.is_press = event.press != input::Press::kUp;
    key.keysym = event.keysym;
    key.keycode = event.hardware_code;
    key.modifiers = x11_modifiers(event.modifiers);
    // Latin keysyms are the letters themselves.
    if (event.keysym >= 0x20 && event.keysym < 0x7F) key.text = static_cast<char>(event.keysym);
    return backend_->key(key) == access::KeyUse::kSwallowed;
}

bool Assistive::carry_requests(ui::Frame& frame) {
    bool any = false;
    for (access::Request& request : backend_->take_requests()) {
        any = true;
        if (request.node == access::node_id(ui::kViewKey)) {
            focuses_view_ = true;
            continue;
        }
        if (std::find(objects_.begin(), objects_.end(), request.node) != objects_.end()) {
            object_requests_.push_back({request.node, request.action});
            continue;
        }
        frame.ask(std::move(request));
    }
    return any;
}

std::vector<Assistive::ObjectRequest> Assistive::take_object_requests() {
    return std::exchange(object_requests_, {});
}

bool Assistive::owes_tree() const {
    return backend_->listening() && !has_shown_;
}

bool Assistive::take_view_focus() {
    return std::exchange(focuses_view_, false);
}

void Assistive::announce(std::string_view sentence, access::Live urgency) {
    news_.announce(sentence, urgency, system_clock().steady_seconds());
}

std::optional<double> Assistive::next_s() const {
    return backend_->listening() ? news_.next_s() : std::nullopt;
}

void Assistive::show(const ui::Frame& frame, const ui::WindowFacts& facts,
                     const platform::Window& window) {
    (void)news_.advance(system_clock().steady_seconds());
    has_shown_ = backend_->listening();
    if (!has_shown_) return;
    objects_.clear();
    for (const ui::PictureObject& object : facts.objects)
        objects_.push_back(access::node_id(object.key));
    const auto [x, y] = window.position_px();
    backend_->set_window_position(x, y);
    backend_->push(ui::accessible_tree_maker(frame.shared_nodes(), facts, &news_));
}

std::string Assistive::dump(const ui::Frame& frame, const ui::WindowFacts& facts,
                            const access::Announcements& news) {
    return access::to_json(*ui::accessible_tree(frame.nodes(), facts, &news));
}

}  // namespace belvedere::window
