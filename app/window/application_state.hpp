// SPDX-License-Identifier: Apache-2.0
// The inside of run_application: what it owns and the steps of a frame.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/city/device_drawing.hpp"
#include "app/city/value_drawing.hpp"
#include "app/command/command_queue.hpp"
#include "app/command/command_registry.hpp"
#include "app/command/command_text.hpp"
#include "app/panels/shell.hpp"
#include "app/picture/recent_picture.hpp"
#include "app/platform/puck.hpp"
#include "app/platform/window.hpp"
#include "app/preferences/language.hpp"
#include "app/project/project_file.hpp"
#include "app/project/session_file.hpp"
#include "app/ui/frame.hpp"
#include "app/window/application.hpp"
#include "app/window/assistive.hpp"
#include "app/window/audience.hpp"
#include "app/window/graphics.hpp"
#include "app/window/group_view.hpp"
#include "app/window/input_turns.hpp"
#include "app/window/loading_pace.hpp"
#include "app/window/model_worker.hpp"
#include "app/window/name_searcher.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/picture_taking.hpp"
#include "app/window/seen_scene.hpp"
#include "app/window/self_voice.hpp"
#include "app/window/session.hpp"
#include "app/window/sounds.hpp"
#include "app/window/switch_access.hpp"
#include "app/window/view_input.hpp"
#include "engine/access/desktop_watch.hpp"
#include "engine/core/folders.hpp"
#include "engine/core/job_pool.hpp"

namespace belvedere::window {

// A view at rest for this long gets its full-quality frame.
inline constexpr double kRest_s = 0.2;
// Changes are kept for the next start so often at a view at rest, and while it never rests.
inline constexpr double kAutosavePeriod_s = 0.5;
inline constexpr double kAutosaveBusy_s = 3.0;

// Where workers leave what the main thread takes in drain_queues.
struct Mailbox {
    std::mutex mutex;
    std::optional<Result<std::string>> demo;
    double demo_fraction = 0.0;
    std::optional<std::uint64_t> cache_bytes;
    std::optional<access::DesktopSettings> desktop;
    // Of what was open lately; read for the start page.
    std::vector<std::pair<std::string, picture::RecentPicture>> recent_pictures;
    // Accessible trees that were written down, by the activity that stands for it.
    std::vector<std::pair<std::uint64_t, Result<void>>> dumps;
    bool quit = false;
};

// Members stand in the order they depend on one another. Main thread.
struct Application {
    Application(const ApplicationOptions& options_in, std::unique_ptr<platform::Window> window_in,
                std::unique_ptr<Graphics> graphics_in);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    Result<void> run();
    // Reads what the session before this one left.
    void find_last_session();
    // What is open now, taken as kept.
    [[nodiscard]] project::KeptSession take_session();
    // At once, for leaving.
    void keep_session();
    // Something of the session is not kept yet.
    [[nodiscard]] bool owes_autosave() const;
    void keep_preferences();
    [[nodiscard]] ApplicationReport finish();

    // The steps. draw() answers whether there is something to present.
    void poll_input();
    void drain_queues();
    void apply_commands();
    void advance_time();
    void update_layers();
    void stream_tiles();
    [[nodiscard]] bool draw();
    Result<void> present();
    // Takes the next step towards a resting frame; true when that frame may be drawn.
    [[nodiscard]] bool is_rest_prepared();

