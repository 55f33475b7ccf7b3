// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/model/model_answer.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/content/decode/model/answer_layout.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_builder.hpp"
#include "engine/content/image/decode_image.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::model {
namespace {

constexpr const char* kUnsound = "the program that reads models gave no sound answer";

Failure unsound() {
    return fail(ErrorKind::kBadData, kUnsound);
}

// Sentences of the other program may hold bytes of the file.
std::string plain_text(ByteView bytes) {
    std::string text(as_text(bytes));
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

// A file's name may be in any script, but has no line ends, tabs or zeros.
bool is_name(std::string_view text) {
    return !text.empty() &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

Error failure_of(ByteReader& reader) {
    const auto record = reader.read<layout::FailureRecord>();
    const ByteView text = reader.take(record.text_bytes);
    if (reader.failed() || reader.remaining() != 0 || text.empty() ||
        text.size() > limits::kModelSentenceBytes) {
        return {ErrorKind::kBadData, kUnsound};
    }
    constexpr ErrorKind kKept[] = {ErrorKind::kUnsupported, ErrorKind::kNotFound, ErrorKind::kLimit,
                                   ErrorKind::kDenied};
    const auto* const kind = std::ranges::find_if(
        kKept, [&](ErrorKind one) { return static_cast<std::uint32_t>(one) == record.kind; });
    return {kind == std::end(kKept) ? ErrorKind::kBadData : *kind, plain_text(text)};
}

class AnswerTaker {
  public:
    AnswerTaker(ByteReader reader, const std::string& folder) : reader_(reader), folder_(folder) {}

    Result<LibraryModel> take() {
        counts_ = reader_.read<layout::ModelRecord>();
        if (reader_.failed() || !has_sound_counts()) return unsound();
        if (!take_places() || !take_triangles() || !take_materials() || !take_images() ||
            !take_notes() || reader_.failed() || reader_.remaining() != 0) {
            return unsound();
        }
        settle_images();
        return std::move(model_);
    }

  private:
    // Within the limits, and no more than there are bytes for.
    [[nodiscard]] bool has_sound_counts() const {
        if (counts_.positions > limits::kModelVertices ||
            counts_.triangles > limits::kModelTriangles || counts_.triangles == 0 ||
            counts_.materials > limits::kModelMaterials || counts_.images > limits::kModelImages ||
            counts_.notes > limits::kModelNotes) {
            return false;
        }
        if (counts_.coordinates != 0 && counts_.coordinates != counts_.positions) return false;
        const std::uint64_t bytes =
            std::uint64_t{counts_.positions} * sizeof(double) * 3 +
            std::uint64_t{counts_.coordinates} * sizeof(float) * 2 +
            std::uint64_t{counts_.triangles} * sizeof(std::uint32_t) * 4 +
            std::uint64_t{counts_.materials} * sizeof(layout::MaterialRecord) +
            std::uint64_t{counts_.images} * sizeof(layout::ImageRecord) +
            std::uint64_t{counts_.notes} * sizeof(std::uint32_t);
        return bytes <= reader_.remaining();
    }

    bool take_places() {
        model_.positions.resize(counts_.positions);
        for (glm::dvec3& at : model_.positions) {
            at.x = reader_.read<double>();
            at.y = reader_.read<double>();
            at.z = reader_.read<double>();
            if (!is_place(at)) return false;
        }
        model_.texture_coordinates.resize(counts_.coordinates);
        for (glm::vec2& at : model_.texture_coordinates) {
            at.x = reader_.read<float>();
            at.y = reader_.read<float>();
            if (!std::isfinite(at.x) || !std::isfinite(at.y)) return false;
        }
        return true;
    }

    bool take_triangles() {
        model_.triangles.resize(counts_.triangles);
        for (ModelTriangle& triangle : model_.triangles) {
            for (std::uint32_t& corner : triangle.corners) {
                corner = reader_.read<std::uint32_t>();
                if (corner >= counts_.positions) return false;
            }
            triangle.material = reader_.read<std::uint32_t>();
            if (triangle.material != kNone && triangle.material >= counts_.materials) return false;
        }
        return true;
    }

    bool take_materials() {
        const auto is_share = [](float number) { return number >= 0.0F && number <= 1.0F; };
        model_.materials.resize(counts_.materials);
        for (ModelMaterial& material : model_.materials) {
            const auto record = reader_.read<layout::MaterialRecord>();
            for (std::size_t i = 0; i < 3; ++i) {
                if (!is_share(record.diffuse[i]) || !is_share(record.emissive[i])) return false;
                material.look.diffuse[i] = record.diffuse[i];
                material.look.emissive[i] = record.emissive[i];
            }
            if (!is_share(record.transparency) || !is_share(record.shininess)) return false;
            if (record.image != kNone && record.image >= counts_.images) return false;
            if (record.wrap > static_cast<std::uint32_t>(Wrap::kMirror)) return false;
            material.look.transparency = record.transparency;
            material.look.shininess = record.shininess;
            material.look.is_smooth = record.is_smooth != 0;
            material.image = record.image;
            material.wrap = static_cast<Wrap>(record.wrap);
            material.has_holes = record.has_holes != 0;
        }
        return true;
    }

    // Each is a file beside the model or one inside it.
    bool take_images() {
        for (std::uint32_t i = 0; i < counts_.images; ++i) {
            const auto record = reader_.read<layout::ImageRecord>();
            const std::string_view path = as_text(reader_.take(record.path_bytes));
            const ByteView file = reader_.take(record.file_bytes);
            if (reader_.failed() || path.empty() == file.empty()) return false;
            ModelImage image;
            if (file.empty()) {
                if (path.size() > limits::kModelNameBytes || !is_name(path)) return false;
                image.path = folder_ + std::string(path);
            } else {
                image.pixels = pixels_of(file);
            }
            model_.images.push_back(std::move(image));
        }
        return true;
    }

    std::shared_ptr<const citymodel::CityImage> pixels_of(ByteView file) {
        TileContentBuilder decoded;
        const auto record = decode_image(file, ColorSpace::kSrgb, decoded);
        if (!record || decoded.pixels().size() > image_bytes_left_) return nullptr;
        image_bytes_left_ -= decoded.pixels().size();
        auto made = std::make_shared<citymodel::CityImage>();
        made->record = *record;
        made->pixels = std::move(decoded.pixels());
        return made;
    }

    bool take_notes() {
        for (std::uint32_t i = 0; i < counts_.notes; ++i) {
            const ByteView text = reader_.take(reader_.read<std::uint32_t>());
            if (text.empty() || text.size() > limits::kModelSentenceBytes) return false;
            model_.notes.push_back(plain_text(text));
        }
        return true;
    }

    // Images that cannot be decoded go, and nothing names them any more.
    void settle_images() {
        std::vector<std::uint32_t> places(model_.images.size(), kNone);
        std::vector<ModelImage> kept;
        for (std::size_t i = 0; i < model_.images.size(); ++i) {
            ModelImage& image = model_.images[i];
            if (image.path.empty() && image.pixels == nullptr) continue;
            places[i] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(std::move(image));
        }
        if (kept.size() < model_.images.size()) {
            model_.notes.emplace_back("an image inside the model cannot be read");
        }
        model_.images = std::move(kept);
        for (ModelMaterial& material : model_.materials) {
            if (material.image != kNone) material.image = places[material.image];
        }
    }

    ByteReader reader_;
    const std::string& folder_;
    layout::ModelRecord counts_;
    LibraryModel model_;
    std::uint64_t image_bytes_left_ = content::limits::kImageBytes;
};

}  // namespace

Result<LibraryModel> read_model_answer(ByteView answer, const std::string& folder) {
    ByteReader reader(answer);
    const auto head = reader.read<layout::AnswerRecord>();
    if (reader.failed() || head.magic != layout::kMagic || head.version != layout::kVersion) {
        return unsound();
    }
    if (head.outcome == layout::Outcome::kFailure) return fail(failure_of(reader));
    if (head.outcome != layout::Outcome::kModel) return unsound();
    return AnswerTaker(reader, folder).take();
}

}  // namespace belvedere::content::model
