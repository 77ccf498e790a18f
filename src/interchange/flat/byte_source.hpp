// SPDX-License-Identifier: MIT
// The bytes of a file, of standard input or of a member of an archive, piece by piece and unpacked; and their lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "../inputs/input.hpp"
#include "hindsight/base/progress.hpp"

namespace hindsight::interchange {

class ByteSource {
   public:
    /// "-" is standard input. `progress` hears how much of a file is read. Throws Error{not_found}.
    explicit ByteSource(const std::string& file, Progress progress = {});
    /// Throws what opening it throws.
    explicit ByteSource(const Input& input, Progress progress = {});
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// The name for messages.
    const std::string& name() const { return name_; }
    /// Up to `size` bytes; 0 at the end. Throws Error{bad_gzip, bad_archive, too_large, not_found}.
    std::size_t read(char* to, std::size_t size);

   private:
    ByteSource(std::shared_ptr<Bytes> bytes, std::string name, Progress progress);

    std::string name_;
    std::shared_ptr<Bytes> bytes_;
    Progress progress_;
    std::string label_;  // of what it hears
};

inline constexpr std::size_t kLinesMargin = 64;

/// Lines of a source, as views into one buffer that grows with the longest of them.
class LineReader {
   public:
    explicit LineReader(ByteSource& source) : source_(source) {}
    /// Of lines that `lines` gave before; `line` of them were passed by then.
    LineReader(ByteSource& source, std::string_view text, std::uint64_t line) : source_(source), buffer_(text), end_(text.size()), line_(line), done_(true) {}

    /// The next line with its end ("\n", "\r\n" or none at the very end); nothing at the end. The view holds until the next call.
    bool next(std::string_view& line);
    /// The line that follows `line`, joined to it in place: for quotes that span lines. False at the end.
    bool extend(std::string_view& line);
    /// Of the line last returned (its last one, when joined), from 1.
    std::uint64_t line() const { return line_; }
    /// Puts back what was read of the first bytes, without consuming them.
    std::string_view peek(std::size_t size);
    /// Many whole lines at once, put into `to`: a view of them, each ending in "\n", with `kLinesMargin` bytes behind that may be
    /// read. Nothing at the end. They are not counted.
    std::string_view many_lines(std::string& to);
    /// What many_lines gave, for `next` to return again.
    void put_back(std::string_view text);
    void count_lines(std::uint64_t lines) { line_ += lines; }
    LineReader lines(std::string_view text) const { return {source_, text, line_}; }

   private:
    bool fill();

    ByteSource& source_;
    std::string buffer_;
    std::size_t begin_ = 0;  // of what is not yet returned
    std::size_t end_ = 0;    // of what was read
    std::size_t last_ = 0;   // begin of the line last returned
    std::uint64_t line_ = 0;
    bool done_ = false;
};

}  // namespace hindsight::interchange
