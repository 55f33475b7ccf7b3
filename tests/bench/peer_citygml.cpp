// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/peer_citygml.hpp"

#ifdef BELVEDERE_HAS_LIBCITYGML
#include <exception>
#include <memory>

#include <citygml/citygml.h>
#include <citygml/citygmllogger.h>
#include <citygml/citymodel.h>
#include <citygml/cityobject.h>
#include <citygml/geometry.h>
#include <citygml/polygon.h>
#endif

namespace belvedere::bench {

#ifdef BELVEDERE_HAS_LIBCITYGML

namespace {

// Thousands of lines on the terminal are no part of reading. (Its base has no virtual destructor; a
// shared_ptr knows what it was made of.)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
class SilentLogger final : public citygml::CityGMLLogger {
  public:
    SilentLogger() : CityGMLLogger(LOGLEVEL::LL_ERROR) {}
    void log(LOGLEVEL /*level*/, const std::string& /*message*/, const char* /*file*/,
             int /*line*/) const override {}
};
#pragma GCC diagnostic pop

void count_geometry(const citygml::Geometry& geometry, PeerCity& city) {
    for (unsigned i = 0; i < geometry.getPolygonsCount(); ++i) {
        ++city.polygons;
        city.triangles += geometry.getPolygon(i)->getIndices().size() / 3;
    }
    for (unsigned i = 0; i < geometry.getGeometriesCount(); ++i)
        count_geometry(geometry.getGeometry(i), city);
}

void count_object(const citygml::CityObject& object, PeerCity& city) {
    ++city.objects;
    for (unsigned i = 0; i < object.getGeometriesCount(); ++i)
        count_geometry(object.getGeometry(i), city);
    for (unsigned i = 0; i < object.getChildCityObjectsCount(); ++i)
        count_object(object.getChildCityObject(i), city);
}

}  // namespace

bool has_libcitygml() {
    return true;
}

std::optional<PeerCity> read_with_libcitygml(const std::string& path) {
    try {
        citygml::ParserParams options;
        options.tesselate = true;
        const auto model = citygml::load(path, options, std::make_shared<SilentLogger>());
        if (model == nullptr) return std::nullopt;
        PeerCity city;
        for (unsigned i = 0; i < model->getNumRootCityObjects(); ++i)
            count_object(model->getRootCityObject(static_cast<int>(i)), city);
        return city;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

#else

bool has_libcitygml() {
    return false;
}

std::optional<PeerCity> read_with_libcitygml(const std::string& /*path*/) {
    return std::nullopt;
}

#endif

}  // namespace belvedere::bench
