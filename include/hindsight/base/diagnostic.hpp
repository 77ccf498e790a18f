// SPDX-License-Identifier: MIT
// Faults found in a user's data: collected, never thrown one by one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/error.hpp"

namespace hindsight {

enum class Severity { note, warning, error };

struct Diagnostic {
    Severity severity = Severity::error;
    ErrorCode code = ErrorCode::usage;
    std::string message;
    std::string hint;
    Span where;
};

class Diagnostics {
   public:
    void add(Diagnostic d);
    void error(ErrorCode code, std::string message, std::string hint = {}, Span where = {});
    void warning(ErrorCode code, std::string message, std::string hint = {}, Span where = {});

    bool has_errors() const { return errors_ > 0; }
    std::size_t errors() const { return errors_; }
    const std::vector<Diagnostic>& all() const { return list_; }

   private:
    std::vector<Diagnostic> list_;
    std::size_t errors_ = 0;
};

/// Where a byte of a text stands: line, column (in code points) and the line itself, unless that is very long.
Span place_of(std::string_view text, std::size_t offset, std::string_view file = {}, int length = 1);

/// `file:line:column: error: message [slug]`, the source line with a caret, and the hint. No newline at the end.
std::string render(const Diagnostic& d);
std::string render(const Error& e);

}  // namespace hindsight
