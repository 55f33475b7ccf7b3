// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_folder.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/stream/city_beside.hpp"
#include "engine/stream/file_source.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/source_path.hpp"

namespace belvedere::stream {
namespace {

constexpr std::string_view kUp = "../";

// A folder above the city's.
struct Above {
    std::shared_ptr<ByteSource> source;
    std::string way_down;  // To the city's folder, with a slash at its end.
};

class CityFolder final : public ByteSource {
  public:
    CityFolder(std::shared_ptr<ByteSource> own, std::vector<Above> above)
        : own_(std::move(own)), above_(std::move(above)) {}

    Result<std::string> resolve(std::string_view base, std::string_view reference) const override {
        auto inside = own_->resolve(base, reference);
        if (inside || inside.error().kind != ErrorKind::kDenied) return inside;
        std::string steps;
        for (const Above& each : above_) {
            steps += kUp;
            const auto path = resolve_path(each.way_down + std::string(base), reference);
            if (path && is_named_by_city_files(*path)) return steps + *path;
        }
        return inside;
    }

    void fetch(const std::string& uri, double order, const CancelToken& cancel,
               Done done) override {
        const Place place = place_of(uri);
        if (place.source == nullptr) {
            return done(fail(ErrorKind::kDenied, uri + ": leaves the source's folder"));
        }
        place.source->fetch(place.path, order, cancel, [&uri, &done](Result<FetchedBytes> fetched) {
            if (fetched) fetched->uri = uri;
            done(std::move(fetched));
        });
    }

    std::string stamp(const std::string& uri) const override {
        const Place place = place_of(uri);
        return place.source == nullptr ? std::string() : place.source->stamp(place.path);
    }
    bool is_remote() const override { return false; }

  private:
    struct Place {
        ByteSource* source = nullptr;
        std::string path;
    };
    Place place_of(const std::string& uri) const {
        std::size_t steps = 0;
        while (uri.compare(steps * kUp.size(), kUp.size(), kUp) == 0)
            ++steps;
        if (steps == 0) return {own_.get(), uri};
        if (steps > above_.size()) return {};
        return {above_[steps - 1].source.get(), uri.substr(steps * kUp.size())};
    }

    std::shared_ptr<ByteSource> own_;
    std::vector<Above> above_;  // The nearest first.
};

}  // namespace

Result<std::shared_ptr<ByteSource>> open_city_folder(const std::filesystem::path& folder) {
    auto own = open_folder_source(folder);
    if (!own) return own;
    std::error_code code;
    std::filesystem::path at = std::filesystem::canonical(folder.empty() ? "." : folder, code);
    std::vector<Above> above;
    std::string way_down;
    for (int i = 0; i < limits::kFoldersUp && !code && at.has_relative_path(); ++i) {
        way_down = at.filename().string() + '/' + way_down;
        at = at.parent_path();
        // Whoever may not look into a folder names nothing there.
        auto source = open_folder_source(at);
        if (!source) break;
        above.push_back({std::move(*source), way_down});
    }
    return std::shared_ptr<ByteSource>(
        std::make_shared<CityFolder>(std::move(*own), std::move(above)));
}

}  // namespace belvedere::stream
