// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/element_library.hpp"

#include <utility>

#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

ElementFinder::Found ElementLibrary::find(const std::string& href) const {
    Found found;
    const std::size_t mark = href.find('#');
    if (mark == std::string::npos) {
        found.problem = "it names no element";
        return found;
    }
    const std::string_view id = std::string_view(href).substr(mark + 1);
    if (mark == 0) {
        std::call_once(looked_through_, [&] { ids_ = ElementIds::of(text_, passed_); });
        found.text = ids_.find(text_, id);
        if (!found.text.empty()) {
            found.offset = static_cast<std::uint64_t>(found.text.data() - text_.data());
        } else if (ids_.is_partial()) {
            found.problem = "the file has more ids than are kept";
        }
        return found;
    }
    const OtherFile& file = other(href.substr(0, mark));
    found.is_elsewhere = true;
    found.text = file.ids.find(file.text.text, id);
    found.problem = file.problem;
    return found;
}

const ElementLibrary::OtherFile& ElementLibrary::other(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto known = others_.find(path);
    if (known != others_.end()) return *known->second;
    static const OtherFile kTooMany{{}, {}, {}, "the file refers to more than 64 others"};
    if (others_.size() >= limits::kOtherFiles) return kTooMany;
    auto file = std::make_unique<OtherFile>();
    Result<Bytes> bytes = fail(ErrorKind::kNotFound, "other files are not read");
    if (read_beside_) bytes = read_beside_(path, limits::kOtherFileBytes);
    if (!bytes) {
        file->problem = bytes.error().message;
    } else {
        file->bytes = std::move(*bytes);
        if (auto text = utf8_text(file->bytes)) {
            file->text = std::move(*text);
            file->ids = ElementIds::of(file->text.text);
        } else {
            file->problem = text.error().message;
        }
    }
    return *others_.emplace(path, std::move(file)).first->second;
}

}  // namespace belvedere::content::citygml
