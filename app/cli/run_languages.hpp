// SPDX-License-Identifier: Apache-2.0
// The languages that a run without a window speaks, and the units it says lengths in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/cli/common_options.hpp"
#include "engine/core/result.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::cli {

// Owns the translators that words speak through, so one lives at a time. Words are English again
// when it ends. Main thread.
class RunLanguages {
  public:
    // First the language of the run: of --language, else the person's preference, else the
    // environment's. Then `others`, in their order. kUsage when there is no catalogue for one that
    // was asked for by name. The first is spoken at once.
    [[nodiscard]] static Result<std::unique_ptr<RunLanguages>> open(
        const CommonOptions& options, const std::vector<std::string>& others = {});
    ~RunLanguages();
    RunLanguages(const RunLanguages&) = delete;
    RunLanguages& operator=(const RunLanguages&) = delete;

    // BCP 47, without the language of the run.
    [[nodiscard]] const std::vector<std::string>& others() const { return others_; }
    void speak_first() const;
    void speak_other(std::size_t index) const;

  private:
    RunLanguages() = default;
    [[nodiscard]] Result<void> add(const std::string& asked, const std::string& preferred);

    std::vector<std::string> others_;
    std::vector<std::unique_ptr<text::Translator>> translators_;  // The first is the run's.
};

}  // namespace belvedere::cli
