// SPDX-License-Identifier: Apache-2.0
// Commands that walk from an object to what it is made of: building > part > surface > opening.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using city::FamilyMember;
using command::Call;
using command::ValueType;

// The inspected feature among its family.
struct Standing {
    std::vector<FamilyMember> family;
    std::size_t at = 0;
};

Result<Standing> standing_of(const Session& session) {
    Standing standing{session.scene.family(session.inspected), 0};
    const auto found = std::ranges::find_if(standing.family, [&](const FamilyMember& member) {
        return member.feature == session.inspected;
    });
    if (found == standing.family.end()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.nothing_inspected",
                                 "nothing that is loaded is inspected: choose an object first"}));
    }
    standing.at = static_cast<std::size_t>(found - standing.family.begin());
    return standing;
}

std::string told(const std::vector<FamilyMember>& family, std::size_t at) {
    const FamilyMember& member = family[at];
    const std::string& called = member.name.empty() ? member.id : member.name;
    if (member.parent == FamilyMember::kNoParent) {
        return words::text({"part.item", "{type} · {name}"},
                           {{"type", member.type}, {"name", called}});
    }
    return words::text(
        {"part.told", "{type} {name}, part of {parent}"},
        {{"type", member.type}, {"name", called}, {"parent", family[member.parent].id}});
}

void stand(Session& session, const std::vector<FamilyMember>& family, std::size_t at) {
    select_features(session, {family[at].feature});
    // The answer to a key: before what the view has to say of itself.
    session.announce(told(family, at), Urgency::kUrgent);
}

Failure no_such(const Message& message) {
    return fail(ErrorKind::kDenied, words::text(message));
}

Result<void> to_whole(Session& session) {
    const auto standing = standing_of(session);
    if (!standing) return fail(standing.error());
    const std::size_t parent = standing->family[standing->at].parent;
    if (parent == FamilyMember::kNoParent) {
        return no_such({"problem.is_whole", "it is part of nothing larger"});
    }
    stand(session, standing->family, parent);
    return {};
}

Result<void> to_first_part(Session& session) {
    const auto standing = standing_of(session);
    if (!standing) return fail(standing.error());
    for (std::size_t i = 0; i < standing->family.size(); ++i) {
        if (standing->family[i].parent != standing->at) continue;
        stand(session, standing->family, i);
        return {};
    }
    return no_such({"problem.no_parts", "it has no parts"});
}

enum class Beside { kNext, kPrevious };

// In a circle.
Result<void> to_part_beside(Session& session, Beside beside) {
    const auto standing = standing_of(session);
    if (!standing) return fail(standing.error());
    const std::size_t parent = standing->family[standing->at].parent;
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i < standing->family.size(); ++i) {
        if (standing->family[i].parent == parent) parts.push_back(i);
    }
    if (parts.size() < 2) return no_such({"problem.only_part", "there is no other part beside it"});
    const auto here = std::ranges::find(parts, standing->at);
    const auto at = static_cast<std::size_t>(here - parts.begin());
    const std::size_t step = beside == Beside::kNext ? 1 : parts.size() - 1;
    stand(session, standing->family, parts[(at + step) % parts.size()]);
    return {};
}

Result<void> inspect(Session& session, const Call& call) {
    const std::int64_t number = call.integer("feature");
    const FeatureId feature{static_cast<std::uint32_t>(number)};
    if (number < 0 || number > 0xFFFF'FFFE || !session.scene.name_of(feature).source.valid()) {
        return fail(ErrorKind::kUsage, "there is no feature " + std::to_string(number));
    }
    select_features(session, {feature});
    return {};
}

}  // namespace

void add_part_commands(command::CommandRegistry& registry, Session& session) {
    const auto enabled = [&session] { return session.inspected.valid(); };
    add(registry,
        {"feature.inspect",
         "Inspect a feature",
         "Selects a feature by its number and shows what is known about it.",
         "",
         {needs("feature", ValueType::kInteger)}},
        [&](const Call& call) { return inspect(session, call); });
    add(registry,
        {"part.whole",
         "Go to what it is part of",
         "From an opening to its wall, from a wall to its building.",
         "Ctrl+Up",
         {},
         enabled},
        [&](const Call&) { return to_whole(session); });
    add(registry,
        {"part.first",
         "Go to its first part",
         "From a building to its first part or surface.",
         "Ctrl+Down",
         {},
         enabled},
        [&](const Call&) { return to_first_part(session); });
    add(registry,
        {"part.next",
         "Go to the next part",
         "The next part or surface of the same object.",
         "Ctrl+Right",
         {},
         enabled},
        [&](const Call&) { return to_part_beside(session, Beside::kNext); });
    add(registry,
        {"part.previous",
         "Go to the previous part",
         "The part or surface before it of the same object.",
         "Ctrl+Left",
         {},
         enabled},
        [&](const Call&) { return to_part_beside(session, Beside::kPrevious); });
    add(registry,
        {"selection.pick_surfaces", "Pick surfaces or objects",
         "A click inspects the wall or roof it meets, or again the whole object.", "Shift+S"},
        [&](const Call&) -> Result<void> {
            session.models.picks_surfaces = !session.models.picks_surfaces;
            session.announce(session.models.picks_surfaces
                                 ? words::text({"part.picks_surfaces", "Clicks pick surfaces"})
                                 : words::text({"part.picks_objects", "Clicks pick objects"}),
                             Urgency::kPolite);
            return {};
        });
}

}  // namespace belvedere::window
