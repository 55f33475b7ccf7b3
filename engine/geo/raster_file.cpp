// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/raster_file.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_frmts.h>

#include "engine/geo/crs_names.hpp"

namespace belvedere::geo {
namespace {

constexpr int kSide_max = 1'000'000;
constexpr std::uint64_t kBlockBytes = 256ULL << 20;
constexpr GIntBig kCacheBytes = GIntBig{64} << 20;

// The functions that are used, found when GDAL is loaded. It stays loaded.
struct Gdal {
    decltype(&GDALOpenEx) open = nullptr;
    decltype(&GDALClose) close = nullptr;
    decltype(&GDALGetRasterXSize) columns = nullptr;
    decltype(&GDALGetRasterYSize) rows = nullptr;
    decltype(&GDALGetRasterBand) band = nullptr;
    decltype(&GDALGetRasterCount) bands = nullptr;
    decltype(&GDALGetBlockSize) block_size = nullptr;
    decltype(&GDALGetRasterNoDataValue) no_data = nullptr;
    decltype(&GDALGetRasterScale) scale = nullptr;
    decltype(&GDALGetRasterOffset) offset = nullptr;
    decltype(&GDALGetGeoTransform) placing = nullptr;
    decltype(&GDALGetProjectionRef) crs = nullptr;
    decltype(&GDALRasterIO) read = nullptr;
    decltype(&GDALSetCacheMax64) set_cache = nullptr;
    decltype(&GDALRegister_GTiff) register_tiff = nullptr;
    decltype(&GDALRegister_AAIGrid) register_ascii = nullptr;
    decltype(&VSIFileFromMemBuffer) file_of = nullptr;
    decltype(&VSIFCloseL) close_file = nullptr;
    decltype(&VSIUnlink) unlink = nullptr;
    decltype(&CPLSetConfigOption) set_option = nullptr;
    decltype(&CPLPushErrorHandler) push_errors = nullptr;
    decltype(&CPLPopErrorHandler) pop_errors = nullptr;
    decltype(&CPLQuietErrorHandler) quiet = nullptr;
    decltype(&CPLGetLastErrorMsg) problem = nullptr;
    bool is_whole = false;

