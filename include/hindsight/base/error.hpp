// SPDX-License-Identifier: MIT
// The one exception type, and the one table of error codes.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hindsight {

// clang-format off
enum class ErrorCode {
    usage,
    // data that cannot be taken (3)
    bad_toml, bad_json, bad_csv, bad_gzip, bad_archive, unknown_format, bad_utf8, bad_canonical, bad_journal, not_a_book, too_large, too_deep,
    unknown_key, missing_key, missing_zone, wrong_type, bad_id, bad_date, bad_number, bad_probability, bad_sum,
    bad_yaml, missing_level, reversed_range, crossing_quantiles, bad_predictive, bad_outcome, bad_unit, bad_language, bad_head,
    unknown_option, unknown_phrase, unknown_person, unknown_source, unknown_statement, duplicate_id,
    before_said, in_future, not_resolvable, changed_without_reason, bad_link,
    // not found (4)
    not_found,
    // conflict (5)
    already_resolved, would_overwrite, conflict,
    // the record (6, 7)
    no_record, record_locked, record_read_only, disk_full, record_newer, not_a_record, record_unavailable, cannot_write,
    record_damaged, head_mismatch,
    bug,
};
// clang-format on

struct ErrorInfo {
    ErrorCode code;
    std::string_view slug;
    int exit_status;
};

/// Every code with its slug and the exit status of a command that ends with it.
std::span<const ErrorInfo> error_table();
const ErrorInfo& info(ErrorCode code);

/// A place in a text: 1-based line and column (column counts code points), 0 when unknown.
struct Span {
    std::string file;
    int line = 0;
    int column = 0;
    int length = 1;
    std::string excerpt;  // the source line, without its newline
};

/// The operation cannot finish.
class Error : public std::runtime_error {
   public:
    Error(ErrorCode code, std::string message, std::string hint = {}, Span where = {})
        : std::runtime_error(std::move(message)), code_(code), hint_(std::move(hint)), where_(std::move(where)) {}

    ErrorCode code() const { return code_; }
    const std::string& hint() const { return hint_; }
    const Span& where() const { return where_; }

   private:
    ErrorCode code_;
    std::string hint_;
    Span where_;
};

}  // namespace hindsight
