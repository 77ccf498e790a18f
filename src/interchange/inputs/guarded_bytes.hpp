// SPDX-License-Identifier: MIT
// Ends the reading of what unpacks to more than it may.
#pragma once

#include <string>

#include "bytes.hpp"
#include "hindsight/interchange/limits.hpp"

namespace hindsight::interchange {

/// Throws Error{too_large} for more bytes than a stream may have.
void check_size(std::size_t unpacked, const std::string& name, const ReadLimits& limits);
/// Throws Error{too_large} when `packed` bytes, 0 being unknown, unpack to many times as many.
void check_ratio(std::size_t unpacked, std::size_t packed, const std::string& name, const ReadLimits& limits);

class GuardedBytes : public Bytes {
 public:
    GuardedBytes(std::unique_ptr<Bytes> from, std::string name, const ReadLimits& limits)
        : from_(std::move(from)), name_(std::move(name)), limits_(limits) {}

    /// Throws Error{too_large}.
    std::size_t read(char* to, std::size_t size) override {
        const auto got = from_->read(to, size);
        read_ += got;
        check_size(read_, name_, limits_);
        check_ratio(read_, from_->extent().done, name_, limits_);
        return got;
    }
    Extent extent() const override { return from_->extent(); }

 private:
    std::unique_ptr<Bytes> from_;
    std::string name_;
    ReadLimits limits_;
    std::size_t read_ = 0;
};

}  // namespace hindsight::interchange
