// SPDX-License-Identifier: MIT
// Pieces of a stream, and lines made of them.
#include "byte_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "../inputs/gz_bytes.hpp"
#include "hindsight/base/error.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::size_t kPiece = 1u << 20;     // read at a time
constexpr std::size_t kLongest = 64u << 20;  // of a line
constexpr std::size_t kLines = 256u << 10;   // of lines handed out at once

}  // namespace

ByteSource::ByteSource(const std::string& file, Progress progress)
    : ByteSource(std::make_shared<GzBytes>(file), shown_name(file), std::move(progress)) {}

ByteSource::ByteSource(const Input& input, Progress progress) : ByteSource(input.open(), input.name, std::move(progress)) {}

ByteSource::ByteSource(std::shared_ptr<Bytes> bytes, std::string name, Progress progress)
    : name_(std::move(name)), bytes_(std::move(bytes)), progress_(std::move(progress)), label_(name_ + ": byte") {}

std::size_t ByteSource::read(char* to, std::size_t size) {
    const auto got = bytes_->read(to, size);
    if (!progress_) return got;
    if (const auto extent = bytes_->extent(); extent.of > 0) progress_(label_, std::min(extent.done, extent.of), extent.of);
    return got;
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

void LineReader::put_back(std::string_view text) {
    buffer_ = std::string(text) + buffer_.substr(begin_, end_ - begin_);
    begin_ = last_ = 0;
    end_ = buffer_.size();
}

std::string_view LineReader::many_lines(std::string& to) {
    std::size_t size = std::min(end_ - begin_, kLines);
    to.resize(std::max(to.size(), 2 * kLines + kLinesMargin + 1));
    std::memcpy(to.data(), buffer_.data() + begin_, size);
    begin_ += size;
    while (size < kLines && !done_) {
        const auto got = source_.read(to.data() + size, kLines);
        size += got;
        done_ = got == 0;
    }
    const std::string_view read(to.data(), size);
    const auto whole = done_ && begin_ == end_ ? size : read.rfind('\n') + 1;  // 0 without one
    put_back(read.substr(whole));
    if (whole == 0) return {};
    if (to[whole - 1] == '\n') return read.substr(0, whole);
    to[whole] = '\n';
    return {to.data(), whole + 1};
}

}  // namespace hindsight::interchange
