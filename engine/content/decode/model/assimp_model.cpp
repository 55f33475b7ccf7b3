// SPDX-License-Identifier: Apache-2.0
// Models that Assimp reads. It sees the files that the source lets it see, and the importers of the
// formats that city models use: the other forty are taken out.
#include <algorithm>
#include <charconv>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
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
#include "engine/content/image/decode_image.hpp"

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

// The model's own file under a name that tells its format, and files beside it.
class SourceFiles final : public Assimp::IOSystem {
  public:
    SourceFiles(ByteView own, std::string own_name, const ModelSource& source)
        : own_(own), own_name_(std::move(own_name)), source_(source) {}

    bool Exists(const char* name) const override {
        return name == own_name_ || read(name).has_value();
    }
    char getOsSeparator() const override { return '/'; }
    Assimp::IOStream* Open(const char* name, const char* mode) override {
        if (mode == nullptr || mode[0] != 'r') return nullptr;
        if (name == own_name_) return new BytesStream(Bytes(own_.begin(), own_.end()));
        auto bytes = read(name);
        return bytes ? new BytesStream(std::move(*bytes)) : nullptr;
    }
    void Close(Assimp::IOStream* stream) override { delete stream; }

  private:
    [[nodiscard]] Result<Bytes> read(std::string_view name) const {
        if (++files_ > limits::kModelFiles) return fail(ErrorKind::kLimit, "too many files");
        while (name.starts_with("./"))
            name.remove_prefix(2);
        return source_.read(folder_of(source_.path) + std::string(name), limits::kModelBytes);
    }

    ByteView own_;
    std::string own_name_;
    const ModelSource& source_;
    mutable std::size_t files_ = 0;
};

// Elements nested deeper than a reader that calls itself may go.
bool is_nested_too_deep(std::string_view xml) {
    std::size_t depth = 0;
    for (std::size_t at = xml.find('<'); at != xml.npos; at = xml.find('<', at + 1)) {
        const std::size_t end = xml.find('>', at);
        if (end == xml.npos) return false;
        const char next = at + 1 < xml.size() ? xml[at + 1] : ' ';
        if (next == '!' || next == '?') continue;
        if (next == '/') {
            depth -= depth > 0 ? 1 : 0;
        } else if (xml[end - 1] != '/' && ++depth > limits::kModelDepth) {
            return true;
        }
    }
    return false;
}

