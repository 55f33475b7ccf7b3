// SPDX-License-Identifier: Apache-2.0
// Assimp sees the files that are asked for, none of the machine, and has the importers of the
// formats that city models use: the other forty are taken out.
#include "engine/content/model_reader/assimp_model.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <assimp/BaseImporter.h>
#include <assimp/config.h>
#include <assimp/importerdesc.h>
#include <assimp/material.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <assimp/IOStream.hpp>
#include <assimp/IOSystem.hpp>
#include <assimp/Importer.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_builder.hpp"
#include "engine/content/model_reader/model_file.hpp"

namespace belvedere::content::model {
namespace {

class BytesStream final : public Assimp::IOStream {
  public:
    explicit BytesStream(Bytes bytes) : bytes_(std::move(bytes)) {}

    std::size_t Read(void* out, std::size_t size, std::size_t count) override {
        if (size == 0 || count == 0) return 0;
        const std::size_t whole = std::min(count, (bytes_.size() - at_) / size);
        std::copy_n(bytes_.data() + at_, whole * size, static_cast<std::byte*>(out));
        at_ += whole * size;
        return whole;
    }
    std::size_t Write(const void* /*bytes*/, std::size_t /*size*/, std::size_t /*count*/) override {
        return 0;
    }
    aiReturn Seek(std::size_t offset, aiOrigin origin) override {
        std::size_t from = 0;
        if (origin == aiOrigin_CUR) from = at_;
        if (origin == aiOrigin_END) from = bytes_.size();
        // Steps back come as huge numbers, which wrap round.
        const std::size_t to = from + offset;
        if (to > bytes_.size()) return aiReturn_FAILURE;
        at_ = to;
        return aiReturn_SUCCESS;
    }
    std::size_t Tell() const override { return at_; }
    std::size_t FileSize() const override { return bytes_.size(); }
    void Flush() override {}

  private:
    Bytes bytes_;
    std::size_t at_ = 0;
};

// The model's own file under a name that tells its format, and files beside it. Each is asked for
// once: importers look whether a file is there before they open it.
class AskedFiles final : public Assimp::IOSystem {
  public:
    AskedFiles(ByteView own, std::string own_name, const AskForFile& ask)
        : own_(own), own_name_(std::move(own_name)), ask_(ask) {}

    bool Exists(const char* name) const override {
        return name == own_name_ || file(name).has_value();
    }
    char getOsSeparator() const override { return '/'; }
    Assimp::IOStream* Open(const char* name, const char* mode) override {
        if (mode == nullptr || mode[0] != 'r') return nullptr;
        if (name == own_name_) return new BytesStream(Bytes(own_.begin(), own_.end()));
        const auto& bytes = file(name);
        return bytes ? new BytesStream(*bytes) : nullptr;
    }
    void Close(Assimp::IOStream* stream) override { delete stream; }

  private:
    const std::optional<Bytes>& file(std::string_view name) const {
        while (name.starts_with("./"))
            name.remove_prefix(2);
        const auto [place, is_new] = files_.try_emplace(std::string(name));
        if (is_new && files_.size() <= limits::kModelFiles) {
            if (auto read = ask_(place->first)) place->second = std::move(*read);
        }
        return place->second;
    }

    ByteView own_;
    std::string own_name_;
    const AskForFile& ask_;
    mutable std::map<std::string, std::optional<Bytes>> files_;
};

// Every importer but those of `format`: what bytes look like decides nothing here.
void keep_importers_of(Assimp::Importer& importer, const std::string& format) {
    std::vector<Assimp::BaseImporter*> others;
    for (std::size_t i = 0; i < importer.GetImporterCount(); ++i) {
        const std::string ends =
            std::string(" ") + importer.GetImporterInfo(i)->mFileExtensions + ' ';
        if (ends.find(' ' + format + ' ') == ends.npos) others.push_back(importer.GetImporter(i));
    }
    for (Assimp::BaseImporter* other : others) {
        if (importer.UnregisterLoader(other) == aiReturn_SUCCESS) delete other;
    }
}

glm::dmat4 matrix_of(const aiMatrix4x4& from) {
    glm::dmat4 matrix;
    for (unsigned row = 0; row < 4; ++row) {
        for (unsigned column = 0; column < 4; ++column) {
            matrix[static_cast<glm::length_t>(column)][static_cast<glm::length_t>(row)] =
                static_cast<double>(from[row][column]);
        }
    }
    return matrix;
}

// From what Assimp hands out to metres with z up. Assimp turns Collada and 3DS to y-up itself.
glm::dmat4 upright(const aiScene& scene, const std::string& format) {
    glm::dmat4 turn(1.0);
    bool is_y_up = format == "dae" || format == "3ds" || format == "x3d";
    if (format == "fbx" && scene.mMetaData != nullptr) {
        int axis = 1;
        (void)scene.mMetaData->Get("UpAxis", axis);
        is_y_up = axis == 1;
        double centimetres = 100.0;
        float narrow = 0.0F;
        if (scene.mMetaData->Get("UnitScaleFactor", narrow)) {
            centimetres = static_cast<double>(narrow);
        } else {
            (void)scene.mMetaData->Get("UnitScaleFactor", centimetres);
        }
        for (glm::length_t i = 0; i < 3; ++i)
            turn[i] *= centimetres * 0.01;
    }
    if (is_y_up) {
        turn[2] = glm::dvec4(0.0, -1.0, 0.0, 0.0) * turn[2].z;
        turn[1] = glm::dvec4(0.0, 0.0, 1.0, 0.0) * turn[1].y;
    }
    return turn;
}

class SceneTaker {
  public:
    SceneTaker(const aiScene& scene, const glm::dmat4& turn) : scene_(scene), turn_(turn) {}

