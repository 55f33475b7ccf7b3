// SPDX-License-Identifier: Apache-2.0
// The program that reads models, and programs in its place that do what it never should.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/model/answer_layout.hpp"
#include "engine/content/decode/model/foreign_model.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_answer.hpp"
#include "engine/content/decode/model/reader_process.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/content/placed_models.hpp"

namespace belvedere::content::tests_of_foreign_model {
namespace {

using placed_models::Files;
using std::chrono::steady_clock;
using ::testing::AnyOf;
using ::testing::HasSubstr;

constexpr const char* kTriangle = "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n";

Result<model::LibraryModel> read(const std::string& name, const Files& files,
                                 const model::ModelReader& reader = {BELVEDERE_MODEL_READER}) {
    return model::read_library_model({name, "", placed_models::reading(files), reader});
}

// A program that is a shell script.
class FakeReader {
  public:
    explicit FakeReader(const std::string& script) {
        folder_.write("reader", "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(folder_.path() / "reader", std::filesystem::perms::owner_all);
    }
    [[nodiscard]] std::string path(const char* name) const { return folder_.path() / name; }
    void write(const char* name, ByteView bytes) const {
        folder_.write(name, std::string(as_text(bytes)));
    }
    [[nodiscard]] Result<model::LibraryModel> read(int deadline_ms = 20'000) const {
        return tests_of_foreign_model::read(
            "a.obj", {{"a.obj", kTriangle}},
            {folder_.path() / "reader", std::chrono::milliseconds(deadline_ms)});
    }

  private:
    test::TemporaryFolder folder_;
};

template <class T>
std::string text_of(const T& record) {
    std::string text(sizeof(T), '\0');
    std::memcpy(text.data(), &record, sizeof(T));
    return text;
}

// What a program says that answers `bytes`.
std::string saying(model::layout::Saying saying, std::string_view bytes) {
    return text_of(model::layout::SayingRecord{saying, static_cast<std::uint32_t>(bytes.size())})
        .append(bytes);
}

TEST(ForeignModel, AProgramThatFallsIsOneSentence) {
    for (const char* script : {"kill -ABRT $$", "kill -SEGV $$", "exit 0", "exit 3", "exec 0>&-"}) {
        SCOPED_TRACE(script);
        const auto model = FakeReader(script).read();
        ASSERT_FALSE(model);
        EXPECT_EQ(model.error().kind, ErrorKind::kBadData);
        EXPECT_EQ(model.error().message, "it is broken: the program that reads it ended over it");
    }
}

TEST(ForeignModel, AProgramThatHangsIsEnded) {
    const FakeReader hanging("echo $$ >\"${0%/*}/id\"\nexec sleep 100");
    const auto began = steady_clock::now();
    const auto model = hanging.read(1500);
    EXPECT_LT(steady_clock::now() - began, std::chrono::seconds(60));
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().kind, ErrorKind::kTemporary);
    EXPECT_EQ(model.error().message, "reading it took longer than 2 s");
    const std::string id = text_of_file(hanging.path("id"));
    ASSERT_FALSE(id.empty());
    EXPECT_NE(::kill(std::stoi(id), 0), 0) << "it is still there";
    // It closed its end, and is ended for that.
    const FakeReader deaf("echo $$ >\"${0%/*}/id\"\nexec sleep 100 0>/dev/null");
    EXPECT_FALSE(deaf.read());
    EXPECT_NE(::kill(std::stoi(text_of_file(deaf.path("id"))), 0), 0);
}

TEST(ForeignModel, ComputingWithoutEndIsEndedByTheSystem) {
    const FakeReader busy("ulimit -t 1\nwhile :; do :; done");
    const auto model = busy.read();
    ASSERT_FALSE(model);
    EXPECT_THAT(model.error().message,
                AnyOf(HasSubstr("too much computing time"), HasSubstr("ended over it")));
}

TEST(ForeignModel, NonsenseIsNoAnswer) {
    const std::vector<std::string> said = {
        std::string(64, '\xFF'),
        saying(model::layout::Saying::kAnswer, ""),
        saying(model::layout::Saying::kAnswer, "nonsense"),
        saying(static_cast<model::layout::Saying>(7), "a"),
        text_of(model::layout::SayingRecord{model::layout::Saying::kAsk, 5000}),
        text_of(model::layout::SayingRecord{model::layout::Saying::kAnswer, 0x7FFFFFFF}),
        // More is promised than comes.
        text_of(model::layout::SayingRecord{model::layout::Saying::kAnswer, 100'000'000}) + "abc",
    };
    for (const std::string& text : said) {
        const FakeReader fake("cat \"${0%/*}/said\" >&0");
        fake.write("said", as_bytes(text));
        const auto model = fake.read();
        ASSERT_FALSE(model);
        EXPECT_EQ(model.error().kind, ErrorKind::kBadData) << model.error().message;
    }
}

// What it is given of this process: nothing but the socket.
TEST(ForeignModel, NothingLeaksIntoTheProgram) {
    const int open = ::open("/dev/null", O_RDONLY);  // Not to be closed by exec.
    const int high = ::fcntl(open, F_DUPFD, 77);
    ASSERT_GE(high, 77);
    const FakeReader fake("[ -e /proc/$$/fd/" + std::to_string(high) +
                          " ] && exit 1\n[ -n \"$HOME\" ] && exit 1\n"
                          "[ \"$1\" = $PPID ] || exit 1\necho lost >&2\necho lost\n"
                          "cat \"${0%/*}/said\" >&0");
    const Bytes failure = model::write_model_answer(fail(ErrorKind::kLimit, "nothing leaked"));
    fake.write("said", as_bytes(saying(model::layout::Saying::kAnswer, as_text(failure))));
    const auto model = fake.read();
    ::close(open);
    ::close(high);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().message, "nothing leaked");
}

// What was answered counts, even if nobody waited for the question.
TEST(ForeignModel, AnAnswerBeforeTheQuestionIsHeard) {
    const FakeReader hasty("printf answered >&0");
    model::ReaderProcess process(std::chrono::seconds(20));
    ASSERT_TRUE(process.start(hasty.path("reader")));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_TRUE(process.send(Bytes(1 << 20)));
    Bytes answer(8);
    const auto heard = process.receive(answer);
    ASSERT_TRUE(heard) << heard.error().message;
    EXPECT_EQ(as_text(answer), "answered");
    EXPECT_FALSE(process.receive(answer));
}

TEST(ForeignModel, FilesAreAskedOfTheSourceAlone) {
    // What is asked for comes back through the source, which refuses what is outside.
    std::vector<std::string> asked;
    const auto source = [&asked](std::string_view name, std::uint64_t) -> Result<Bytes> {
        asked.emplace_back(name);
        const std::string_view text =
            name == "lib/a.obj" ? "mtllib ../../etc/passwd\nmtllib /etc/passwd\nmtllib a.mtl\n"
                                  "v 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl m\nf 1 2 3\n"
                                : "newmtl m\nKd 0 1 0\n";
        if (name != "lib/a.obj" && name != "lib/a.mtl") return fail(ErrorKind::kDenied, "outside");
        return Bytes(as_bytes(text).begin(), as_bytes(text).end());
    };
    const auto model =
        model::read_library_model({"lib/a.obj", "", source, {BELVEDERE_MODEL_READER}});
    ASSERT_TRUE(model) << model.error().message;
    for (const std::string& name : asked)
        EXPECT_TRUE(name.starts_with("lib/")) << name;
    EXPECT_THAT(asked, ::testing::Contains("lib/a.mtl"));
}

TEST(ForeignModel, AMissingProgramIsSaid) {
    const auto model = read("a.obj", {{"a.obj", kTriangle}}, {"/nowhere/belvedere-models"});
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().kind, ErrorKind::kNotFound);
    EXPECT_THAT(model.error().message, HasSubstr("not installed"));
}

