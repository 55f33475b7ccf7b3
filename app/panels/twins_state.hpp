// SPDX-License-Identifier: Apache-2.0
// What panels show of bindings and identities: where devices belong, who they are on which
// platform, and their messages as they came. Plain values; texts are in the person's language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace belvedere::panels {

// Where the chosen device belongs.
struct BindingCard {
    std::string sentence;  // "Belongs to B0000017: the device says so (refBuilding)."
    std::string object;    // What the inspected object is called; empty: none is.
    bool can_show = false, can_confirm = false, can_refuse = false, can_clear = false;
};

// Another name of the device, or one that may be.
struct IdentityRow {
    std::string id, feed;
    std::string sentence;       // Who says so since when, on what evidence; or why it may be.
    std::int64_t device = -1;   // Its number, where it is shown.
    std::int64_t mapping = -1;  // That can be revoked.
    bool can_establish = false;
};

struct IdentityCard {
    std::string scheme;                  // How the id is written: "ngsi-ld".
    std::vector<IdentityRow> mappings;   // That hold.
    std::vector<IdentityRow> alike;      // That nobody stated.
    std::vector<IdentityRow> revoked;    // Earlier ones.
    std::vector<std::string> conflicts;  // In words.
    bool has_other = false;              // The device is shown by another platform too.
    bool can_fetch_signer = false;       // Whose document would tell whether it is verified.
};

struct MessageCard {
    bool has_message = false;
    std::string facts;  // When, on which topic, how long, and what was left out of it.
    std::string text;   // Cut to what a card shows.
};

struct TwinCard {
    BindingCard binding;
    IdentityCard identity;
    MessageCard message;
};

// A line of one of the lists.
struct LinkRow {
    std::string device, object, how;
    std::int64_t device_number = -1;  // -1: it is about an object alone.
    std::int64_t feature = -1;
};

// A device that belongs to the inspected object.
struct FeatureDevice {
    std::string name, value;
    std::int64_t device = -1;
};

struct LinksState {
    std::string list;                 // As commands have it.
    std::vector<std::size_t> counts;  // Of all lists, in the order of kLinkLists.
    std::vector<LinkRow> rows;        // Of the chosen one, the first so many.
    std::string tint;                 // "", "bound" or "place".
    std::string property;             // Whose value is shown; empty: none.
    std::vector<FeatureDevice> of_feature;
};

}  // namespace belvedere::panels
