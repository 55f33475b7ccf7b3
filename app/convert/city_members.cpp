// SPDX-License-Identifier: Apache-2.0
#include "app/convert/city_members.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <future>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include <glm/common.hpp>

#include "app/convert/limits.hpp"
#include "engine/content/decode/citymodel/city_placer.hpp"

namespace belvedere::convert {

namespace {

namespace citymodel = content::citymodel;
using citymodel::CityBox;
using citymodel::FileRange;

constexpr std::size_t kStretchesInWork = 4;

struct Stretch {
    std::uint32_t part = 0;
    FileRange range;
};

bool is_georeferenced(const stream::CityPart& part) {
    return part.mapping->is_georeferenced();
}

// The members of a stretch, their boxes in a frame of the stretch's own.
struct IndexedStretch {
    std::vector<citymodel::CityMember> members;
    std::vector<citymodel::CityWarning> warnings;
};

CityBox box_of(const std::vector<citymodel::CityMember>& members) {
    CityBox box;
    for (const citymodel::CityMember& member : members)
        box.add(member.bounds);
    return box;
}

// 27 places of a box: the sides of a large one bulge.
std::vector<glm::dvec3> places_of(const CityBox& box) {
    std::vector<glm::dvec3> places;
    for (int i = 0; i < 27; ++i) {
        const glm::ivec3 step(i % 3, i / 3 % 3, i / 9);
        const glm::dvec3 share = glm::dvec3(step) * 0.5;
        places.push_back(glm::mix(box.min, box.max, share));
    }
    return places;
}

// Turns members' boxes into the frame of the tileset.
class MemberPlacer {
  public:
    MemberPlacer(citymodel::CityPlacer placer, const geo::LocalFrame& frame)
        : placer_(placer), frame_(frame) {}

    bool place(const CityBox& bounds, PlanMember& member) {
        placer_.begin_object(bounds);
        CityBox box;
        for (const glm::dvec3& place : places_of(bounds)) {
            const glm::dvec3 world = placer_.frame().to_world(placer_.place(place));
            const glm::dvec3 here = frame_.to_local(world);
            if (!std::isfinite(here.x + here.y + here.z)) return false;
            box.add(here);
        }
        constexpr float kFar = std::numeric_limits<float>::max();
        for (int axis = 0; axis < 3; ++axis) {
            member.low[axis] = std::nextafter(static_cast<float>(box.min[axis]), -kFar);
            member.high[axis] = std::nextafter(static_cast<float>(box.max[axis]), kFar);
        }
        return true;
    }

  private:
    citymodel::CityPlacer placer_;
    const geo::LocalFrame& frame_;
};

class MemberLister {
  public:
    MemberLister(JobPool& jobs, const CityModel& model, const CancelToken& cancel)
        : jobs_(jobs), model_(model), cancel_(cancel) {
        const bool is_on_earth = std::ranges::any_of(model.parts, is_georeferenced);
        for (std::uint32_t i = 0; i < model.parts.size(); ++i) {
            if (is_georeferenced(model.parts[i]) != is_on_earth) {
                out_.errors.push_back(model.parts[i].name +
                                      ": it has no place on Earth, and the others have one; say "
                                      "--crs, or convert it alone");
                continue;
            }
            for (const FileRange& range : model.parts[i].file->stretches())
                stretches_.push_back({i, range});
        }
    }

    Result<CityMembers> list(const ConvertProgress& progress) {
        std::deque<std::future<Result<IndexedStretch>>> waiting;
        std::size_t next = 0;
        for (std::size_t done = 0; done < stretches_.size(); ++done) {
            for (; next < stretches_.size() && next < done + kStretchesInWork; ++next)
                waiting.push_back(begin(stretches_[next]));
            auto indexed = waiting.front().get();
            waiting.pop_front();
            if (!indexed) return drop(std::move(waiting), indexed.error());
            if (auto taken = take(stretches_[done], *indexed); !taken) {
                return drop(std::move(waiting), taken.error());
            }
            progress(static_cast<double>(done + 1) / static_cast<double>(stretches_.size()));
        }
        out_.warnings.assign(warnings_.begin(), warnings_.end());
        return std::move(out_);
    }