TEST(ForeignModel, TheProgramIsNotForHands) {
    const auto status = [](const std::string& arguments) {
        const std::string line =
            std::string(BELVEDERE_MODEL_READER) + ' ' + arguments + " 2>/dev/null </dev/null";
        return WEXITSTATUS(std::system(line.c_str()));
    };
    EXPECT_EQ(status(""), 2);
    EXPECT_EQ(status("model.obj"), 2);
    EXPECT_EQ(status("1x"), 2);
    EXPECT_EQ(status("1"), 1);  // Another process's child.
}

// Numbers of the size of the memory of a machine, in a file of some bytes; the limit of a process
// without sanitizers refuses them.
TEST(ForeignModel, WhatWouldNeedGigabytesIsRefused) {
    const std::string dae =
        text_of_file(std::filesystem::path(BELVEDERE_TEST_DATA) / "models/slope.dae");
    const std::size_t at = dae.find("count=\"");
    ASSERT_NE(at, dae.npos);
    std::string huge = dae;
    huge.replace(at + 7, dae.find('"', at + 7) - at - 7, "600000000");
    const auto model = read("a.dae", {{"a.dae", huge}});
    ASSERT_FALSE(model);
    EXPECT_THAT(model.error().kind, AnyOf(ErrorKind::kLimit, ErrorKind::kBadData))
        << model.error().message;
}

