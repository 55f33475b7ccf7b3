// SPDX-License-Identifier: Apache-2.0
#include <gio/gio.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <mutex>
#include <optional>
#include <string>

#include "engine/access/desktop_watch.hpp"
#include "tests/support/wait_until.hpp"

namespace {

using namespace belvedere::access;

constexpr const char* kAppearance = "org.freedesktop.appearance";
constexpr const char* kGnome = "org.gnome.desktop.interface";

TEST(DesktopSettings, AreWhatThePortalSays) {
    DesktopSettings settings;
    take_setting(settings, {kAppearance, "color-scheme", 1U});
    take_setting(settings, {kAppearance, "contrast", 1U});
    take_setting(settings, {kAppearance, "reduced-motion", 1U});
    take_setting(settings, {kGnome, "text-scaling-factor", 1.5});
    EXPECT_EQ(settings, (DesktopSettings{true, true, true, 1.5}));
    take_setting(settings, {kAppearance, "color-scheme", 2U});
    take_setting(settings, {kAppearance, "contrast", 0U});
    take_setting(settings, {kAppearance, "reduced-motion", 0U});
    EXPECT_EQ(settings, (DesktopSettings{false, false, false, 1.5}));
    take_setting(settings, {kAppearance, "color-scheme", 0U});
    EXPECT_EQ(settings.prefers_dark, std::nullopt);
}

TEST(DesktopSettings, WhatIsNotKnownChangesNothing) {
    DesktopSettings settings;
    take_setting(settings, {kAppearance, "accent-color", 7U});
    take_setting(settings, {"org.kde", "contrast", 1U});
    take_setting(settings, {kGnome, "text-scaling-factor", 400.0});
    take_setting(settings, {kGnome, "text-scaling-factor", 2U});
    EXPECT_EQ(settings, DesktopSettings());
}

// A portal on a bus of its own.
class Portal : public testing::Test {
  protected:
    void SetUp() override {
        gchar* daemon = g_find_program_in_path("dbus-daemon");
        if (daemon == nullptr) GTEST_SKIP() << "no dbus-daemon";
        g_free(daemon);
        bus_ = g_test_dbus_new(G_TEST_DBUS_NONE);
        g_test_dbus_up(bus_);  // Sets DBUS_SESSION_BUS_ADDRESS.
    }
    void TearDown() override {
        if (server_ != nullptr) {
            g_dbus_connection_close_sync(server_, nullptr, nullptr);
            g_object_unref(server_);
        }
        if (bus_ == nullptr) return;
        g_test_dbus_stop(bus_);
        g_object_unref(bus_);
    }

    // The calls are answered in `serve()`, on this thread.
    void open_portal() {
        const auto flags =
            static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
        server_ = g_dbus_connection_new_for_address_sync(g_test_dbus_get_bus_address(bus_), flags,
                                                         nullptr, nullptr, nullptr);
        ASSERT_NE(server_, nullptr);
        GDBusNodeInfo* info = g_dbus_node_info_new_for_xml(
            "<node><interface name='org.freedesktop.portal.Settings'><method name='ReadAll'>"
            "<arg type='as' direction='in'/><arg type='a{sa{sv}}' direction='out'/>"
            "</method></interface></node>",
            nullptr);
        static const GDBusInterfaceVTable kTable = {&Portal::answer, nullptr, nullptr, {}};
        g_dbus_connection_register_object(server_, "/org/freedesktop/portal/desktop",
                                          info->interfaces[0], &kTable, nullptr, nullptr, nullptr);
        g_dbus_node_info_unref(info);
        GVariant* owned = g_dbus_connection_call_sync(
            server_, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "RequestName", g_variant_new("(su)", "org.freedesktop.portal.Desktop", 0U), nullptr,
            G_DBUS_CALL_FLAGS_NONE, -1, nullptr, nullptr);
        ASSERT_NE(owned, nullptr);
        g_variant_unref(owned);
    }
    static void answer(GDBusConnection*, const char*, const char*, const char*, const char*,
                       GVariant*, GDBusMethodInvocation* call, gpointer) {
        GVariant* all = g_variant_new_parsed(
            "({'org.freedesktop.appearance': {'color-scheme': <uint32 1>, 'contrast': <uint32 1>},"
            "  'org.gnome.desktop.interface': {'text-scaling-factor': <1.25>}},)");
        g_dbus_method_invocation_return_value(call, all);
    }
    void say(const char* key, GVariant* value) {
        g_dbus_connection_emit_signal(server_, nullptr, "/org/freedesktop/portal/desktop",
                                      "org.freedesktop.portal.Settings", "SettingChanged",
                                      g_variant_new("(ssv)", kAppearance, key, value), nullptr);
    }
    void hear(const DesktopSettings& settings) {
        const std::lock_guard lock(mutex_);
        heard_ = settings;
    }
    // Serves the bus until that was heard.
    bool heard(const DesktopSettings& wanted) {
        return belvedere::test::wait_until([&] {
            while (g_main_context_iteration(nullptr, 0) != 0) {
            }
            const std::lock_guard lock(mutex_);
            return heard_ == wanted;
        });
    }

  private:
    GTestDBus* bus_ = nullptr;
    GDBusConnection* server_ = nullptr;
    std::mutex mutex_;
    std::optional<DesktopSettings> heard_;
};

TEST_F(Portal, IsReadAtTheStartAndHeardOnChange) {
    open_portal();
    DesktopWatch watch([this](const DesktopSettings& settings) { hear(settings); });
    EXPECT_TRUE(heard({true, true, std::nullopt, 1.25}));
    say("color-scheme", g_variant_new_uint32(2));
    EXPECT_TRUE(heard({false, true, std::nullopt, 1.25}));
    say("reduced-motion", g_variant_new_uint32(1));
    EXPECT_TRUE(heard({false, true, true, 1.25}));
}

TEST_F(Portal, ThatIsNotThereIsNotWaitedFor) {
    const auto begin = std::chrono::steady_clock::now();
    {
        DesktopWatch watch([this](const DesktopSettings& settings) { hear(settings); });
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(DesktopWatch, NeedsNoBus) {
    const char* before = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    const std::string kept = before == nullptr ? "" : before;
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
    {
        DesktopWatch watch([](const DesktopSettings&) { FAIL(); });
    }
    before == nullptr ? ::unsetenv("DBUS_SESSION_BUS_ADDRESS")
                      : ::setenv("DBUS_SESSION_BUS_ADDRESS", kept.c_str(), 1);
}

}  // namespace
