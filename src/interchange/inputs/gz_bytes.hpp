// SPDX-License-Identifier: MIT
// The bytes of a file or of standard input, unpacked if they are gzipped. The only door to zlib.
#pragma once

#include <string>

#include "bytes.hpp"

namespace hindsight::interchange {

class GzBytes : public Bytes {
 public:
    /// "-" is standard input. Throws Error{not_found}.
    explicit GzBytes(const std::string& file);
    ~GzBytes() override;

    /// Throws Error{bad_gzip, not_found}.
    std::size_t read(char* to, std::size_t size) override;
    Extent extent() const override;
    /// Whether the bytes are gzipped; needs a first read.
    bool packed() const;

 private:
    std::string name_;
    void* stream_ = nullptr;  // gzFile
    std::size_t size_ = 0;    // of the file as it lies there; 0 when unknown
};

/// How a file is called in messages.
std::string shown_name(const std::string& file);

}  // namespace hindsight::interchange