// Whether a PLY header ends and promises no more elements than the file has bytes: Assimp's reader
// waits for the end for ever.
bool is_sound_ply(std::string_view file) {
    constexpr std::size_t kHeaderBytes = std::size_t{64} << 10;
    const std::string_view start = file.substr(0, kHeaderBytes);
    const std::size_t end = start.find("\nend_header");
    if (end == start.npos) return false;
    constexpr std::string_view kElement = "\nelement ";
    for (std::size_t at = start.find(kElement); at < end; at = start.find(kElement, at + 1)) {
        const std::string_view rest = start.substr(at + kElement.size());
        const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
        const std::size_t space = line.rfind(' ');
        if (space == line.npos) return false;
        const std::string_view number = line.substr(space + 1);
        std::uint64_t count = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), count);
        if (read.ec != std::errc() || count > file.size()) return false;
    }
    return true;
}

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
    SceneTaker(const aiScene& scene, const ModelSource& source, const glm::dmat4& turn)
        : scene_(scene), source_(source), turn_(turn) {}

    Result<LibraryModel> take() {
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
        return builder_.finish();
    }

  private:
    std::uint32_t image(const std::string& name) {
        const auto [known, is_new] = images_.try_emplace(name, kNone);
        if (!is_new) return known->second;
        ModelImage made;
        if (const aiTexture* held = scene_.GetEmbeddedTexture(name.c_str())) {
            made.pixels = pixels_of(*held);
            if (made.pixels == nullptr) {
                builder_.note("an image inside the model cannot be read");
                return kNone;
            }
        } else {
            std::string path = name;
            std::ranges::replace(path, '\\', '/');
            while (path.starts_with("./"))
                path.erase(0, 2);
            made.path = folder_of(source_.path) + path;
        }
        return known->second = builder_.add_image(std::move(made));
    }

    // Image files inside the model; bare texels, which no format here has, are not read.
    static std::shared_ptr<const citymodel::CityImage> pixels_of(const aiTexture& texture) {
        if (texture.mHeight != 0 || texture.pcData == nullptr) return nullptr;
        TileContentBuilder decoded;
        const ByteView file(reinterpret_cast<const std::byte*>(texture.pcData), texture.mWidth);
        const auto record = decode_image(file, ColorSpace::kSrgb, decoded);
        if (!record) return nullptr;
        auto made = std::make_shared<citymodel::CityImage>();
        made->record = *record;
        made->pixels = std::move(decoded.pixels());
        return made;
    }

    std::uint32_t material(const aiMesh& mesh) {
        const auto key = std::pair(mesh.mMaterialIndex, mesh.HasNormals());
        const auto known = materials_.find(key);
        if (known != materials_.end()) return known->second;
        if (mesh.mMaterialIndex >= scene_.mNumMaterials) return kNone;
        const aiMaterial& from = *scene_.mMaterials[mesh.mMaterialIndex];
        ModelMaterial made;
        aiColor3D color;
        if (from.Get(AI_MATKEY_COLOR_DIFFUSE, color) == aiReturn_SUCCESS) {
            made.look.diffuse[0] = color.r;
            made.look.diffuse[1] = color.g;
            made.look.diffuse[2] = color.b;
        }
        if (from.Get(AI_MATKEY_COLOR_EMISSIVE, color) == aiReturn_SUCCESS) {
            made.look.emissive[0] = color.r;
            made.look.emissive[1] = color.g;
            made.look.emissive[2] = color.b;
        }
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
    const ModelSource& source_;
    glm::dmat4 turn_;
    ModelBuilder builder_;
    std::map<std::string, std::uint32_t> images_;
    std::map<std::pair<unsigned, bool>, std::uint32_t> materials_;
};

Result<LibraryModel> import(ByteView bytes, const std::string& format, const ModelSource& source) {
    const std::string own_name = "model." + format;
    Assimp::Importer importer;
    keep_importers_of(importer, format);
    importer.SetIOHandler(new SourceFiles(bytes, own_name, source));  // Which it deletes.
    importer.SetPropertyInteger(AI_CONFIG_PP_SBP_REMOVE,
                                aiPrimitiveType_POINT | aiPrimitiveType_LINE);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_FBX_READ_ANIMATIONS, false);
    // Validated first: the other steps trust the faces of broken files.
    const aiScene* scene =
        importer.ReadFile(own_name, aiProcess_ValidateDataStructure | aiProcess_Triangulate |
                                        aiProcess_JoinIdenticalVertices | aiProcess_SortByPType);
    if (scene == nullptr || (scene->mFlags & AI_SCENE_FLAGS_INCOMPLETE) != 0) {
        const std::string reason = importer.GetErrorString();
        return fail(ErrorKind::kBadData,
                    "it cannot be read" + (reason.empty() ? "" : ": " + reason.substr(0, 200)));
    }
    return SceneTaker(*scene, source, upright(*scene, format)).take();
}

}  // namespace

Result<LibraryModel> read_assimp_model(ByteView bytes, const std::string& format,
                                       const ModelSource& source) {
    const bool is_xml = format == "dae" || format == "x3d";
    if (is_xml && is_nested_too_deep(as_text(bytes))) {
        return fail(ErrorKind::kLimit, "its elements are nested over 128 deep");
    }
    if (format == "ply" && !is_sound_ply(as_text(bytes))) {
        return fail(ErrorKind::kBadData, "its header does not end or promises more than it holds");
    }
    // The importer turns what goes wrong in it into a sentence, but for what it forgets.
    try {
        return import(bytes, format, source);
    } catch (const std::exception& problem) {
        return fail(ErrorKind::kBadData, std::string("it cannot be read: ") + problem.what());
    }
}

}  // namespace belvedere::content::model
