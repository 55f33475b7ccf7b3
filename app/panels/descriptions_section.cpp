// SPDX-License-Identifier: Apache-2.0
#include "app/panels/descriptions_section.hpp"

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

void DescriptionsSection::draw(const FeedsState& state, command::CommandQueue& commands) {
    ui::section("descriptions", {"feeds.descriptions", "Descriptions of devices"},
                ui::Initially::kClosed, [&] {
                    for (std::size_t i = 0; i < state.descriptions.size(); ++i) {
                        const std::string& path = state.descriptions[i];
                        ui::scope("description." + std::to_string(i), [&] {
                            ui::plain_text("path", path);
                            const std::string name =
                                words::text({"feeds.forget_description", "No longer by {path}"},
                                            {{"path", path}});
                            if (ui::button("forget", ui::ReadyText{name}))
                                commands.emit("feed.forget_description", {{"path", path}});
                        });
                    }
                    const ui::Edit edit = ui::text_field(
                        "path", {"feeds.description_path", "File of W3C Thing Descriptions"}, path_,
                        ui::LabelPlace::kInside);
                    const bool pressed =
                        ui::button("add", {"feeds.add_description", "Describe devices by it"});
                    if ((pressed || edit == ui::Edit::kSubmitted) && !path_.empty()) {
                        commands.emit("feed.describe", {{"path", path_}});
                        path_.clear();
                    }
                });
}

}  // namespace belvedere::panels
