// SPDX-License-Identifier: Apache-2.0
// What is kept of a city file between visits.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "engine/stream/city_outline.hpp"

namespace belvedere::stream {
namespace {

namespace citymodel = content::citymodel;

CityOutline sample_outline() {
    CityOutline outline;
    outline.head.kind = "CityGML";
    outline.head.version = "2.0";
    outline.head.crs = "EPSG:28992";
    outline.head.title = "";
    outline.head.facts = {{"identifier", "nl-1"}, {"point of contact", "A. Jansen"}};
    outline.head.extent.add(glm::dvec3(1.0, 2.0, 3.0));
    outline.head.extensions = {"uro", "Energy"};
    outline.head.warnings = {"the text is in UTF-16 and was converted"};
    outline.head.themes = {"summer", "winter"};
    outline.stretches = {{100, 50}, {150, 1}, {1000, 7}};
    outline.bounds = citymodel::CityBox{glm::dvec3(-1.0), glm::dvec3(5.0)};
    return outline;
}

class EmptyFile final : public citymodel::CityFile {
  public:
    const citymodel::CityFileHead& head() const override { return head_; }
    std::vector<citymodel::FileRange> stretches() const override { return {}; }
    Result<Index> index(const citymodel::FileRange&, const CancelToken&) const override {
        return Index{};
    }
    Result<citymodel::CityBatch> read(std::span<const citymodel::FileRange>,
                                      const citymodel::LodChoice&,
                                      const CancelToken&) const override {
        return citymodel::CityBatch{};
    }

  private:
    citymodel::CityFileHead head_;
};

TEST(CityOutline, IsTheSameAfterPackingAndRefusesOthers) {
    const CityOutline outline = sample_outline();
    const Bytes packed = pack_city_outline(outline);
    const auto again = unpack_city_outline(packed);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->head.crs, "EPSG:28992");
    EXPECT_EQ(again->head.extensions, outline.head.extensions);
    EXPECT_EQ(again->head.facts, outline.head.facts);
    EXPECT_EQ(again->head.warnings, outline.head.warnings);
    EXPECT_EQ(again->head.themes, outline.head.themes);
    ASSERT_EQ(again->stretches.size(), 3U);
    EXPECT_EQ(again->stretches[2].offset, 1000U);
    ASSERT_TRUE(again->bounds);
    EXPECT_EQ(again->bounds->max, glm::dvec3(5.0));
    EXPECT_EQ(pack_city_outline(*again), packed);
    for (std::size_t cut = 0; cut < packed.size(); ++cut)
        EXPECT_FALSE(unpack_city_outline(ByteView(packed).first(cut))) << cut;
    // Counts that no file of that length could hold.
    for (std::size_t at = 0; at + 8 <= packed.size(); ++at) {
        Bytes changed = packed;
        std::fill_n(changed.begin() + static_cast<std::ptrdiff_t>(at), 8, std::byte{0xFF});
        (void)unpack_city_outline(changed);
    }
}

TEST(CityOutline, RefusesStretchesOutOfOrder) {
    CityOutline outline = sample_outline();
    outline.stretches = {{100, 50}, {149, 1}};
    EXPECT_FALSE(unpack_city_outline(pack_city_outline(outline)));
    outline.stretches = {{100, ~std::uint64_t{0}}};
    EXPECT_FALSE(unpack_city_outline(pack_city_outline(outline)));
}

TEST(CityOutline, OpensTheFileOnceAndWhenItIsWanted) {
    int opened = 0;
    const auto file = city_file_by_outline(
        sample_outline(), [&]() -> Result<std::shared_ptr<const citymodel::CityFile>> {
            ++opened;
            return std::make_shared<EmptyFile>();
        });
    EXPECT_EQ(file->head().kind, "CityGML");
    EXPECT_EQ(file->stretches().size(), 3U);
    EXPECT_EQ(opened, 0);
    EXPECT_TRUE(file->index({100, 50}, {}));
    EXPECT_TRUE(file->read({}, {}, {}));
    EXPECT_EQ(opened, 1);
}

TEST(CityOutline, SaysWhyTheFileCannotBeOpened) {
    const auto file = city_file_by_outline(
        sample_outline(), []() -> Result<std::shared_ptr<const citymodel::CityFile>> {
            return fail(ErrorKind::kNotFound, "the file is gone");
        });
    for (int time = 0; time < 2; ++time) {
        const auto index = file->index({100, 50}, {});
        ASSERT_FALSE(index);
        EXPECT_EQ(index.error().message, "the file is gone");
    }
}

}  // namespace
}  // namespace belvedere::stream