std::vector<std::filesystem::path> sample_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(BELVEDERE_TEST_DATA) / "models"))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

// A model or a sentence, whatever becomes of the other process.
void expect_sound(const std::string& name, const std::string& file) {
    const auto began = steady_clock::now();
    const auto model = read(name, {{name, file}});
    EXPECT_LT(steady_clock::now() - began, std::chrono::seconds(90));
    if (!model) {
        EXPECT_FALSE(model.error().message.empty());
        return;
    }
    EXPECT_FALSE(model->triangles.empty());
    citymodel::CityBatch batch;
    EXPECT_NE(model::append_template(batch, *model), kNone);
}

// So many cuts and changes of each file, the same ones each time.
void expect_all_sound(std::size_t cuts, int changes) {
    for (const std::filesystem::path& path : sample_files()) {
        SCOPED_TRACE(path.filename());
        const std::string file = text_of_file(path), name = path.filename();
        for (std::size_t i = 0; i < cuts; ++i)
            expect_sound(name, file.substr(0, file.size() * i / cuts));
        std::mt19937 random(1);
        for (int i = 0; i < changes; ++i) {
            std::string changed = file;
            changed[random() % changed.size()] = static_cast<char>(random());
            expect_sound(name, changed);
        }
    }
}

// One byte that Assimp 5.2 asserts over, and one that it falls over.
TEST(ForeignModel, ALibraryThatEndsItsProcessIsOneSentence) {
    struct Case {
        const char* name;
        std::size_t at;
        char byte;
    };
    for (const Case& one : {Case{"slope.ply", 193, '\x07'}, Case{"slope.dae", 3559, '\xBE'}}) {
        std::string file =
            text_of_file(std::filesystem::path(BELVEDERE_TEST_DATA) / "models" / one.name);
        ASSERT_GT(file.size(), one.at);
        file[one.at] = one.byte;
        const auto model = read(one.name, {{one.name, file}});
        ASSERT_FALSE(model) << one.name;
        EXPECT_THAT(model.error().message, HasSubstr("ended over it"));
    }
}

TEST(ForeignModel, BrokenFilesAreSentences) {
    expect_all_sound(8, 8);
}

TEST(ForeignModelLong, BrokenFilesAreSentences) {
    expect_all_sound(32, 256);
}

}  // namespace
}  // namespace belvedere::content::tests_of_foreign_model