    Gdal();
};

template <class Function>
bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
}

Gdal::Gdal() {
    void* const library = ::dlopen("libgdal.so.32", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return;
    is_whole =
        find(library, "GDALOpenEx", open) && find(library, "GDALClose", close) &&
        find(library, "GDALGetRasterXSize", columns) && find(library, "GDALGetRasterYSize", rows) &&
        find(library, "GDALGetRasterBand", band) && find(library, "GDALGetRasterCount", bands) &&
        find(library, "GDALGetBlockSize", block_size) &&
        find(library, "GDALGetRasterNoDataValue", no_data) &&
        find(library, "GDALGetRasterScale", scale) &&
        find(library, "GDALGetRasterOffset", offset) &&
        find(library, "GDALGetGeoTransform", placing) &&
        find(library, "GDALGetProjectionRef", crs) && find(library, "GDALRasterIO", read) &&
        find(library, "GDALSetCacheMax64", set_cache) &&
        find(library, "GDALRegister_GTiff", register_tiff) &&
        find(library, "GDALRegister_AAIGrid", register_ascii) &&
        find(library, "VSIFileFromMemBuffer", file_of) && find(library, "VSIFCloseL", close_file) &&
        find(library, "VSIUnlink", unlink) && find(library, "CPLSetConfigOption", set_option) &&
        find(library, "CPLPushErrorHandler", push_errors) &&
        find(library, "CPLPopErrorHandler", pop_errors) &&
        find(library, "CPLQuietErrorHandler", quiet) &&
        find(library, "CPLGetLastErrorMsg", problem);
    if (!is_whole) return;
    // Nothing beside the bytes: no folder is listed, no .aux.xml looked for.
    set_option("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
    set_option("GDAL_PAM_ENABLED", "NO");
    set_option("GDAL_NUM_THREADS", "1");
    set_cache(kCacheBytes);
    register_tiff();
    register_ascii();
}

const Gdal& gdal() {
    static const Gdal loaded;
    return loaded;
}

// Errors go to the caller and not to the terminal, of this thread.
class QuietErrors {
  public:
    QuietErrors() { gdal().push_errors(gdal().quiet); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
    ~QuietErrors() { gdal().pop_errors(); }
};

// The bytes under a name that GDAL can open.
class MemoryFile {
  public:
    explicit MemoryFile(ByteView bytes) {
        static std::atomic<std::uint64_t> number{0};
        name_ = "/vsimem/belvedere/" + std::to_string(number++) + "/raster";
        // It only reads them.
        auto* const start = const_cast<GByte*>(reinterpret_cast<const GByte*>(bytes.data()));
        VSILFILE* const file = gdal().file_of(name_.c_str(), start, bytes.size(), FALSE);
        if (file != nullptr) (void)gdal().close_file(file);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { (void)gdal().unlink(name_.c_str()); }
    [[nodiscard]] const char* name() const { return name_.c_str(); }

  private:
    std::string name_;
};

struct CloseDataset {
    void operator()(void* dataset) const { (void)gdal().close(dataset); }
};

Failure bad(const std::string& what) {
    const std::string reason = gdal().problem();
    return fail(ErrorKind::kBadData, reason.empty() ? what : what + ": " + reason.substr(0, 200));
}

// Heights that the band says are none, or that nothing on Earth has, become NaN.
void mark_holes(GDALRasterBandH band, std::vector<float>& heights) {
    int has_no_data = FALSE;
    const double no_data = gdal().no_data(band, &has_no_data);
    const double scale = gdal().scale(band, nullptr);
    const double offset = gdal().offset(band, nullptr);
    const float hole = static_cast<float>(no_data);
    for (float& height : heights) {
        if (!std::isfinite(height) || (has_no_data != FALSE && height == hole)) {
            height = std::numeric_limits<float>::quiet_NaN();
        } else {
            height = static_cast<float>(static_cast<double>(height) * scale + offset);
        }
    }
}

}  // namespace

double RasterGrid::file_column(std::uint32_t column) const {
    return (column + 0.5) * file_columns / columns;
}
double RasterGrid::file_row(std::uint32_t row) const {
    return (row + 0.5) * file_rows / rows;
}

Result<RasterGrid> read_raster(ByteView bytes, std::uint64_t posts_max) {
    if (!gdal().is_whole) {
        return fail(ErrorKind::kUnsupported, "GDAL is not installed, which reads rasters");
    }
    const QuietErrors quiet;
    const MemoryFile file(bytes);
    const std::unique_ptr<void, CloseDataset> dataset(
        gdal().open(file.name(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (dataset == nullptr) return bad("it is no GeoTIFF and no ASCII grid");
    RasterGrid grid;
    const int columns = gdal().columns(dataset.get());
    const int rows = gdal().rows(dataset.get());
    if (columns < 1 || rows < 1 || gdal().bands(dataset.get()) < 1) return bad("it is empty");
    GDALRasterBandH const band = gdal().band(dataset.get(), 1);
    int block_columns = 0, block_rows = 0;
    gdal().block_size(band, &block_columns, &block_rows);
    const std::uint64_t block_bytes = std::uint64_t{8} *
                                      static_cast<std::uint64_t>(std::max(block_columns, 1)) *
                                      static_cast<std::uint64_t>(std::max(block_rows, 1));
    if (columns > kSide_max || rows > kSide_max || block_bytes > kBlockBytes) {
        return fail(ErrorKind::kLimit, "its rows or tiles are larger than 256 MB");
    }
    std::uint64_t step = 1;
    const auto posts = [&](int side) {
        return (static_cast<std::uint64_t>(side) + step - 1) / step;
    };
    while (posts(columns) * posts(rows) > std::max<std::uint64_t>(posts_max, 1))
        ++step;
    grid.file_columns = static_cast<std::uint32_t>(columns);
    grid.file_rows = static_cast<std::uint32_t>(rows);
    grid.columns = static_cast<std::uint32_t>(posts(columns));
    grid.rows = static_cast<std::uint32_t>(posts(rows));
    grid.heights.resize(std::size_t{grid.columns} * grid.rows);
    const CPLErr read =
        gdal().read(band, GF_Read, 0, 0, columns, rows, grid.heights.data(),
                    static_cast<int>(grid.columns), static_cast<int>(grid.rows), GDT_Float32, 0, 0);
    if (read != CE_None) return bad("its heights cannot be read");
    mark_holes(band, grid.heights);
    std::array<double, 6> placing{};
    if (gdal().placing(dataset.get(), placing.data()) == CE_None) grid.placing = placing;
    const char* const crs = gdal().crs(dataset.get());
    if (crs != nullptr && std::strlen(crs) <= kCrsNameBytesMax) grid.crs = crs;
    return grid;
}

}  // namespace belvedere::geo
