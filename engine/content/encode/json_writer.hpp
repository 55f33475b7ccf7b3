// SPDX-License-Identifier: Apache-2.0
// JSON text, written front to back: smaller and faster than building a document first, and the same
// bytes on every machine (numbers by std::to_chars, shortest round-trip).
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace belvedere::content::encode {

// Not thread-safe. The caller closes what it opens; commas are the writer's. Text must be UTF-8.
class JsonWriter {
  public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& text(std::string_view value);
    JsonWriter& boolean(bool value);
    // Finite; others become 0, as JSON has no word for them.
    JsonWriter& number(double value);
    JsonWriter& number(float value);
    template <std::integral Integer>
    JsonWriter& number(Integer value) {
        return raw(std::to_string(value));
    }

    // A value that is JSON text already.
    JsonWriter& json(std::string_view value) { return raw(value); }

    [[nodiscard]] std::string take();

  private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    JsonWriter& raw(std::string_view value);
    void separate();

    std::string text_;
    bool needs_comma_ = false;
};

}  // namespace belvedere::content::encode