    void lend_services();
    void take_preferences();
    void follow_units();
    void follow_desktop();
    void open_what_was_asked();
    void start_demo(const CancelToken& cancel);
    void take_demo(Result<std::string> demo);
    void work_on_cache(CacheWork work);
    [[nodiscard]] std::filesystem::path cache_folder() const;
    // Where the last known values of devices lie; empty: nowhere.
    [[nodiscard]] std::filesystem::path values_folder() const;
    void take_in_live();
    // What feeds brought, up to the symbols that the next frame draws: each frame, and while a
    // software device draws one.
    void take_in_values();
    // How long until the live side wants a look; nothing without feeds.
    [[nodiscard]] std::optional<double> live_wait_s() const;
    [[nodiscard]] std::optional<double> values_wait_s() const;
    void take_found_in_files();
    std::uint64_t start_model_work(ModelTask task);
    void take_model_work();
    void take_edited_shaders();
    void run_script();
    [[nodiscard]] bool script_done() const;
    // Nothing of live data is awaited that a script's next step may need.
    [[nodiscard]] bool live_is_settled() const;
    // How long poll_input may sleep; negative: until something happens.
    [[nodiscard]] double wait_s() const;
    // What concerns the window, at once; false: a person's doing, which has its turn.
    [[nodiscard]] bool follow_window(const input::InputEvent& event);
    [[nodiscard]] InputOutcome take_turn(const input::InputEvent& event);
    [[nodiscard]] InputOutcome take_key(const input::KeyEvent& event, const ui::Capture& capture);
    [[nodiscard]] bool over_panel(const input::InputEvent& event, const ui::Capture& capture) const;
    [[nodiscard]] bool pointer_in_notice() const;
    [[nodiscard]] bool is_in_dialog() const;
    // The accessibility page waits for a key: it goes to a command, not to widgets or commands.
    [[nodiscard]] std::optional<InputOutcome> take_key_for_command(const input::InputEvent& event);
    // A switch's key works the scanning, whatever has the keyboard.
    [[nodiscard]] std::optional<InputOutcome> take_switch(const input::InputEvent& event);
    void poll_devices();
    void press_device_button(const input::DeviceButtonEvent& event);
    void draw_interface();
    void tell_interface();
    void follow_scanning();
    void tell_news();
    void sound_news();
    void play_frames(std::optional<std::size_t> point);
    void play_values(std::optional<std::size_t> point);
    void carry_object_requests();
    [[nodiscard]] ui::FrameSettings frame_settings() const;
    [[nodiscard]] ui::WindowFacts window_facts() const;
    [[nodiscard]] Result<void> dump_accessible_tree(const std::string& path) const;
    void dump_soon(const std::string& path);
    // Presenting.
    enum class Drawn { kNo, kYes };
    [[nodiscard]] bool is_alone() const;
    [[nodiscard]] PictureSize audience_size() const;
    void follow_stage();
    void place_stage();
    void fill_desk_screen(std::size_t monitor);
    void leave_desk_screen();
    [[nodiscard]] Result<void> open_audience();
    void close_audience();
    void end_stage();
    void run_show();
    [[nodiscard]] std::optional<double> stage_wait_s() const;
    [[nodiscard]] std::optional<InputOutcome> take_key_for_stage(const input::InputEvent& event);
    void poll_audience();
    void point_for_audience(const input::InputEvent& event);
    void fill_audience(const PictureSize& size);
    void append_audience_devices();
    [[nodiscard]] float audience_symbol_px() const;
    [[nodiscard]] std::optional<city::SceneView> audience_scene_view() const;
    [[nodiscard]] Result<void> show_audience(Drawn presenter);
    void draw_alone_interface();
    void open_show();
    void resume_stage();
    [[nodiscard]] project::Presenting presenting_now() const;
    // Keeps the session a moment after it changed.
    void keep_changes();
    // The start page's pictures of what was open lately.
    void read_recent_pictures();
    void take_recent_pictures(std::vector<std::pair<std::string, picture::RecentPicture>> pictures);
    [[nodiscard]] std::optional<double> recent_wait_s() const;
    void keep_recent_picture();
    void keep_last_picture();
    [[nodiscard]] Result<std::vector<std::uint8_t>> draw_recent_picture();
    // Pictures for keeps, a step a frame.
    void take_pictures();
    void ask_for_picture();
    [[nodiscard]] PictureSize picture_extent() const;
    [[nodiscard]] std::optional<city::SceneView> picture_scene_view() const;
    [[nodiscard]] Result<void> begin_picture();
    void draw_panels_picture(const PictureSize& size);
    [[nodiscard]] Result<bool> draw_picture_part();
    // Devices and what is laid over the city of their values, at the picture's scale.
    void append_picture_values(render::DrawList& paper);
    [[nodiscard]] float picture_symbol_scale() const;
    [[nodiscard]] picture::Surround surround_of_picture() const;
    void end_picture(const words::Sentence& outcome, panels::NoticeKind kind);
    [[nodiscard]] double middle_pixel_m(const render::Camera& camera, double height_px) const;
    [[nodiscard]] std::optional<picture::ScaleMark> scale_mark(const PictureSize& size,
                                                               const render::Camera& camera) const;
    void fill_list();
    // What is drawn, and whether the city in it differs from the frame before.
    void fill_views();
    [[nodiscard]] render::View view_from(const render::Camera& camera, const LensFrame& area) const;
    [[nodiscard]] bool take_scene_change();
    void note_frame(double milliseconds);