    Result<ModelAnswer> take() {
        struct Open {
            const aiNode* node;
            glm::dmat4 matrix;
            std::size_t depth;
        };
        std::vector<Open> open;
        if (scene_.mRootNode != nullptr) open.push_back({scene_.mRootNode, turn_, 0});
        std::size_t nodes = 0;
        while (!open.empty()) {
            const Open one = open.back();
            open.pop_back();
            if (++nodes > limits::kModelNodes || one.depth > limits::kModelDepth) {
                return fail(ErrorKind::kLimit, "its scene has too many or too deep nodes");
            }
            const glm::dmat4 matrix = one.matrix * matrix_of(one.node->mTransformation);
            for (unsigned i = 0; i < one.node->mNumMeshes; ++i) {
                const unsigned number = one.node->mMeshes[i];
                if (number >= scene_.mNumMeshes) continue;
                auto taken = take_mesh(*scene_.mMeshes[number], matrix);
                if (!taken) return fail(taken.error());
            }
            for (unsigned i = 0; i < one.node->mNumChildren; ++i)
                open.push_back({one.node->mChildren[i], matrix, one.depth + 1});
        }
        auto model = builder_.finish();
        if (!model) return fail(model.error());
        return ModelAnswer{std::move(*model), std::move(image_files_)};
    }

