// SPDX-License-Identifier: MIT
// A stream of bytes, wherever they come from, and the two small ones: what is in memory, and what can be read again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>

namespace hindsight::interchange {

/// How much has been read of the bytes as they are stored, and how many those are; 0 when unknown.
struct Extent {
    std::size_t done = 0;
    std::size_t of = 0;
};

class Bytes {
 public:
    Bytes() = default;
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
    virtual ~Bytes() = default;

    /// Up to `size` bytes; 0 at the end and only there.
    virtual std::size_t read(char* to, std::size_t size) = 0;
    virtual Extent extent() const { return {}; }
};

class MemoryBytes : public Bytes {
 public:
    explicit MemoryBytes(std::shared_ptr<const std::string> text) : text_(std::move(text)) {}

    std::size_t read(char* to, std::size_t size) override {
        const auto got = text_->copy(to, size, at_);
        at_ += got;
        return got;
    }
    Extent extent() const override { return {at_, text_->size()}; }

 private:
    std::shared_ptr<const std::string> text_;
    std::size_t at_ = 0;
};

/// A stream that can begin again as long as little of it was read.
class RewindableBytes : public Bytes {
 public:
    static constexpr std::size_t kKept = 64u << 10;

    explicit RewindableBytes(std::unique_ptr<Bytes> from) : from_(std::move(from)) {}

    std::size_t read(char* to, std::size_t size) override {
        if (at_ < start_.size()) {
            const auto got = start_.copy(to, size, at_);
            at_ += got;
            return got;
        }
        const auto got = from_->read(to, size);
        keep(to, got);
        return got;
    }
    Extent extent() const override { return from_->extent(); }

    /// Whether the next read gives the first bytes again.
    bool rewind() {
        at_ = 0;
        return !spent_;
    }

 private:
    void keep(const char* bytes, std::size_t size) {
        spent_ = spent_ || start_.size() + size > kKept;
        if (spent_) {
            start_.clear();
        } else {
            start_.append(bytes, size);
        }
        at_ = start_.size();
    }

    std::unique_ptr<Bytes> from_;
    std::string start_;
    std::size_t at_ = 0;  // in the start
    bool spent_ = false;  // too much was read to keep it
};

/// Reads until `to` is full or the end is reached.
inline std::size_t read_fully(Bytes& from, char* to, std::size_t size) {
    std::size_t got = 0;
    while (got < size) {
        const auto more = from.read(to + got, size - got);
        if (more == 0) break;
        got += more;
    }
    return got;
}

}  // namespace hindsight::interchange
