// SPDX-License-Identifier: Apache-2.0
// GML geometry by itself: any elements, read as one object's geometry and as a position.
#include <cstdint>
#include <string_view>

#include "engine/content/decode/citygml/appearance_index.hpp"
#include "engine/content/decode/citygml/geometry_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere::content;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    citygml::XmlTree tree;
    if (!tree.parse(text)) return 0;
    citymodel::CityBatch batch;
    batch.objects.emplace_back();
    citygml::GeometryReader reader(batch, {3, size % 2 == 0}, nullptr);
    reader.keeps_ring_ids = true;
    reader.begin({0, kNone, 20, 0});
    for (citygml::XmlElement element = tree.first(); element; element = element.next_sibling()) {
        reader.add(element);
        glm::dvec3 position(0.0);
        (void)reader.read_position(element, position);
    }
    (void)reader.finish();
    citygml::AppearanceIndex appearances;
    appearances.add(text, 0, text.size());
    appearances.sort();
    for (const citygml::NamedPolygons& named : reader.named) {
        for (const citygml::AppearanceTarget& target : appearances.find(named.id_hash))
            (void)citygml::AppearanceIndex::mapping_at(text, target.offset);
    }
    return 0;
}
