// SPDX-License-Identifier: Apache-2.0
#include "app/panels/twin_sections.hpp"

#include <string>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

ui::ButtonLook look_if(bool is_enabled) {
    ui::ButtonLook look;
    look.enabled = is_enabled ? ui::Enabled::kYes : ui::Enabled::kNo;
    return look;
}

void draw_binding(const BindingCard& card, command::CommandQueue& commands) {
    ui::plain_text("where", card.sentence);
    if (ui::button("show", {"binding.show_button", "Show the object"}, look_if(card.can_show)))
        commands.emit("binding.show_object");
    if (card.can_confirm) {
        if (ui::button("confirm", {"binding.confirm_button", "It belongs there"}))
            commands.emit("binding.confirm");
        ui::same_line();
    }
    if (card.can_refuse && ui::button("refuse", {"binding.refuse_button", "It does not"}))
        commands.emit("binding.refuse");
    if (card.can_clear && ui::button("clear", {"binding.clear_button", "Take back"}))
        commands.emit("binding.clear");
    if (card.object.empty()) return;
    if (ui::button("bind", {"binding.bind_button", "Bind to the inspected object"}))
        commands.emit("binding.bind");
    ui::plain_text("inspected", card.object, ui::Tone::kMuted);
}

void draw_identity_row(const IdentityRow& row, command::CommandQueue& commands) {
    ui::plain_text("name", row.id);
    ui::plain_text("feed", row.feed, ui::Tone::kMuted);
    ui::plain_text("sentence", row.sentence, ui::Tone::kMuted);
    if (row.device >= 0) {
        if (ui::button("go", {"identity.go_button", "Show it there"}))
            commands.emit("device.select", {{"device", row.device}});
        if (row.can_establish || row.mapping >= 0) ui::same_line();
    }
    if (row.can_establish && ui::button("establish", {"identity.same_button", "It is the same"})) {
        commands.emit("identity.establish",
                      {{"id", row.id}, {"feed", row.feed}, {"method", std::string("operator")}});
    }
    if (row.mapping >= 0 && ui::button("revoke", {"identity.revoke_button", "Revoke"}))
        commands.emit("identity.revoke", {{"mapping", row.mapping}});
}

void draw_identity_rows(const char* id, const std::vector<IdentityRow>& rows,
                        command::CommandQueue& commands) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ui::scope(std::string(id) + std::to_string(i),
                  [&] { draw_identity_row(rows[i], commands); });
    }
}

void draw_identity(const IdentityCard& card, command::CommandQueue& commands) {
    for (std::size_t i = 0; i < card.conflicts.size(); ++i)
        ui::status("conflict." + std::to_string(i), card.conflicts[i], ui::Tone::kWarning);
    if (card.can_fetch_signer &&
        ui::button("fetch", {"identity.fetch_button", "Fetch the signer's document"}))
        commands.emit("identity.fetch_signer");
    ui::value_row("scheme", Message{"identity.scheme", "Kind of identifier"}, card.scheme);
    if (card.has_other && ui::button("other", {"identity.other_button", "On the other platform"}))
        commands.emit("identity.other");
    if (card.mappings.empty() && card.alike.empty()) {
        ui::text("alone", {"identity.alone", "No other platform is known to have this device."},
                 ui::Tone::kMuted);
    }
    draw_identity_rows("same.", card.mappings, commands);
    draw_identity_rows("alike.", card.alike, commands);
    if (card.revoked.empty()) return;
    ui::heading("revoked", {"identity.revoked", "Earlier mappings"});
    draw_identity_rows("revoked.", card.revoked, commands);
}

void draw_message(const MessageCard& card, command::CommandQueue& commands) {
    if (!card.has_message) {
        ui::text("none", {"message.none", "No message of its feed is kept."}, ui::Tone::kMuted);
        return;
    }
    ui::plain_text("facts", card.facts, ui::Tone::kMuted);
    ui::plain_text("text", card.text);
    if (ui::button("copy", {"message.copy", "Copy"})) commands.emit("device.copy_message");
    ui::same_line();
    if (ui::button("save", {"message.save", "Save…"})) commands.emit("device.export_message");
}

}  // namespace

void draw_twin_sections(const TwinCard& card, command::CommandQueue& commands) {
    ui::section("binding", {"binding.title", "In the city"}, ui::Initially::kOpen,
                [&] { draw_binding(card.binding, commands); });
    ui::section("identity", {"identity.title", "On other platforms"}, ui::Initially::kOpen,
                [&] { draw_identity(card.identity, commands); });
    ui::section("message", {"message.title", "Message as it came"}, ui::Initially::kClosed,
                [&] { draw_message(card.message, commands); });
}

void draw_feature_devices(const LinksState& links, command::CommandQueue& commands) {
    if (links.of_feature.empty()) return;
    ui::heading("devices", {"inspector.devices", "Its devices"});
    ui::list("devices_list", [&] {
        for (std::size_t i = 0; i < links.of_feature.size(); ++i) {
            const FeatureDevice& device = links.of_feature[i];
            ui::scope("device." + std::to_string(i), [&] {
                if (!ui::list_row("row", device.name, device.value, false)) return;
                commands.emit("device.select", {{"device", device.device}});
                commands.emit("device.card");
            });
        }
    });
}

}  // namespace belvedere::panels
