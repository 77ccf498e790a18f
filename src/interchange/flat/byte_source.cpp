// SPDX-License-Identifier: MIT
// Reads through zlib, which passes on what is not packed.
#include "byte_source.hpp"

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

constexpr unsigned kPacked = 256u << 10;      // zlib's own buffer
constexpr std::size_t kPiece = 1u << 20;      // read at a time
constexpr std::size_t kLongest = 64u << 20;   // of a line

int open_file(const std::string& file) {
    if (file == "-") return ::dup(STDIN_FILENO);
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) throw Error(ErrorCode::not_found, fmt::format("{} is a folder, not a file", file));
    return ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
}

}  // namespace

ByteSource::ByteSource(const std::string& file, Progress progress) : name_(file == "-" ? "standard input" : file), progress_(std::move(progress)) {
    const int descriptor = open_file(file);
    if (descriptor >= 0) stream_ = gzdopen(descriptor, "rb");
    if (!stream_) {
        if (descriptor >= 0) ::close(descriptor);
        throw Error(ErrorCode::not_found, fmt::format("the file {} cannot be read", name_), "check the name and its permissions");
    }
    gzbuffer(static_cast<gzFile>(stream_), kPacked);
    label_ = name_ + ": byte";
    std::error_code unknown;
    if (progress_ && std::filesystem::is_regular_file(file, unknown)) size_ = static_cast<std::size_t>(std::filesystem::file_size(file, unknown));
}

ByteSource::~ByteSource() { gzclose_r(static_cast<gzFile>(stream_)); }

std::size_t ByteSource::read(char* to, std::size_t size) {
    const auto stream = static_cast<gzFile>(stream_);
    const int got = gzread(stream, to, static_cast<unsigned>(size));
    if (size_ > 0) progress_(label_, std::min(size_, static_cast<std::size_t>(std::max<z_off_t>(0, gzoffset(stream)))), size_);
    int fault = Z_OK;
    std::string_view why = gzerror(stream, &fault);
    if (got >= 0 && (fault == Z_OK || fault == Z_STREAM_END)) return static_cast<std::size_t>(got);
    if (fault == Z_ERRNO) throw Error(ErrorCode::not_found, fmt::format("{} cannot be read: {}", name_, std::strerror(errno)));
    if (const auto at = why.find(": "); at != std::string_view::npos) why.remove_prefix(at + 2);  // zlib's own name for the file
    throw Error(ErrorCode::bad_gzip, fmt::format("{} is a damaged or cut-off gzip file: {}", name_, why), "fetch or pack it again");
}

bool LineReader::fill() {
    if (done_) return false;
    if (last_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + last_, end_ - last_);
        begin_ -= last_;
        end_ -= last_;
        last_ = 0;
    }
    if (end_ > kLongest) {
        throw Error(ErrorCode::too_large, fmt::format("{}:{}: a line is longer than {} MB", source_.name(), line_ + 1, kLongest >> 20),
                    "is a quote left open?");
    }
    if (buffer_.size() < end_ + kPiece) buffer_.resize(std::max(buffer_.size() * 2, end_ + kPiece));
    const auto got = source_.read(buffer_.data() + end_, kPiece);
    end_ += got;
    done_ = got == 0;
    return !done_;
}

bool LineReader::extend(std::string_view& line) {
    std::size_t searched = begin_;
    for (;;) {
        if (const void* at = std::memchr(buffer_.data() + searched, '\n', end_ - searched)) {
            begin_ = static_cast<std::size_t>(static_cast<const char*>(at) - buffer_.data()) + 1;
            break;
        }
        const auto rest = end_ - last_;
        if (!fill()) {
            if (begin_ == end_) return false;
            begin_ = end_;
            break;
        }
        searched = last_ + rest;
    }
    ++line_;
    line = std::string_view(buffer_).substr(last_, begin_ - last_);
    return true;
}

bool LineReader::next(std::string_view& line) {
    last_ = begin_;
    return extend(line);
}

std::string_view LineReader::peek(std::size_t size) {
    while (end_ - begin_ < size && fill()) {
    }
    return std::string_view(buffer_).substr(begin_, std::min(size, end_ - begin_));
}

}  // namespace hindsight::interchange
