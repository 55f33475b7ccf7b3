// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/facade_images.hpp"

#include "engine/generator/random.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

constexpr int kCell = kFacadePixels / kFacadeRepeat;  // Pixels of one bay and one storey.

// Paints one bay of one storey; x from left, y from the top, both 0 ... kCell - 1.
class CellPainter {
  public:
    CellPainter(encode::PixelImage& image, int column, int row)
        : image_(image), left_(column * kCell), top_(row * kCell) {}

    struct Box {
        int x0 = 0, y0 = 0, x1 = kCell, y1 = kCell;  // Without the last row and column.
    };
    void fill(const Box& box, Rgb color) {
        for (int y = box.y0; y < box.y1; ++y) {
            for (int x = box.x0; x < box.x1; ++x) {
                const auto at =
                    4 * static_cast<std::size_t>((top_ + y) * kFacadePixels + left_ + x);
                image_.pixels[at] = color.r;
                image_.pixels[at + 1] = color.g;
                image_.pixels[at + 2] = color.b;
            }
        }
    }
    // A window: frame, glass that is lighter at the top (it mirrors the sky), a cross bar.
    void window(const Box& box, Rgb glass, bool has_bar) {
        fill({box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1}, rgb(0xf6f4ee));
        const int height = box.y1 - box.y0;
        for (int y = 0; y < height; ++y) {
            const double t = 1.0 - static_cast<double>(y) / height;
            fill({box.x0, box.y0 + y, box.x1, box.y0 + y + 1},
                 blend(glass, rgb(0x9fb6c6), 0.55 * t * t));
        }
        const int middle = (box.x0 + box.x1) / 2;
        if (has_bar) fill({middle, box.y0, middle + 1, box.y1}, rgb(0xdedad0));
    }

  private:
    encode::PixelImage& image_;
    int left_, top_;
};

Rgb glass_of(int column, int row) {
    Random random(static_cast<std::uint64_t>(column * 7 + row * 13 + 3));
    return scaled(rgb(0x46535f), random.between(0.8, 1.3));
}

void paint_plaster(CellPainter& cell, int column, int row) {
    cell.fill({}, rgb(0xf4f2ee));
    cell.fill({0, 0, kCell, 2}, rgb(0xdcd8d0));  // Cornice below the storey above.
    cell.window({10, 8, 22, 26}, glass_of(column, row), true);
    cell.fill({8, 27, 24, 29}, rgb(0xe6e2d8));  // Sill.
    if ((column + row) % 2 == 0) {              // Some shutters.
        cell.fill({5, 8, 9, 26}, rgb(0x9aa58e));
        cell.fill({23, 8, 27, 26}, rgb(0x9aa58e));
    }
}

void paint_modern(CellPainter& cell, int column, int row) {
    cell.fill({}, rgb(0xf2f2f0));
    cell.fill({0, 30, kCell, 32}, rgb(0xcfcdc8));  // Floor slab.
    if (column % 2 == 0) {
        cell.window({4, 7, 28, 27}, glass_of(column, row), true);
        cell.fill({2, 20, 30, 29}, rgb(0xb7c0c2));  // Balcony.
        cell.fill({2, 20, 30, 21}, rgb(0x7f8688));
    } else {
        cell.window({8, 9, 24, 24}, glass_of(column, row), true);
    }
}

void paint_glass(CellPainter& cell, int column, int row) {
    cell.fill({}, rgb(0x6f8798));
    for (int pane = 0; pane < 2; ++pane) {
        Random random(static_cast<std::uint64_t>(column * 31 + row * 17 + pane));
        const Rgb glass = blend(rgb(0x4f6b80), rgb(0xa9c6d8), random.unit());
        const CellPainter::Box box{pane * 16 + 1, 2, pane * 16 + 15, 24};
        cell.fill(box, glass);
        cell.fill({box.x0, 2, box.x1, 8}, blend(glass, rgb(0xd3e4ee), 0.4));
    }
    cell.fill({0, 24, kCell, 31}, rgb(0xaab4b8));  // Spandrel.
    cell.fill({0, 31, kCell, 32}, rgb(0x66727a));
}

void paint_hall(CellPainter& cell, int column, int row) {
    cell.fill({}, rgb(0xe2e2e0));
    for (int x = 0; x < kCell; x += 4)
        cell.fill({x, 0, x + 1, kCell}, rgb(0xcfcfcc));
    cell.window({2, 6, 30, 12}, glass_of(column, row), false);
    cell.fill({0, 30, kCell, 32}, rgb(0xb9b8b4));
}

void paint_shop(CellPainter& cell, int column, int row) {
    cell.fill({}, rgb(0xd8d2c6));
    const Rgb awnings[2] = {rgb(0xb5594a), rgb(0x57786b)};
    cell.fill({1, 3, 31, 8}, awnings[(column + row) % 2]);  // Sign above the shop window.
    cell.window({3, 10, 29, 29}, rgb(0x55606a), true);
    cell.fill({4, 20, 28, 29}, rgb(0xa5998a));  // What is on show.
    cell.fill({4, 20, 28, 21}, rgb(0xd9c48f));
}

}  // namespace

encode::PixelImage make_facade_image(Facade facade) {
    encode::PixelImage image{kFacadePixels, kFacadePixels, 4, {}};
    image.pixels.assign(std::size_t{4} * kFacadePixels * kFacadePixels, 255);
    for (int row = 0; row < kFacadeRepeat; ++row) {
        for (int column = 0; column < kFacadeRepeat; ++column) {
            CellPainter cell(image, column, row);
            switch (facade) {
                case Facade::kModern:
                    paint_modern(cell, column, row);
                    break;
                case Facade::kGlass:
                    paint_glass(cell, column, row);
                    break;
                case Facade::kHall:
                    paint_hall(cell, column, row);
                    break;
                case Facade::kShop:
                    paint_shop(cell, column, row);
                    break;
                case Facade::kPlaster:
                case Facade::kPlain:
                case Facade::kCount:
                    paint_plaster(cell, column, row);
                    break;
            }
        }
    }
    return image;
}

}  // namespace belvedere::generator
