// SPDX-License-Identifier: MIT
// Faults of a book while it is read: their places, and all of them in the order of the text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/diagnostic.hpp"

namespace hindsight::interchange {

/// From one place to before another; lines and columns (in code points) count from 1.
struct TomlPlace {
    std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
};

class BookFaults {
 public:
    /// `lines` holds the offset of each line of `text`; both must outlive this.
    BookFaults(std::string_view text, std::string file, const std::vector<std::uint32_t>& lines)
        : text_(text), file_(std::move(file)), lines_(lines) {}

    void error(ErrorCode code, std::string message, std::string hint, const TomlPlace& at) {
        add(Severity::error, code, std::move(message), std::move(hint), at);
    }
    void warning(ErrorCode code, std::string message, std::string hint, const TomlPlace& at) {
        add(Severity::warning, code, std::move(message), std::move(hint), at);
    }
    std::size_t errors() const { return errors_; }

    Span span(const TomlPlace& at) const;
    /// The text of a place that lies on one line; empty otherwise.
    std::string_view source(const TomlPlace& at) const;

    /// Hands on what was found, sorted by place. Call once, at the end.
    void hand_to(Diagnostics& diagnostics);

 private:
    void add(Severity severity, ErrorCode code, std::string message, std::string hint, const TomlPlace& at);
    std::string_view line(std::uint32_t number) const;

    std::string_view text_;
    std::string file_;
    const std::vector<std::uint32_t>& lines_;
    std::vector<Diagnostic> found_;
    std::size_t errors_ = 0, unlisted_ = 0, unlisted_errors_ = 0;
};

}  // namespace hindsight::interchange
