// SPDX-License-Identifier: Apache-2.0
// The main function of every test program. A case that skipped is told in a line, and the program
// then is not counted as passed: it ends with 77, which CTest shows as skipped, or with 1 where
// nothing may be absent (BELVEDERE_REQUIRE_DATA=1).
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

class SkipTeller : public testing::EmptyTestEventListener {
  private:
    void OnTestEnd(const testing::TestInfo& test) override {
        for (int i = 0; i < test.result()->total_part_count(); ++i) {
            const testing::TestPartResult& part = test.result()->GetTestPartResult(i);
            if (!part.skipped()) continue;
            std::printf("SKIPPED: %s.%s: %s\n", test.test_suite_name(), test.name(),
                        part.message());
        }
    }
};

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    auto* tests = testing::UnitTest::GetInstance();
    tests->listeners().Append(new SkipTeller);  // Owned by the list.
    const int failed = RUN_ALL_TESTS();
    if (failed != 0 || tests->skipped_test_count() == 0) return failed;
    const char* required = std::getenv("BELVEDERE_REQUIRE_DATA");
    return required != nullptr && std::string_view(required) == "1" ? 1 : 77;
}
