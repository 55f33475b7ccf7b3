// SPDX-License-Identifier: Apache-2.0
#include "engine/access/desktop_watch.hpp"

#include <gio/gio.h>

#include <atomic>
#include <thread>
#include <utility>

#include "engine/access/listener_watch.hpp"

namespace belvedere::access {
namespace {

constexpr const char* kPortal = "org.freedesktop.portal.Desktop";
constexpr const char* kPath = "/org/freedesktop/portal/desktop";
constexpr const char* kSettings = "org.freedesktop.portal.Settings";
constexpr int kAnswer_ms = 5000;  // A portal that is being started takes a second or two.

// The value of a setting; portals wrap it in one variant or in two.
void take(DesktopSettings& settings, const char* group, const char* key, GVariant* value) {
    GVariant* inner = g_variant_ref(value);
    while (g_variant_is_of_type(inner, G_VARIANT_TYPE_VARIANT) != 0) {
        GVariant* next = g_variant_get_variant(inner);
        g_variant_unref(inner);
        inner = next;
    }
    if (g_variant_is_of_type(inner, G_VARIANT_TYPE_UINT32) != 0) {
        take_setting(settings, {group, key, g_variant_get_uint32(inner)});
    } else if (g_variant_is_of_type(inner, G_VARIANT_TYPE_DOUBLE) != 0) {
        take_setting(settings, {group, key, g_variant_get_double(inner)});
    }
    g_variant_unref(inner);
}

}  // namespace

struct DesktopWatch::State {
    std::function<void(const DesktopSettings&)> changed;
    GCancellable* cancellable = g_cancellable_new();
    GMainContext* loop = g_main_context_new();
    std::atomic<bool> stops = false;
    DesktopSettings settings;  // The thread's own.
    std::thread thread;

    void run();
    void read_all(GDBusConnection* bus);
    static void on_signal(GDBusConnection* bus, const char* sender, const char* path,
                          const char* interface, const char* signal, GVariant* arguments,
                          gpointer self);
};

void DesktopWatch::State::on_signal(GDBusConnection* /*bus*/, const char* /*sender*/,
                                    const char* /*path*/, const char* /*interface*/,
                                    const char* /*signal*/, GVariant* arguments, gpointer self) {
    if (g_variant_is_of_type(arguments, G_VARIANT_TYPE("(ssv)")) == 0) return;
    State& state = *static_cast<State*>(self);
    const char* group = nullptr;
    const char* key = nullptr;
    GVariant* value = nullptr;
    g_variant_get(arguments, "(&s&sv)", &group, &key, &value);
    const DesktopSettings before = state.settings;
    take(state.settings, group, key, value);
    g_variant_unref(value);
    if (state.settings != before) state.changed(state.settings);
}

void DesktopWatch::State::read_all(GDBusConnection* bus) {
    const char* const groups[] = {"org.freedesktop.appearance", "org.gnome.desktop.interface",
                                  nullptr};
    GVariant* answer = g_dbus_connection_call_sync(
        bus, kPortal, kPath, kSettings, "ReadAll", g_variant_new("(^as)", groups),
        G_VARIANT_TYPE("(a{sa{sv}})"), G_DBUS_CALL_FLAGS_NONE, kAnswer_ms, cancellable, nullptr);
    if (answer == nullptr) return;  // No portal: the person's own choices hold.
    GVariantIter* all = nullptr;
    g_variant_get(answer, "(a{sa{sv}})", &all);
    const char* group = nullptr;
    GVariantIter* members = nullptr;
    while (g_variant_iter_loop(all, "{&sa{sv}}", &group, &members) != 0) {
        const char* key = nullptr;
        GVariant* value = nullptr;
        while (g_variant_iter_loop(members, "{&sv}", &key, &value) != 0)
            take(settings, group, key, value);
    }
    g_variant_iter_free(all);
    g_variant_unref(answer);
    if (!stops) changed(settings);
}

void DesktopWatch::State::run() {
    const auto address = session_bus_address();
    if (!address) return;
    g_main_context_push_thread_default(loop);
    const auto flags =
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
    GDBusConnection* bus = g_dbus_connection_new_for_address_sync(address->c_str(), flags, nullptr,
                                                                  cancellable, nullptr);
    if (bus != nullptr) {
        // Before the settings are read: a change in between is heard too.
        const guint subscription = g_dbus_connection_signal_subscribe(
            bus, kPortal, kSettings, "SettingChanged", kPath, nullptr, G_DBUS_SIGNAL_FLAGS_NONE,
            on_signal, this, nullptr);
        read_all(bus);
        while (!stops)
            (void)g_main_context_iteration(loop, 1);
        g_dbus_connection_signal_unsubscribe(bus, subscription);
        g_dbus_connection_close_sync(bus, nullptr, nullptr);
        g_object_unref(bus);
    }
    g_main_context_pop_thread_default(loop);
}

DesktopWatch::DesktopWatch(std::function<void(const DesktopSettings&)> changed)
    : state_(std::make_unique<State>()) {
    state_->changed = std::move(changed);
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

DesktopWatch::~DesktopWatch() {
    state_->stops = true;
    g_cancellable_cancel(state_->cancellable);
    g_main_context_wakeup(state_->loop);
    state_->thread.join();
    g_main_context_unref(state_->loop);
    g_object_unref(state_->cancellable);
}

}  // namespace belvedere::access
