// SPDX-License-Identifier: MIT
// The regular files of a tar archive (ustar, GNU, pax), one after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bytes.hpp"

namespace hindsight::interchange {

inline constexpr std::size_t kTarBlock = 512;

/// Whether these bytes begin with a tar header: its checksum holds.
bool is_tar(std::string_view start);

struct TarEntry {
    std::string name;
    std::uint64_t size = 0;
};

class TarReader {
 public:
    /// `name` is for messages.
    TarReader(std::shared_ptr<Bytes> from, std::string name) : from_(std::move(from)), name_(std::move(name)) {}

    /// The next regular file, passing over what is left of the one before; folders, links and devices are left out.
    /// Throws Error{bad_archive} for a damaged, cut-off or sparse archive.
    std::optional<TarEntry> next();
    /// Of the contents of that file; 0 at their end. Throws Error{bad_archive} when they are cut off.
    std::size_t read(char* to, std::size_t size);
    /// Headers passed over, of any kind.
    std::size_t headers() const { return headers_; }

 private:
    /// What headers before a file say of it.
    struct Said {
        std::string name;
        std::optional<std::uint64_t> size;
    };

    [[noreturn]] void refuse(std::string_view why) const;
    bool header(char (&block)[kTarBlock]);
    void begin(std::uint64_t size);
    void skip();
    std::string text(std::uint64_t size);
    void take_pax(std::string_view records, Said& said) const;

    std::shared_ptr<Bytes> from_;
    std::string name_;
    std::uint64_t left_ = 0;     // of the contents
    std::uint64_t padding_ = 0;  // after them
    std::size_t headers_ = 0;
};

}  // namespace hindsight::interchange