  private:
    std::uint32_t image(const std::string& name) {
        const auto [known, is_new] = images_.try_emplace(name, kNone);
        if (!is_new) return known->second;
        ModelImage made;
        Bytes file;
        if (const aiTexture* held = scene_.GetEmbeddedTexture(name.c_str())) {
            file = file_of(*held);
            if (file.empty()) {
                builder_.note("an image inside the model cannot be read");
                return kNone;
            }
        } else {
            made.path = name;
            std::ranges::replace(made.path, '\\', '/');
            while (made.path.starts_with("./"))
                made.path.erase(0, 2);
            const bool is_plain = std::ranges::none_of(
                made.path, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
            if (made.path.empty() || made.path.size() > limits::kModelNameBytes || !is_plain) {
                builder_.note("an image has no sound name");
                return kNone;
            }
        }
        const std::uint32_t number = builder_.add_image(std::move(made));
        if (number != kNone) image_files_.push_back(std::move(file));
        return images_[name] = number;
    }

    // Image files inside the model; bare texels, which no format here has, are not read.
    static Bytes file_of(const aiTexture& texture) {
        if (texture.mHeight != 0 || texture.pcData == nullptr) return {};
        const auto* first = reinterpret_cast<const std::byte*>(texture.pcData);
        return Bytes(first, first + texture.mWidth);
    }

    // Files may say anything; what is no number is as if they had said nothing.
    static void take_color(const aiColor3D& from, float (&into)[3]) {
        const float channels[3] = {from.r, from.g, from.b};
        for (std::size_t i = 0; i < 3; ++i) {
            if (std::isfinite(channels[i])) into[i] = std::clamp(channels[i], 0.0F, 1.0F);
        }
    }

    std::uint32_t material(const aiMesh& mesh) {
        const auto key = std::pair(mesh.mMaterialIndex, mesh.HasNormals());
        const auto known = materials_.find(key);
        if (known != materials_.end()) return known->second;
        if (mesh.mMaterialIndex >= scene_.mNumMaterials) return kNone;
        const aiMaterial& from = *scene_.mMaterials[mesh.mMaterialIndex];
        ModelMaterial made;
        aiColor3D color;
        if (from.Get(AI_MATKEY_COLOR_DIFFUSE, color) == aiReturn_SUCCESS)
            take_color(color, made.look.diffuse);
        if (from.Get(AI_MATKEY_COLOR_EMISSIVE, color) == aiReturn_SUCCESS)
            take_color(color, made.look.emissive);
        float opacity = 1.0F;
        // Writers of Collada mix up opaque and transparent; nothing is wholly invisible on purpose.
        if (from.Get(AI_MATKEY_OPACITY, opacity) == aiReturn_SUCCESS && opacity > 0.0F) {
            made.look.transparency = 1.0F - std::clamp(opacity, 0.0F, 1.0F);
        }
        made.look.is_smooth = mesh.HasNormals();
        aiString name;
        if (from.GetTexture(aiTextureType_DIFFUSE, 0, &name) == aiReturn_SUCCESS &&
            name.length > 0 && mesh.HasTextureCoords(0)) {
            made.image = image(name.C_Str());
        }
        return materials_[key] = builder_.add_material(made);
    }

    Result<void> take_mesh(const aiMesh& mesh, const glm::dmat4& matrix) {
        const std::uint32_t number = material(mesh);
        std::uint32_t first = 0;
        for (unsigned i = 0; i < mesh.mNumVertices; ++i) {
            const aiVector3D& at = mesh.mVertices[i];
            glm::vec2 texture(0.0F);
            if (mesh.HasTextureCoords(0)) {
                texture = {mesh.mTextureCoords[0][i].x, mesh.mTextureCoords[0][i].y};
            }
            const glm::dvec4 placed = matrix * glm::dvec4(at.x, at.y, at.z, 1.0);
            const auto added = builder_.add_vertex(glm::dvec3(placed), texture);
            if (!added) return fail(added.error());
            if (i == 0) first = *added;
        }
        const bool is_turned = glm::determinant(glm::dmat3(matrix)) < 0.0;
        for (unsigned i = 0; i < mesh.mNumFaces; ++i) {
            const aiFace& face = mesh.mFaces[i];
            if (face.mNumIndices != 3) continue;  // Lines and points.
            ModelTriangle triangle;
            triangle.material = number;
            std::optional<glm::vec3> color;
            if (mesh.HasVertexColors(0)) color = glm::vec3(0.0F);
            for (unsigned k = 0; k < 3; ++k) {
                const unsigned corner = face.mIndices[k];
                if (corner >= mesh.mNumVertices) return fail(ErrorKind::kBadData, "a broken face");
                triangle.corners[is_turned ? 2 - k : k] = first + corner;
                if (!color) continue;
                const aiColor4D& one = mesh.mColors[0][corner];
                *color += glm::vec3(one.r, one.g, one.b) / 3.0F;
            }
            if (auto added = builder_.add_triangle(triangle, color); !added) return added;
        }
        return {};
    }

    const aiScene& scene_;
    glm::dmat4 turn_;
    ModelBuilder builder_;
    std::vector<Bytes> image_files_;  // One for each image of the builder.
    std::map<std::string, std::uint32_t> images_;
    std::map<std::pair<unsigned, bool>, std::uint32_t> materials_;
};

Error no_memory() {
    return {ErrorKind::kLimit, "reading it takes more memory than models may take"};
}

Result<ModelAnswer> import(ByteView bytes, const std::string& format, const AskForFile& ask) {
    const std::string own_name = "model." + format;
    Assimp::Importer importer;
    keep_importers_of(importer, format);
    importer.SetIOHandler(new AskedFiles(bytes, own_name, ask));  // Which it deletes.
    importer.SetPropertyInteger(AI_CONFIG_PP_SBP_REMOVE,
                                aiPrimitiveType_POINT | aiPrimitiveType_LINE);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_FBX_READ_ANIMATIONS, false);
    // Validated first: the other steps trust the faces of broken files.
    const aiScene* scene =
        importer.ReadFile(own_name, aiProcess_ValidateDataStructure | aiProcess_Triangulate |
                                        aiProcess_JoinIdenticalVertices | aiProcess_SortByPType);
    if (scene == nullptr || (scene->mFlags & AI_SCENE_FLAGS_INCOMPLETE) != 0) {
        const std::string reason = importer.GetErrorString();
        if (reason.find("bad_alloc") != reason.npos) return fail(no_memory());
        if (reason.empty()) return fail(ErrorKind::kBadData, "it cannot be read");
        return fail(ErrorKind::kBadData, "it cannot be read: " + reason.substr(0, 200));
    }
    return SceneTaker(*scene, upright(*scene, format)).take();
}

}  // namespace

Result<ModelAnswer> read_assimp_model(ByteView bytes, const std::string& format,
                                      const AskForFile& ask) {
    if (auto sound = check_model_file(as_text(bytes), format); !sound) return fail(sound.error());
    // The importer turns what goes wrong in it into a sentence, but for what it forgets.
    try {
        return import(bytes, format, ask);
    } catch (const std::bad_alloc&) {
        return fail(no_memory());
    } catch (const std::exception& problem) {
        return fail(ErrorKind::kBadData, std::string("it cannot be read: ") + problem.what());
    }
}

}  // namespace belvedere::content::model
