// SPDX-License-Identifier: MIT
// Reads through zlib, which passes on what is not packed.
#include "gz_bytes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "hindsight/base/error.hpp"

namespace hindsight::interchange {

namespace {

constexpr unsigned kPacked = 128u << 10;   // zlib's own buffer; reads of twice that size of what is not packed pass it by
constexpr std::size_t kAtOnce = 1u << 30;  // more than zlib's int can count is not asked for

int open_file(const std::string& file) {
    if (file == "-") return ::dup(STDIN_FILENO);
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        throw Error(ErrorCode::not_found, fmt::format("{} is a folder, not a file", file));
    return ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
}

}  // namespace

std::string shown_name(const std::string& file) { return file == "-" ? "standard input" : file; }

GzBytes::GzBytes(const std::string& file) : name_(shown_name(file)) {
    const int descriptor = open_file(file);
    if (descriptor >= 0) stream_ = gzdopen(descriptor, "rb");
    if (!stream_) {
        if (descriptor >= 0) ::close(descriptor);
        throw Error(ErrorCode::not_found, fmt::format("the file {} cannot be read", name_),
                    "check the name and its permissions");
    }
    gzbuffer(static_cast<gzFile>(stream_), kPacked);
    std::error_code unknown;
    if (std::filesystem::is_regular_file(file, unknown))
        size_ = static_cast<std::size_t>(std::filesystem::file_size(file, unknown));
}

GzBytes::~GzBytes() { gzclose_r(static_cast<gzFile>(stream_)); }

std::size_t GzBytes::read(char* to, std::size_t size) {
    const auto stream = static_cast<gzFile>(stream_);
    const int got = gzread(stream, to, static_cast<unsigned>(std::min(size, kAtOnce)));
    int fault = Z_OK;
    std::string_view why = gzerror(stream, &fault);
    if (got >= 0 && (fault == Z_OK || fault == Z_STREAM_END)) return static_cast<std::size_t>(got);
    if (fault == Z_ERRNO)
        throw Error(ErrorCode::not_found, fmt::format("{} cannot be read: {}", name_, std::strerror(errno)));
    if (const auto at = why.find(": "); at != std::string_view::npos)
        why.remove_prefix(at + 2);  // zlib's own name for the file
    throw Error(ErrorCode::bad_gzip, fmt::format("{} is a damaged or cut-off gzip file: {}", name_, why),
                "fetch or pack it again");
}

Extent GzBytes::extent() const {
    // A pipe has no offset.
    return {static_cast<std::size_t>(std::max<z_off_t>(0, gzoffset(static_cast<gzFile>(stream_)))), size_};
}

bool GzBytes::packed() const { return gzdirect(static_cast<gzFile>(stream_)) == 0; }

}  // namespace hindsight::interchange
