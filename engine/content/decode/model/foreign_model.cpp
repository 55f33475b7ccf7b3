// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/model/foreign_model.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <semaphore>
#include <string>
#include <system_error>

#include "engine/content/decode/model/answer_layout.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_answer.hpp"
#include "engine/content/decode/model/model_builder.hpp"
#include "engine/content/decode/model/reader_process.hpp"

namespace belvedere::content::model {
namespace {

struct Kind {
    std::string_view word;  // The end of a path, or a MIME type.
    std::string_view format;
};
constexpr Kind kKinds[] = {
    {"obj", "obj"},
    {"model/obj", "obj"},
    {"text/prs.wavefront-obj", "obj"},
    {"dae", "dae"},
    {"model/vnd.collada+xml", "dae"},
    {"3ds", "3ds"},
    {"application/x-3ds", "3ds"},
    {"image/x-3ds", "3ds"},
    {"ply", "ply"},
    {"stl", "stl"},
    {"model/stl", "stl"},
    {"application/sla", "stl"},
    {"fbx", "fbx"},
    {"x3d", "x3d"},
    {"model/x3d+xml", "x3d"},
};

// Waits for a free place, and gives it back.
class ReaderPlace final {
  public:
    ReaderPlace() { places().acquire(); }
    ReaderPlace(const ReaderPlace&) = delete;
    ReaderPlace& operator=(const ReaderPlace&) = delete;
    ~ReaderPlace() { places().release(); }

  private:
    static std::counting_semaphore<limits::kReaders>& places() {
        static std::counting_semaphore<limits::kReaders> all(limits::kReaders);
        return all;
    }
};

template <class T>
ByteView bytes_of(const T& record) {
    return std::as_bytes(std::span(&record, 1));
}

// One model's talk with the other program, which is believed in nothing.
class Talk {
  public:
    Talk(ReaderProcess& process, const ModelSource& source) : process_(process), source_(source) {}

    Result<void> order(ByteView file, std::string_view format) {
        layout::OrderRecord order;
        std::copy_n(format.data(), std::min(format.size(), sizeof(order.format) - 1), order.format);
        order.file_bytes = file.size();
        if (auto sent = process_.send(bytes_of(order)); !sent) return sent;
        return process_.send(file);
    }

    Result<Bytes> answer() {
        while (true) {
            layout::SayingRecord record;
            auto heard = process_.receive(std::as_writable_bytes(std::span(&record, 1)));
            if (!heard) return fail(heard.error());
            if (record.saying == layout::Saying::kAnswer &&
                record.bytes <= limits::kModelAnswerBytes) {
                return take(record.bytes);
            }
            if (record.saying != layout::Saying::kAsk || record.bytes > limits::kModelNameBytes) {
                return fail(ErrorKind::kBadData,
                            "the program that reads models gave no sound answer");
            }
            const auto name = take(record.bytes);
            if (!name) return fail(name.error());
            if (auto given = give(as_text(*name)); !given) return fail(given.error());
        }
    }

  private:
    // Memory grows with what comes, not with what is promised.
    Result<Bytes> take(std::size_t size) {
        constexpr std::size_t kStep = std::size_t{1} << 20;
        Bytes bytes;
        while (bytes.size() < size) {
            const std::size_t at = bytes.size();
            bytes.resize(at + std::min(kStep, size - at));
            auto heard = process_.receive(std::span(bytes).subspan(at));
            if (!heard) return fail(heard.error());
        }
        return bytes;
    }

    Result<void> give(std::string_view name) {
        Bytes file;
        layout::FileRecord record;
        if (may_ask(name)) {
            const std::uint64_t most = std::min(limits::kModelBytes, bytes_left_);
            auto read = source_.read(folder_of(source_.path) + std::string(name), most);
            if (read && read->size() <= most) {
                file = std::move(*read);
                record = {1, static_cast<std::uint32_t>(file.size())};
                bytes_left_ -= file.size();
            }
        }
        if (auto sent = process_.send(bytes_of(record)); !sent) return sent;
        return process_.send(file);
    }

    bool may_ask(std::string_view name) {
        return ++asked_ <= limits::kModelFiles && !name.empty() &&
               std::ranges::none_of(name,
                                    [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    }

    ReaderProcess& process_;
    const ModelSource& source_;
    std::size_t asked_ = 0;
    std::uint64_t bytes_left_ = limits::kModelFilesBytes;
};

}  // namespace

std::string_view foreign_format(std::string_view word) {
    const auto is_same = [](char a, char b) {
        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + ('a' - 'A')) : b);
    };
    const auto* const found = std::ranges::find_if(
        kKinds, [&](const Kind& kind) { return std::ranges::equal(kind.word, word, is_same); });
    return found == std::end(kKinds) ? std::string_view{} : found->format;
}

std::filesystem::path installed_model_reader() {
    std::error_code error;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    const auto beside = folder / "belvedere-models";
    if (std::filesystem::exists(beside, error)) return beside;
    return folder.parent_path() / "libexec/belvedere/belvedere-models";
}

Result<LibraryModel> read_foreign_model(ByteView bytes, std::string_view format,
                                        const ModelSource& source) {
    const ReaderPlace place;
    Bytes answer;
    {
        ReaderProcess process(source.reader.deadline);
        auto started = process.start(source.reader.program.empty() ? installed_model_reader()
                                                                   : source.reader.program);
        if (!started) return fail(started.error());
        Talk talk(process, source);
        if (auto ordered = talk.order(bytes, format); !ordered) return fail(ordered.error());
        auto heard = talk.answer();
        if (!heard) return fail(heard.error());
        answer = std::move(*heard);
    }
    return read_model_answer(answer, folder_of(source.path));
}

}  // namespace belvedere::content::model
