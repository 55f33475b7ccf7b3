// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: the session as panels show it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "app/command/command_registry.hpp"
#include "app/panels/panel_state.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// What the frame measured and the device is; filled by the application.
struct FrameFacts {
    std::string device, driver, quality;
    std::vector<std::string> qualities;
    std::vector<float> history_ms;  // Oldest first.
    std::uint64_t frames = 0;
    std::uint64_t memory_ceiling_bytes = 0;
    double error_px_wanted = 16.0;
    double now_s = 0.0;
    std::uint32_t window_width_px = 0, window_height_px = 0;
    std::vector<std::string> captions;  // Of sounds.
    std::string sound_problem;
    bool is_writing = false;  // A text field has the keyboard.
};

// Main thread. Rebuilds what is cheap for every frame and keeps what is dear (attributes of the
// inspected feature, names of attributes) until it changes.
class PanelBuilder {
  public:
    PanelBuilder(const Session& session, const command::CommandRegistry& registry);

    // `pointer` in physical pixels, when it is on the picture.
    [[nodiscard]] const panels::PanelState& build(const FrameFacts& facts,
                                                  std::optional<glm::vec2> pointer);

  private:
    void fill_layers();
    void fill_features(double now_s);
    void fill_search();
    void fill_style();
    void fill_time();
    void fill_performance(const FrameFacts& facts);
    void fill_overlay(std::optional<glm::vec2> pointer);
    void fill_outlines();
    void fill_commands();
    void fill_accessibility();
    void fill_layouts();
    void fill_settings();
    void fill_save();
    void fill_recent();
    void fill_views();
    void fill_picture(const FrameFacts& facts);
    void fill_stage(const FrameFacts& facts);
    void fill_screens();
    void fill_buttons();
    // The living city.
    void fill_live();
    void fill_feeds(UtcTime now);
    void fill_devices(UtcTime now);
    void fill_device(UtcTime now);
    void fill_description(panels::DeviceCardState& card) const;
    void fill_map_values();
    void fill_alarms();
    void fill_draft(panels::AlarmDraft& shown) const;
    void fill_orders(panels::DeviceCardState& card) const;
    void fill_order_dialog();
    [[nodiscard]] panels::DeviceRow device_line(const devices::DeviceOrder& order, std::size_t line,
                                                UtcTime now) const;
    // Where devices belong and who they are: the card, the inspector, the lists.
    void fill_twins();
    void fill_twin_card(panels::TwinCard& card, UtcTime now) const;
    void fill_links(panels::LinksState& links);
    void fill_models();
    void fill_model_row(panels::LayerRow& row, const project::Layer& layer,
                        const city::LayerState& state);
    void fill_report();
    void fill_changes();
    void fill_parts();
    void fill_crs();
    void fill_empty_view();

    const Session& session_;
    const command::CommandRegistry& registry_;
    panels::PanelState state_;
    FeatureId described_;
    std::uint64_t described_loaded_ = 0;  // Features that were loaded then.
    // Of which report, comparison and object the panels' rows were made.
    std::uint64_t shown_report_ = 0, shown_changes_ = 0;
    FeatureId parts_of_, parts_at_;
    std::uint64_t parts_loaded_ = 0;
    double parts_read_s_ = -1e9;
    // World; round the inspected part or surface.
    std::vector<std::pair<glm::dvec3, glm::dvec3>> surface_edges_;
    struct TypesOf {
        std::vector<std::string> types, attributes;
        std::uint64_t features = 0;
        double read_s = -1e9;
    };
    std::map<SourceId, TypesOf> types_;
    double now_s_ = 0.0;
    double names_read_s_ = -1e9;
    std::uint64_t names_of_ = 0;  // Features that were loaded when the names were read.
    // Of the living city: when it was read last, and what for.
    double live_read_s_ = -1e9;
    twin::EntityId live_device_;
    std::vector<twin::SeriesId> live_charted_;
    project::TwinChart live_chart_;
    std::uint64_t live_alarms_ = 0, live_units_ = 0, live_orders_ = 0;
    double links_read_s_ = -1e9;
    // Of what and when the card's links were made.
    struct TwinCardOf {
        twin::EntityId device;
        FeatureId inspected;
        std::uint64_t bindings = 0;
        const void* identity = nullptr;
        friend bool operator==(const TwinCardOf&, const TwinCardOf&) = default;
    };
    TwinCardOf twin_card_of_;
    double twin_card_s_ = -1e9;
    std::string twin_trust_;
    panels::TwinCard twin_card_;
    std::string links_list_;
    std::size_t properties_of_ = 0;    // Names that were known when properties were looked for.
    std::set<std::uint32_t> alarmed_;  // Entities with an open alarm.
};

}  // namespace belvedere::window
