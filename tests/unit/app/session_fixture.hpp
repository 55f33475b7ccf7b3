// SPDX-License-Identifier: Apache-2.0
// A session as a window has it, with every command and without a window.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/city/drawing_device.hpp"
#include "app/city/viewpoint.hpp"
#include "app/command/command_text.hpp"
#include "app/project/project_file.hpp"
#include "app/window/session_commands.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/upload_queue.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::test {

inline project::Project with_everything() {
    project::Project p;
    p.layers.push_back({"/no/such/a.glb", "", "", "", "", "A", "Base", 0.5, true});
    p.layers.push_back({"/no/such/b.glb", "", "", "", "", "B", "", 1.0, true});
    p.bookmarks.push_back({"Old", {9.0, 45.0, 300.0, 0.0, -30.0}});
    p.style_json = R"({"show": "true"})";
    p.time_us = 1'700'000'000'000'000;
    p.time_zone = "Asia/Tokyo";
    p.quality = "software";
    p.alarms_json = R"([{"id":"alarm-1","kind":"absence","silence_s":600}])";
    return p;
}

// All commands of a window, without the window, on a project that has some of everything. No
// source of it exists.
class SessionTest : public testing::Test {
  protected:
    SessionTest() {
        auto opened = city::open_drawing_device({.device = "software", .surface = {}});
        EXPECT_TRUE(opened) << opened.error().message;
        drawing = std::move(*opened);
        const std::string folder = files.path().string();
        EXPECT_EQ(::setenv("XDG_DATA_HOME", folder.c_str(), 1), 0);
        city::SceneOptions options;
        options.cache_folder = "off";
        scene = std::make_unique<city::Scene>(*drawing.renderer, jobs, options);
        session = std::make_unique<window::Session>(*scene, services());
        add_all();
        const auto saved = files.path() / "before.belvedere";
        EXPECT_TRUE(project::save(saved, with_everything()));
        run("project.open path=\"" + saved.string() + "\"");
        session->history.reset(session->history.now());
    }

    window::WindowServices services() {
        window::WindowServices lent;
        lent.copy = [](const std::string&) {};
        lent.clipboard = [] { return std::string(); };
        lent.toggle_full_screen = [] {};
        lent.set_quality = [this](const std::string& name) {
            quality = name;
            return Result<void>();
        };
        lent.make_demo = [](const CancelToken&) {};
        lent.work_on_cache = [](window::CacheWork) {};
        lent.cache_folder = [] { return std::string(); };
        lent.focus_next_region = [] {};
        lent.focus_tab = [this](const std::string& dock, const std::string& tab) {
            focused_tab = dock + "." + tab;
        };
        lent.dump_accessible_tree = [](const std::string&) {};
        lent.choose_language = [](const std::string&) { return Result<void>(); };
        lent.languages = [] { return std::vector<text::Language>(); };
        lent.preferences_changed = [] {};
        lent.last_session = []() -> Result<project::KeptSession> {
            return fail(ErrorKind::kNotFound, "none");
        };
        lent.keep_session = [] {};
        lent.press_switch = [](window::Switch) {};
        lent.push_input = [](const input::InputEvent&) {};
        lent.look_for_devices = [] {};
        lent.play_sound = [](window::SoundEvent, window::SoundBearing) {};
        lent.play_frames = [](std::optional<std::size_t>) {};
        lent.stop_sounds = [] {};
        return lent;
    }

    void add_all() { window::add_all_commands(registry, *session); }

    void run(const std::string& line) {
        const auto call = command::parse_call(line);
        ASSERT_TRUE(call) << line << ": " << call.error().message;
        const auto done = registry.invoke(*call);
        EXPECT_TRUE(done) << line << ": " << done.error().message;
    }

    // Until all of the first layer is loaded, with what the frames of a window do for tiles on
    // their way to the device.
    void load() {
        EXPECT_TRUE(wait_until([&] {
            const auto bounds = scene->bounds(session->sources.front());
            render::Camera camera;
            if (bounds)
                camera = city::camera_to_fit(*bounds, city::kFitAngles, 1.5, scene->ground());
            const city::SceneView view{camera, 600.0, 400.0};
            (void)scene->update(std::span(&view, 1));
            pump();
            return bounds && scene->complete() && scene->statistics().tiles_drawn > 0;
        })) << "not loaded";
    }
    void pump() {
        if (drawing.uploads->pending_bytes() == 0) return;
        auto frame = drawing.ring->begin();
        ASSERT_TRUE(frame) << frame.error().message;
        const auto pumped = drawing.uploads->pump(**frame);
        EXPECT_TRUE(pumped) << pumped.error().message;
        const auto submitted = drawing.ring->submit(**frame);
        EXPECT_TRUE(submitted) << submitted.error().message;
    }

    TemporaryFolder files;
    city::DrawingDevice drawing;
    JobPool jobs{{.threads = 1}};
    std::string quality;
    std::string focused_tab;  // "left.devices", as the window was asked last.
    std::unique_ptr<city::Scene> scene;
    std::unique_ptr<window::Session> session;
    command::CommandRegistry registry;
};

}  // namespace belvedere::test
