// SPDX-License-Identifier: Apache-2.0
#include "app/words/engine_text.hpp"

#include <array>
#include <optional>
#include <unordered_map>
#include <vector>

#include "app/words/words.hpp"

namespace belvedere::words {
namespace {

// What is remembered of one language at most; then it begins anew.
constexpr std::size_t kRememberedMax = 4096;
// Longer ones are no sentences of ours.
constexpr std::size_t kSentenceBytesMax = 4096;

constexpr std::array<Message, 98> kMessages = {{
    {"engine.no_file", "no such file"},
    {"engine.few_places", "a field needs values at {least} places, there are {count}"},
    {"engine.no_file_system", "No such file or directory"},
    {"engine.no_permission", "Permission denied"},
    {"engine.disk_full", "No space left on device"},
    {"engine.not_in_archive", "not in the archive"},
    {"engine.not_a_file", "not a regular file"},
    {"engine.no_plain_file", "not a file"},
    {"engine.empty", "the file is empty"},
    {"engine.too_short", "ends too early"},
    {"engine.over_limit", "{size} bytes, more than the limit of {limit}"},
    {"engine.larger", "larger than {size} bytes"},
    {"engine.more_bytes", "more than {size} bytes"},
    {"engine.no_city", "there is no city model in it"},
    {"engine.itself", "tileset refers to itself"},
    {"engine.leaves", "leaves the source's folder"},
    {"engine.absolute", "absolute path in a local source"},
    {"engine.own_files", "a local source may only name its own files"},
    {"engine.status", "the server answered {status}"},
    {"engine.certificate", "the server's certificate is not trusted"},
    {"engine.no_host", "Couldn't resolve host name"},
    {"engine.no_server", "Couldn't connect to server"},
    {"engine.timeout", "Timeout was reached"},
    {"engine.cut", "Failure when receiving data from the peer"},
    {"engine.silent", "Server returned nothing (no headers, no data)"},
    {"engine.no_address", "not a web address"},
    {"engine.private", "a public data set may not reach into the private network"},
    {"engine.web_page", "a web page came instead of data (a login page?)"},
    {"engine.offline", "web addresses are not opened while offline"},
    {"engine.broken_data", "compressed data is broken or ends too early"},
    {"engine.encrypted", "encrypted zip entry"},
    {"engine.no_room", "the device has no room for it"},
    {"engine.over_ceiling", "needs {size} bytes, more than the memory ceiling"},
    {"engine.rest_pose", "animations are shown in their rest pose"},
    {"engine.no_crs",
     "the file does not say its coordinate reference system and is shown as a model without a "
     "place on Earth; say --crs"},
    {"engine.taken_as",
     "the tiles are not in Earth-centred coordinates but about {place}: taken as EPSG:3857 with "
     "ellipsoidal heights; say --crs if they are in another system"},
    {"engine.no_area", "a polygon has no area or no position"},
    {"engine.crossing", "a polygon touches or crosses itself, or a hole lies outside of it"},
    {"engine.open_ring", "a ring is not closed"},
    {"engine.few_corners", "a ring has fewer than three corners"},
    {"engine.open_solid", "a solid is not closed: no second surface is at an edge of it"},
    {"engine.spline", "a spline is shown by straight lines between its positions"},
    {"engine.unsaid_arc", "an arc does not say its centre, its radius or its angles"},
    {"engine.many_city_files",
     "there are more than {count} city files: the first of them by name are shown"},
    {"engine.many_vertices",
     "there are more than {count} vertices: surfaces with others of them are left out"},
    {"engine.beyond_texture", "beyond the texture {name} its edge is shown: {cause}"},
    {"engine.no_code_list", "the code list {name} is not there: its codes are shown"},
    {"engine.converted", "the text is in {encoding} and was converted"},
    {"engine.no_raster", "a raster relief has no grid: it is named, not shown"},
    {"engine.no_heights", "a raster relief has no heights"},
    {"engine.no_relief_room", "a raster relief is not shown: there is no room for it"},
    {"engine.raster_not_shown", "a raster relief is not shown: {cause}"},
    {"engine.raster_note", "a raster relief: {cause}"},
    {"engine.raster_own_crs",
     "its file is in {crs} and the model in {model}: it lies where its file says"},
    {"engine.raster_elsewhere",
     "its own coordinates ({crs}) are {count} posts from where its grid says: it lies where the "
     "grid says"},
    {"engine.no_features", "batch table: there are properties, but no features"},
    {"engine.not_shown_licence", "{source} may not be shown by its licence ({licence})"},
    {"engine.not_exported_licence", "{source} may not be exported by its licence ({licence})"},
    {"engine.not_shown", "{source} may not be shown"},
    {"engine.not_exported", "{source} may not be exported"},
    {"engine.order_topic",
     "the address of this feed does not say where orders go: add ?order=TOPIC to it"},
    {"engine.no_orders", "devices of this kind of feed take no orders"},
    {"engine.no_number", "this is no number: {text}"},
    {"engine.true_or_false", "this property is true or false"},
    {"engine.feed_no_connection", "no connection to {broker}: {cause}"},
    {"engine.feed_lost", "the connection to {broker} is lost"},
    {"engine.feed_silent", "the broker {broker} has gone silent"},
    {"engine.feed_no_host", "there is no host {host}"},
    {"engine.feed_untrusted", "the broker {broker} is not trusted: {cause}"},
    {"engine.certificate_host", "its certificate is of another host than {host}"},
    {"engine.certificate_bad",
     "its certificate has expired, is not valid yet, or is signed by nobody who is trusted here"},
    {"engine.feed_offline", "feeds of servers are not opened while offline"},
    {"engine.feed_other_server",
     "the next page is at another server, which is not asked: {server}"},
    {"engine.feed_many_pages", "there are more pages than are asked for: {count}"},
    {"engine.feed_topic", "the broker does not let this user read {topic} ({broker})"},
    {"engine.feed_elsewhere", "live values can be had from {places}"},
    {"engine.user_refused", "the broker does not allow this user ({broker})"},
    {"engine.connection_refused", "Connection refused"},
    {"engine.model_not_shown", "the model {file} of an implicit geometry is not shown: {cause}"},
    {"engine.model_no_room", "there is no room for it"},
    {"engine.model_note", "the model {file} of an implicit geometry: {cause}"},
    {"engine.model_unread_kind", "models of this kind are not read"},
    {"engine.model_unread_kind_named", "models of this kind are not read ({kind})"},
    {"engine.model_reader_fell", "it is broken: the program that reads it ended over it"},
    {"engine.model_reader_late", "reading it took longer than {count} s"},
    {"engine.model_reader_busy", "reading it took too much computing time"},
    {"engine.models_late", "others of the file took too long to read"},
    {"engine.model_reader_missing", "the program that reads models of this kind is not installed"},
    {"engine.model_reader_unsound", "the program that reads models gave no sound answer"},
    {"engine.model_memory", "reading it takes more memory than models may take"},
    {"engine.model_unreadable", "it cannot be read"},
    {"engine.model_unreadable_cause", "it cannot be read: {cause}"},
    {"engine.model_no_faces", "it has no faces"},
    {"engine.model_image_inside", "an image inside the model cannot be read"},
    {"engine.model_nested", "its elements are nested over 128 deep"},
    {"engine.model_header", "its header does not end or promises more than it holds"},
    {"engine.no_other_files", "other files are not read"},
    {"engine.part_left_out", "{cause}; this part is left out"},
}};

using Values = std::vector<Argument>;

// What stands at the places of the pattern when the text is the pattern; nothing when it is not.
std::optional<Values> values_of(std::string_view text, std::string_view pattern) {
    Values values;
    while (true) {
        const std::size_t open = pattern.find('{');
        if (open == std::string_view::npos) {
            return text == pattern ? std::optional(values) : std::nullopt;
        }
        if (!text.starts_with(pattern.substr(0, open))) return std::nullopt;
        text.remove_prefix(open);
        const std::size_t close = pattern.find('}', open);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        pattern.remove_prefix(close + 1);
        // Up to the plain text that follows, the last there is: names may hold it as well.
        const std::string_view next = pattern.substr(0, pattern.find('{'));
        const std::size_t end = next.empty() ? text.size() : text.rfind(next);
        if (end == std::string_view::npos || end == 0) return std::nullopt;
        values.push_back({name, text.substr(0, end)});
        text.remove_prefix(end);
    }
}

std::optional<std::string> known(std::string_view english) {
    for (const Message& message : kMessages) {
        auto values = values_of(english, message.english);
        if (!values) continue;
        // What one sentence is said of may be one itself.
        std::vector<std::string> inner;
        inner.reserve(values->size());
        for (Argument& value : *values) {
            if (value.name != "cause") continue;
            inner.push_back(engine_text(value.value));
            value.value = inner.back();
        }
        return text::with_arguments(words::text(message), *values);
    }
    return std::nullopt;
}

// "… (in ID)", as decoders say which object they mean.
std::optional<std::string> known_in(std::string_view english) {
    constexpr std::string_view kIn = " (in ";
    const std::size_t at = english.rfind(kIn);
    if (at == std::string_view::npos || !english.ends_with(')')) return known(english);
    const auto what = known(english.substr(0, at));
    if (!what) return known(english);
    const std::string_view id =
        english.substr(at + kIn.size(), english.size() - at - kIn.size() - 1);
    return words::text({"engine.in", "{what} (in {id})"}, {{"what", *what}, {"id", id}});
}

std::string translated(std::string_view english) {
    if (const auto whole = known_in(english)) return *whole;
    constexpr std::string_view kAfterName = ": ";
    for (std::size_t at = english.find(kAfterName); at != std::string_view::npos;
         at = english.find(kAfterName, at + 1)) {
        const auto what = known_in(english.substr(at + kAfterName.size()));
        if (!what) continue;
        return words::text({"engine.of", "{name}: {what}"},
                           {{"name", english.substr(0, at)}, {"what", *what}});
    }
    return std::string(english);
}

}  // namespace

std::string engine_text(std::string_view english) {
    static std::unordered_map<std::string, std::string> remembered;
    static std::string language_of_it;
    if (language() == "en" || english.empty() || english.size() > kSentenceBytesMax)
        return std::string(english);
    if (language_of_it != language() || remembered.size() >= kRememberedMax) {
        remembered.clear();
        language_of_it = std::string(language());
    }
    const auto found = remembered.find(std::string(english));
    if (found != remembered.end()) return found->second;
    std::string said = translated(english);
    remembered.emplace(std::string(english), said);
    return said;
}

std::span<const Message> engine_messages() {
    return kMessages;
}

}  // namespace belvedere::words
