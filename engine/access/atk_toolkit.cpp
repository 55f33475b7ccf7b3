// SPDX-License-Identifier: Apache-2.0
#include "engine/access/atk_toolkit.hpp"

#include <atk-bridge.h>
#include <atk/atk.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

namespace belvedere::access {
namespace {

struct KeyListener {
    guint id;
    AtkKeySnoopFunc function;
    gpointer data;
};

// ATK calls plain functions without an argument of ours, so these are the process's; written and
// read on the backend's thread, but for the count.
AtkObject* root = nullptr;
std::vector<KeyListener> listeners;
guint next_listener = 1;
std::atomic<std::size_t> listener_count{0};

guint add_key_listener(AtkKeySnoopFunc function, gpointer data) {
    listeners.push_back({next_listener, function, data});
    listener_count = listeners.size();
    return next_listener++;
}

void remove_key_listener(guint id) {
    std::erase_if(listeners, [id](const KeyListener& listener) { return listener.id == id; });
    listener_count = listeners.size();
}

}  // namespace

AtkToolkit::AtkToolkit(AtkObjects& objects) {
    root = objects.application();
    auto* util = static_cast<AtkUtilClass*>(g_type_class_ref(ATK_TYPE_UTIL));
    util->get_root = [] { return root; };
    util->get_toolkit_name = [] { return "Belvedere"; };
    util->get_toolkit_version = [] { return "1"; };
    util->add_key_event_listener = add_key_listener;
    util->remove_key_event_listener = remove_key_listener;
    g_type_class_unref(util);
    atk_bridge_adaptor_init(nullptr, nullptr);
}

AtkToolkit::~AtkToolkit() {
    atk_bridge_adaptor_cleanup();
    listeners.clear();
    listener_count = 0;
    root = nullptr;
}

KeyUse AtkToolkit::tell_key(const KeyEvent& event) {
    std::string text = event.text;
    AtkKeyEventStruct key{};
    key.type = event.is_press ? ATK_KEY_EVENT_PRESS : ATK_KEY_EVENT_RELEASE;
    key.state = event.modifiers;
    key.keyval = event.keysym;
    key.length = static_cast<gint>(text.size());
    key.string = text.data();
    key.keycode = event.keycode;
    key.timestamp = event.time_ms;
    KeyUse use = KeyUse::kOurs;
    const std::vector<KeyListener> now = listeners;  // A call may change the list.
    for (const KeyListener& listener : now) {
        if (listener.function(&key, listener.data) != 0) use = KeyUse::kSwallowed;
    }
    return use;
}

bool has_key_listener() {
    return listener_count != 0;
}

}  // namespace belvedere::access
