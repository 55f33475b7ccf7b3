// SPDX-License-Identifier: Apache-2.0
// Images of exported textures as files beside the export.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/content/encode/cityjson_looks.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/byte_source.hpp"

namespace belvedere::convert {

// Copies each image once into the folder "NAME_textures" beside the export NAME.json, under the
// letters of its own name that are safe everywhere; JPEG and PNG as they are, others as PNG. A file
// that is there already is never replaced: it is used when it is the same, else another name is
// taken. What cannot be read keeps the name that the source has for it, with a note. Files that
// were made go again unless keep() is called. One thread, a worker; blocks.
class ExportedImages {
  public:
    // `path` is the export's own.
    explicit ExportedImages(const std::filesystem::path& path);
    ExportedImages(const ExportedImages&) = delete;
    ExportedImages& operator=(const ExportedImages&) = delete;
    ~ExportedImages();

    // Images that a document of `source` names, which stands at `base` of it.
    class OfPart final : public content::encode::CityJsonImages {
      public:
        OfPart(ExportedImages& images, stream::ByteSource* source, std::string base,
               CancelToken cancel)
            : images_(images),
              source_(source),
              base_(std::move(base)),
              cancel_(std::move(cancel)) {}
        [[nodiscard]] Named name_of(const content::citymodel::CityBatch& batch,
                                    const content::citymodel::CityTexture& texture) override;

      private:
        ExportedImages& images_;
        stream::ByteSource* source_;
        std::string base_;
        CancelToken cancel_;
    };

    void keep() { is_kept_ = true; }
    [[nodiscard]] std::vector<std::string> notes() const { return {notes_.begin(), notes_.end()}; }
    [[nodiscard]] std::size_t copied() const { return files_.size(); }

  private:
    using Named = content::encode::CityJsonImages::Named;
    [[nodiscard]] Result<Named> store(ByteView file, const std::string& wanted);
    [[nodiscard]] Result<std::string> write(ByteView file, const std::string& stem,
                                            const std::string& extension);

    std::filesystem::path folder_;
    std::string folder_name_;
    bool folder_is_made_ = false, is_kept_ = false;
    std::map<std::string, Named> known_;  // By what the source calls them.
    std::vector<std::filesystem::path> files_;
    std::set<std::string> taken_;  // Names in the folder, in small letters.
    std::set<std::string> notes_;
};

}  // namespace belvedere::convert
