// SPDX-License-Identifier: Apache-2.0
// By which texts an object is found: its id, and all that its attributes say in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::convert {

// A word or more, by the name of the attribute or member that says it.
struct NamedWord {
    std::string name, text;
};

// Lines of one object. Values of an attribute that is JSON (a list of addresses, an address of
// CityJSON) are lines of their own, and all of one address are one line as well, as a person would
// write it: "Coolsingel 40 Rotterdam"; where the number comes first, also as it stands. So are
// attributes that are parts of one thing ("address.street", "address.number").
//
// At most limits::kNameLineBytes a line and limits::kNameObjectBytes an object: what is beyond is
// left out, and is_cut() says so.
class NameTexts {
  public:
    NameTexts(const content::citymodel::CityBatch& batch, content::Range attributes)
        : batch_(batch), attributes_(attributes) {}

    // Each ends in a line feed; type and id are the first two, whatever they are.
    [[nodiscard]] std::string lines(std::string_view type, std::string_view id);
    [[nodiscard]] bool is_cut() const { return is_cut_; }

  private:
    void add_line(std::string_view line);
    void add_joined(std::vector<NamedWord>& words);
    void add_json(std::string_view text);

    const content::citymodel::CityBatch& batch_;
    content::Range attributes_;
    std::string lines_;
    bool is_cut_ = false;
};

}  // namespace belvedere::convert
