// SPDX-License-Identifier: Apache-2.0
#include "engine/access/listener_watch.hpp"

#include <gio/gio.h>
#include <sys/stat.h>

#include <cstdlib>
#include <string_view>
#include <utility>

#include "engine/access/limits.hpp"

namespace belvedere::access {
namespace {

constexpr const char* kBusName = "org.a11y.Bus";
constexpr const char* kBusPath = "/org/a11y/bus";
constexpr const char* kStatus = "org.a11y.Status";
constexpr const char* kProperties = "org.freedesktop.DBus.Properties";

}  // namespace

struct ListenerWatch::State {
    GCancellable* cancellable = g_cancellable_new();
    GDBusConnection* connection = nullptr;
    guint name_watch = 0, subscription = 0;
    std::function<void(bool)> changed;
    bool is_enabled = false, has_reader = false, told = false;

    void tell() {
        const bool is_wanted = is_enabled || has_reader;
        if (std::exchange(told, is_wanted) != is_wanted) changed(is_wanted);
    }
    // Takes what is there of a{sv}.
    void take(GVariant* values) {
        gboolean value = FALSE;
        if (g_variant_lookup(values, "IsEnabled", "b", &value) != 0) is_enabled = value != 0;
        if (g_variant_lookup(values, "ScreenReaderEnabled", "b", &value) != 0) {
            has_reader = value != 0;
        }
        tell();
    }
};

Result<std::string> session_bus_address() {
    const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    if (address != nullptr && *address != '\0') {
        if (std::string_view(address).starts_with("autolaunch:")) {
            return fail(ErrorKind::kNotFound, "no session bus: its address only says autolaunch");
        }
        return address;
    }
    const char* folder = std::getenv("XDG_RUNTIME_DIR");
    if (folder != nullptr && *folder != '\0') {
        const std::string path = std::string(folder) + "/bus";
        struct stat status {};
        if (::stat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode)) {
            return "unix:path=" + path;
        }
    }
    return fail(ErrorKind::kNotFound, "no session bus");
}

ListenerWatch::ListenerWatch() : state_(std::make_unique<State>()) {}

ListenerWatch::~ListenerWatch() {
    g_cancellable_cancel(state_->cancellable);
    if (state_->name_watch != 0) g_bus_unwatch_name(state_->name_watch);
    if (state_->connection != nullptr) {
        g_dbus_connection_signal_unsubscribe(state_->connection, state_->subscription);
        g_dbus_connection_close_sync(state_->connection, nullptr, nullptr);
        g_object_unref(state_->connection);
    }
    g_object_unref(state_->cancellable);
}

void ListenerWatch::cancel() {
    g_cancellable_cancel(state_->cancellable);
}

Result<void> ListenerWatch::start(const std::string& address,
                                  std::function<void(bool is_wanted)> changed) {
    state_->changed = std::move(changed);
    GError* error = nullptr;
    // A connection of our own: it does not end the process when the bus goes away.
    state_->connection = g_dbus_connection_new_for_address_sync(
        address.c_str(),
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, state_->cancellable, &error);
    if (state_->connection == nullptr) {
        const std::string why = error != nullptr ? error->message : "unknown";
        g_clear_error(&error);
        return fail(ErrorKind::kTemporary, "session bus: " + why);
    }
    state_->subscription = g_dbus_connection_signal_subscribe(
        state_->connection, kBusName, kProperties, "PropertiesChanged", kBusPath, kStatus,
        G_DBUS_SIGNAL_FLAGS_NONE,
        [](GDBusConnection*, const gchar*, const gchar*, const gchar*, const gchar*,
           GVariant* parameters, gpointer data) {
            GVariant* values = g_variant_get_child_value(parameters, 1);
            static_cast<State*>(data)->take(values);
            g_variant_unref(values);
        },
        state_.get(), nullptr);
    const auto appeared = [](GDBusConnection* connection, const gchar*, const gchar*,
                             gpointer data) {
        g_dbus_connection_call(
            connection, kBusName, kBusPath, kProperties, "GetAll", g_variant_new("(s)", kStatus),
            G_VARIANT_TYPE("(a{sv})"), G_DBUS_CALL_FLAGS_NO_AUTO_START, limits::kBusCall_ms,
            static_cast<State*>(data)->cancellable,
            [](GObject* source, GAsyncResult* result, gpointer user) {
                GVariant* answer =
                    g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, nullptr);
                if (answer == nullptr) return;  // Cancelled (then `user` is gone) or silent.
                GVariant* values = g_variant_get_child_value(answer, 0);
                static_cast<State*>(user)->take(values);
                g_variant_unref(values);
                g_variant_unref(answer);
            },
            data);
    };
    const auto vanished = [](GDBusConnection*, const gchar*, gpointer data) {
        auto* state = static_cast<State*>(data);
        state->is_enabled = state->has_reader = false;
        state->tell();
    };
    state_->name_watch =
        g_bus_watch_name_on_connection(state_->connection, kBusName, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                       appeared, vanished, state_.get(), nullptr);
    return {};
}

}  // namespace belvedere::access
