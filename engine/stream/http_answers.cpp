// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/http_answers.hpp"

#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/content/limits.hpp"
#include "engine/core/file.hpp"
#include "engine/core/hash.hpp"
#include "engine/stream/cache_folder.hpp"

namespace belvedere::stream {
namespace {

constexpr std::string_view kMagic = "belvedere answer 1";

// Lines, then the body. A line break cannot stand in a header or a canonical URL.
std::string head_of(const std::string& url, const HttpAnswer& answer) {
    const auto line = [](const auto& value) { return std::to_string(value) + '\n'; };
    return std::string(kMagic) + '\n' + url + '\n' + answer.final_url + '\n' + answer.etag + '\n' +
           answer.last_modified + '\n' + line(answer.fresh_until_s) + line(answer.received_at_s) +
           line(static_cast<int>(answer.must_revalidate)) +
           line(static_cast<int>(answer.has_body)) + answer.edition + '\n';
}

// Takes one line off the text; nothing when there is none.
std::optional<std::string> take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string line(text.substr(0, end));
    text.remove_prefix(end + 1);
    return line;
}

std::int64_t number_of(const std::string& line) {
    std::int64_t value = 0;
    std::from_chars(line.data(), line.data() + line.size(), value);
    return value;
}

std::optional<HttpAnswer> parse(ByteView file, const std::string& url) {
    constexpr std::size_t kChecksumBytes = 17;  // 16 digits and a line break.
    if (file.size() < kChecksumBytes) return std::nullopt;
    const ByteView rest = file.subspan(kChecksumBytes);
    std::string_view text = as_text(file);
    if (take_line(text) != hexadecimal(hash_64(rest))) return std::nullopt;
    constexpr std::size_t kLines = 10;
    std::vector<std::string> lines;
    while (lines.size() < kLines) {
        auto line = take_line(text);
        if (!line) return std::nullopt;
        lines.push_back(std::move(*line));
    }
    // Another URL of the same hash is as good as none.
    if (lines[0] != kMagic || lines[1] != url) return std::nullopt;
    HttpAnswer answer;
    answer.final_url = lines[2];
    answer.etag = lines[3];
    answer.last_modified = lines[4];
    answer.fresh_until_s = number_of(lines[5]);
    answer.received_at_s = number_of(lines[6]);
    answer.must_revalidate = lines[7] == "1";
    answer.has_body = lines[8] == "1";
    answer.edition = lines[9];
    const ByteView body = as_bytes(text);
    answer.body.assign(body.begin(), body.end());
    return answer;
}

bool has_line_break(const std::string& text) {
    return text.find_first_of("\r\n") != std::string::npos;
}

}  // namespace

std::string HttpAnswer::stamp() const {
    if (!etag.empty()) return "etag " + etag;
    if (!last_modified.empty()) return "modified " + last_modified;
    return {};
}

struct HttpAnswers::State {
    std::unique_ptr<CacheFolder> files;

    [[nodiscard]] std::filesystem::path file_of(const std::string& url) const {
        return files->path() / (hexadecimal(hash_64(as_bytes(url))) + ".answer");
    }
};

HttpAnswers::HttpAnswers(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpAnswers::~HttpAnswers() = default;

Result<std::shared_ptr<HttpAnswers>> HttpAnswers::open(const std::filesystem::path& folder,
                                                       std::uint64_t bytes_max) {
    auto files = CacheFolder::open({folder, ".answer", "answers of servers", bytes_max});
    if (!files) return fail(files.error());
    auto state = std::make_unique<State>();
    state->files = std::move(*files);
    return std::shared_ptr<HttpAnswers>(new HttpAnswers(std::move(state)));
}

std::optional<HttpAnswer> HttpAnswers::find(const std::string& url) const {
    const std::filesystem::path path = state_->file_of(url);
    const auto file = read_file(path, content::limits::kContentFileBytes);
    if (!file) return std::nullopt;
    auto answer = parse(*file, url);
    if (answer) {
        state_->files->note_use(path);
    } else {
        std::error_code code;
        std::filesystem::remove(path, code);
    }
    return answer;
}

void HttpAnswers::keep(const std::string& url, const HttpAnswer& answer) {
    if (has_line_break(url) || has_line_break(answer.final_url) || has_line_break(answer.etag) ||
        has_line_break(answer.last_modified)) {
        return;
    }
    const std::string head = head_of(url, answer);
    Bytes rest(as_bytes(head).begin(), as_bytes(head).end());
    rest.insert(rest.end(), answer.body.begin(), answer.body.end());
    const std::string checksum = hexadecimal(hash_64(rest)) + '\n';
    rest.insert(rest.begin(), as_bytes(checksum).begin(), as_bytes(checksum).end());
    const ByteView whole = rest;
    state_->files->write(state_->file_of(url), {&whole, 1});
}

void HttpAnswers::forget(const std::string& url) {
    std::error_code code;
    std::filesystem::remove(state_->file_of(url), code);
}

}  // namespace belvedere::stream
