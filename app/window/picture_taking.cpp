// SPDX-License-Identifier: Apache-2.0
#include "app/window/picture_taking.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <utility>

#include "app/picture/limits.hpp"

namespace belvedere::window {

// Shared with the worker, which alone touches the file while it is busy.
struct PictureTaking::Encoding {
    explicit Encoding(content::encode::PngWriter file_in) : file(std::move(file_in)) {}
    content::encode::PngWriter file;
    std::atomic<bool> is_busy = false;
    std::mutex mutex;
    Result<void> outcome;  // Of all that was written so far.
};

PictureSize picture_size(const PictureWish& wish, const PictureSize& window) {
    PictureSize size{wish.width_px, wish.height_px};
    if (size.width_px == 0 || size.height_px == 0) size = window;
    if (wish.content == PictureContent::kWithPanels && window.height_px > 0) {
        const double shape = static_cast<double>(window.width_px) / window.height_px;
        size.width_px = static_cast<std::uint32_t>(std::lround(size.height_px * shape));
    }
    size.width_px = std::clamp(size.width_px, 1U, picture::kPictureSideMax_px);
    size.height_px = std::clamp(size.height_px, 1U, picture::kPictureSideMax_px);
    return size;
}

PictureTaking::PictureTaking(const picture::Press& press, JobPool& jobs, std::function<void()> wake)
    : press_(press), jobs_(jobs), wake_(std::move(wake)) {}

PictureTaking::~PictureTaking() = default;

Result<void> PictureTaking::begin(const Start& start) {
    cancel();
    auto drawing = picture::PictureDrawing::create(press_, {.width_px = start.size.width_px,
                                                            .height_px = start.size.height_px,
                                                            .bytes_max = start.bytes_max,
                                                            .format = start.format});
    if (!drawing) return fail(drawing.error());
    auto file = content::encode::PngWriter::create(
        start.path,
        {start.size.width_px, start.size.height_px, picture::picture_texts(start.facts)});
    if (!file) return fail(file.error());
    if (!painter_) painter_ = std::make_unique<picture::SurroundPainter>(press_.renderer);
    start_ = start;
    drawing_ = std::move(*drawing);
    encoding_ = std::make_shared<Encoding>(std::move(*file));
    is_ending_ = false;
    return {};
}

void PictureTaking::cancel() {
    drawing_.reset();
    encoding_.reset();  // The worker's copy ends the file's life when it is done with it.
}

double PictureTaking::progress() const {
    return drawing_ ? drawing_->progress() : 1.0;
}

void PictureTaking::hand_over(picture::Rows whole) {
    const bool is_last = drawing_->is_done();
    is_ending_ = is_last;
    encoding_->is_busy = true;
    auto shared_rows = std::make_shared<picture::Rows>(std::move(whole));
    jobs_.submit([encoding = encoding_, rows = std::move(shared_rows), is_last, wake = wake_] {
        auto written = encoding->file.add_rows(rows->rgb);
        if (written && is_last) written = encoding->file.finish();
        {
            const std::lock_guard lock(encoding->mutex);
            if (encoding->outcome) encoding->outcome = std::move(written);
        }
        encoding->is_busy = false;
        wake();
    });
}

Result<void> PictureTaking::draw(const PictureSubject& subject) {
    render::UiDrawData over;
    if (subject.interface != nullptr) {
        over = *subject.interface;
    } else {
        auto painted = painter_->paint(
            subject.surround, picture::sheet_for_file(start_.size.width_px, start_.size.height_px));
        if (!painted) return fail(painted.error());
        over = *painted;
    }
    auto rows =
        drawing_->draw_next({subject.list, subject.view, subject.quality, &over, subject.shown});
    if (!rows) return fail(rows.error());
    if (*rows) hand_over(std::move(**rows));
    return {};
}

Result<bool> PictureTaking::step(const PictureSubject& subject) {
    if (!is_under_way() || encoding_->is_busy) return false;
    {
        const std::lock_guard lock(encoding_->mutex);
        if (!encoding_->outcome) {
            const Error error = encoding_->outcome.error();
            cancel();
            return fail(error);
        }
    }
    if (is_ending_) {
        cancel();
        return true;
    }
    if (auto drawn = draw(subject); !drawn) {
        cancel();
        return fail(drawn.error());
    }
    return false;
}

}  // namespace belvedere::window