  private:
    std::future<Result<IndexedStretch>> begin(const Stretch& stretch) {
        const auto promise = std::make_shared<std::promise<Result<IndexedStretch>>>();
        auto answer = promise->get_future();
        jobs_.submit(
            [promise, part = model_.parts[stretch.part], range = stretch.range, cancel = cancel_] {
                auto index = part.file->index(range, cancel);
                if (!index) {
                    promise->set_value(fail_in(part.name, index.error()));
                    return;
                }
                promise->set_value(
                    IndexedStretch{std::move(index->members), std::move(index->warnings)});
            });
        return answer;
    }

    // Jobs that are still at work are waited for.
    static Failure drop(std::deque<std::future<Result<IndexedStretch>>> waiting,
                        const Error& error) {
        for (auto& each : waiting)
            each.wait();
        return fail(error);
    }

    Result<void> take(const Stretch& stretch, const IndexedStretch& indexed) {
        const stream::CityPart& part = model_.parts[stretch.part];
        for (const citymodel::CityWarning& warning : indexed.warnings)
            warn(part.name + ": " + citymodel::sentence_of(warning));
        if (out_.members.size() + indexed.members.size() > limits::kMembers) {
            return fail(ErrorKind::kLimit, "more objects than convert::limits::kMembers");
        }
        auto placer = citymodel::CityPlacer::about(box_of(indexed.members), *part.mapping);
        if (!placer) {
            warn(part.name + ": " + placer.error().message);
            return {};
        }
        if (!has_frame_ && !box_of(indexed.members).is_empty()) {
            out_.frame = placer->frame();
            out_.is_on_earth = part.mapping->is_georeferenced();
            has_frame_ = true;
        }
        MemberPlacer placing(*placer, out_.frame);
        for (const citymodel::CityMember& member : indexed.members)
            add(stretch.part, member, placing);
        return {};
    }

    void add(std::uint32_t part, const citymodel::CityMember& member, MemberPlacer& placing) {
        PlanMember planned;
        planned.range = member.range;
        planned.part = part;
        planned.polygons = member.polygons;
        planned.more_first = static_cast<std::uint32_t>(out_.more.size());
        planned.more_count = static_cast<std::uint32_t>(member.parts.size());
        out_.more.insert(out_.more.end(), member.parts.begin(), member.parts.end());
        out_.objects += member.objects;
        const bool is_placed = !member.bounds.is_empty() && placing.place(member.bounds, planned);
        if (!is_placed && !out_.members.empty()) {
            planned.low = planned.high = out_.members.back().high;
        }
        if (!is_placed && !member.bounds.is_empty()) {
            warn(model_.parts[part].name + ": objects lie outside the area of their CRS");
        }
        out_.members.push_back(planned);
        if (!is_placed) return;
        // Those before the first that has a place stand there as well.
        for (; unplaced_ < out_.members.size() - 1; ++unplaced_)
            out_.members[unplaced_].low = out_.members[unplaced_].high = planned.high;
        unplaced_ = std::numeric_limits<std::size_t>::max();
    }

    void warn(const std::string& sentence) {
        if (warnings_.size() < limits::kWarnings) warnings_.insert(sentence);
    }

    JobPool& jobs_;
    const CityModel& model_;
    const CancelToken& cancel_;
    std::vector<Stretch> stretches_;
    CityMembers out_;
    std::set<std::string> warnings_;
    std::size_t unplaced_ = 0;
    bool has_frame_ = false;
};

}  // namespace

Result<CityMembers> list_members(JobPool& jobs, const CityModel& model,
                                 const ConvertProgress& progress, const CancelToken& cancel) {
    return MemberLister(jobs, model, cancel).list(progress);
}

}  // namespace belvedere::convert
