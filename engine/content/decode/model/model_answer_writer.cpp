// SPDX-License-Identifier: Apache-2.0
// The writing half of model_answer.hpp, apart so that the program that writes answers holds no
// decoder of images.
#include <cstring>
#include <string_view>
#include <utility>

#include "engine/content/decode/model/answer_layout.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_answer.hpp"

namespace belvedere::content::model {
namespace {

template <class T>
void put(Bytes& out, const T& record) {
    const std::size_t at = out.size();
    out.resize(at + sizeof(T));
    std::memcpy(out.data() + at, &record, sizeof(T));
}

void put_bytes(Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

std::uint32_t number_of(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

void put_head(Bytes& out, layout::Outcome outcome) {
    put(out, layout::AnswerRecord{.outcome = outcome});
}

Bytes write_failure(const Error& error) {
    Bytes out;
    put_head(out, layout::Outcome::kFailure);
    const std::string_view text =
        std::string_view(error.message).substr(0, limits::kModelSentenceBytes);
    put(out, layout::FailureRecord{static_cast<std::uint32_t>(error.kind), number_of(text.size())});
    put_bytes(out, as_bytes(text));
    return out;
}

layout::MaterialRecord record_of(const ModelMaterial& material) {
    layout::MaterialRecord record;
    for (std::size_t i = 0; i < 3; ++i) {
        record.diffuse[i] = material.look.diffuse[i];
        record.emissive[i] = material.look.emissive[i];
    }
    record.transparency = material.look.transparency;
    record.shininess = material.look.shininess;
    record.is_smooth = material.look.is_smooth ? 1 : 0;
    record.image = material.image;
    record.wrap = static_cast<std::uint32_t>(material.wrap);
    record.has_holes = material.has_holes ? 1 : 0;
    return record;
}

// Positions, corners and materials: what comes in great numbers.
void put_shape(Bytes& out, const LibraryModel& model) {
    for (const glm::dvec3& at : model.positions) {
        for (const double number : {at.x, at.y, at.z})
            put(out, number);
    }
    for (const glm::vec2& at : model.texture_coordinates) {
        for (const float number : {at.x, at.y})
            put(out, number);
    }
    for (const ModelTriangle& triangle : model.triangles) {
        for (const std::uint32_t corner : triangle.corners)
            put(out, corner);
        put(out, triangle.material);
    }
    for (const ModelMaterial& material : model.materials)
        put(out, record_of(material));
}

Bytes write_model(const ModelAnswer& answer) {
    const LibraryModel& model = answer.model;
    Bytes out;
    out.reserve(model.positions.size() * 32 + model.triangles.size() * 16 + 4096);
    put_head(out, layout::Outcome::kModel);
    put(out, layout::ModelRecord{
                 number_of(model.positions.size()), number_of(model.texture_coordinates.size()),
                 number_of(model.triangles.size()), number_of(model.materials.size()),
                 number_of(model.images.size()), number_of(model.notes.size())});
    put_shape(out, model);
    for (std::size_t i = 0; i < model.images.size(); ++i) {
        const ByteView file =
            i < answer.image_files.size() ? ByteView(answer.image_files[i]) : ByteView();
        const std::string& path = model.images[i].path;
        put(out, layout::ImageRecord{number_of(path.size()), number_of(file.size())});
        put_bytes(out, as_bytes(path));
        put_bytes(out, file);
    }
    for (const std::string& note : model.notes) {
        const std::string_view text = std::string_view(note).substr(0, limits::kModelSentenceBytes);
        put(out, number_of(text.size()));
        put_bytes(out, as_bytes(text));
    }
    return out;
}

}  // namespace

Bytes write_model_answer(const Result<ModelAnswer>& answer) {
    if (!answer) return write_failure(answer.error());
    std::uint64_t files = 0;
    for (const Bytes& file : answer->image_files)
        files += file.size();
    // 56 MB at most are left for the shape, which ModelBuilder sees to.
    if (files > limits::kModelAnswerBytes / 2) {
        return write_failure({ErrorKind::kLimit, "its images have more than 64 MiB"});
    }
    return write_model(*answer);
}

}  // namespace belvedere::content::model