    ApplicationOptions options;
    text::Translator translator{preferences::translation_folders()};
    std::unique_ptr<platform::Window> window;
    std::unique_ptr<Graphics> graphics;
    JobPool jobs;
    city::Scene scene;
    city::DeviceDrawing devices{graphics->renderer(), scene};
    GroupMoment grouped;  // What its groups were made for.
    city::ValueDrawing values{graphics->renderer(), scene, &jobs, platform::Window::wake};
    project::SessionFile session_file{folders::data()};
    NameSearcher searcher{cache_folder(), platform::Window::wake};
    ModelWorker model_worker{options.scene.offline, platform::Window::wake};
    Session session;
    ViewInput view_input;
    ui::Frame frame;
    panels::Shell shell;
    command::CommandRegistry registry;
    command::CommandQueue commands;
    Assistive assistive;
    PictureTaking taking;
    PictureWish wished;  // Of the picture being made.
    render::Camera picture_camera;
    bool picture_has_values = false;     // Their licences let live values be in it.
    picture::Surround picture_surround;  // Of a clean one, as it was begun.
    double picture_begin_s = 0.0;
    PaperInterface panels_paper;      // Of a picture with panels.
    picture::ShownPart panels_shown;  // Where the city stands among them.
    SelfVoice self_voice{[] { return access::make_voice("Belvedere"); }};
    Audience audience;
    double staged_second = 0.0;              // Of presenting, that the panel shows.
    std::string staged_screen;               // That the audience's window was placed for.
    render::UiDrawData alone_paper;          // Over the only screen's picture.
    bool scene_differs_for_audience = true;  // Tiles, looks or shaders, since it was drawn last.
    SwitchAccess switch_access;
    Sounds sounds{[] { return access::make_sound_player("Belvedere"); }};
    // What has been heard of: object cursor, selection, the first whole city.
    std::uint64_t steps_heard = 0;
    std::size_t selected_heard = 0;
    FeatureId inspected_heard;
    bool done_heard = false;
    platform::Puck puck{platform::make_spnav_driver(), [] { platform::Window::wake(); }};
    input::GamepadState pad;  // As it was seen last.
    GamepadPace pad_pace;
    InputTurns turns;
    std::unique_ptr<PanelBuilder> builder;
    const panels::PanelState* panels = nullptr;
    FrameFacts facts;
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    ApplicationReport report;

    render::DrawList list;
    std::vector<render::View> views;  // The picture, and over it the magnifier's.
    SeenScene seen;                   // Of the frame before.
    bool scene_changed = true;        // Tiles, their looks or shaders changed since then.
    bool tiles_came = false;          // And nothing else: drawn when loading has had its turn.
    LoadingPace pace;
    bool keeps_scene = false;  // Only the interface is drawn anew.
    const ui::DrawData* interface = nullptr;
    render::FramePhase phase = render::FramePhase::kMoving;
    std::string title;
    double step_begin_s = 0.0, last_present_s = 0.0, last_change_s = 0.0, last_frame_s = 0.0;
    double last_save_s = 0.0;
    std::vector<std::string> recent_read;  // Whose pictures the start page has, or waits for.
    double recent_kept_s = -1e9;           // When the view was drawn for it last.
    bool recent_due = false;               // The city was seen otherwise since then.
    std::uint64_t devices_drawn = 0;       // The revision of devices that was drawn last.
    double live_drawn_s = -1e9;            // When live values were drawn last.
    bool live_is_due = false;              // Values came since then.
    bool live_has_more = false;            // Not all that came was taken in.
    bool feeds_changed = false;            // Their health; not told yet.
    std::uint64_t demo_activity = 0;
    std::map<std::uint64_t, std::uint64_t> model_activities;  // Task of the worker, its activity.
    bool unsaved = false;            // Commands have run since the session was kept.
    Pose kept_pose;                  // The camera as it was kept last.
    project::Presenting kept_stage;  // And how it was presented.
    bool rested = false;             // The full-quality frame of this view was drawn.
    bool is_active = true;           // The window has the keyboard.
    std::uint64_t announced = 0;     // The last announcement that it was told.
    std::uint64_t notices_told = 0;  // The last one that assistive technology was told.
    bool zone_set = false;
    std::size_t script_at = 0;
    double script_step_s = system_clock().steady_seconds();  // Its last step began.
    std::optional<project::View> start_view;                 // Taken instead of a fit, once.
    std::unique_ptr<access::DesktopWatch> desktop_watch;
};

}  // namespace belvedere::window
