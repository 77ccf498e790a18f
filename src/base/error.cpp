// SPDX-License-Identifier: MIT
// The table of error codes: slug and exit status of each.
#include "hindsight/base/error.hpp"

#include <array>
#include <cstddef>

namespace hindsight {

namespace {

constexpr std::array kTable{
    ErrorInfo{ErrorCode::usage, "usage", 2},
    ErrorInfo{ErrorCode::bad_toml, "bad-toml", 3},
    ErrorInfo{ErrorCode::bad_json, "bad-json", 3},
    ErrorInfo{ErrorCode::bad_csv, "bad-csv", 3},
    ErrorInfo{ErrorCode::bad_gzip, "bad-gzip", 3},
    ErrorInfo{ErrorCode::bad_archive, "bad-archive", 3},
    ErrorInfo{ErrorCode::unknown_format, "unknown-format", 3},
    ErrorInfo{ErrorCode::bad_utf8, "bad-utf8", 3},
    ErrorInfo{ErrorCode::bad_canonical, "bad-canonical", 3},
    ErrorInfo{ErrorCode::bad_journal, "bad-journal", 3},
    ErrorInfo{ErrorCode::not_a_book, "not-a-book", 3},
    ErrorInfo{ErrorCode::too_large, "too-large", 3},
    ErrorInfo{ErrorCode::too_deep, "too-deep", 3},
    ErrorInfo{ErrorCode::unknown_key, "unknown-key", 3},
    ErrorInfo{ErrorCode::missing_key, "missing-key", 3},
    ErrorInfo{ErrorCode::missing_zone, "missing-zone", 3},
    ErrorInfo{ErrorCode::wrong_type, "wrong-type", 3},
    ErrorInfo{ErrorCode::bad_id, "bad-id", 3},
    ErrorInfo{ErrorCode::bad_date, "bad-date", 3},
    ErrorInfo{ErrorCode::bad_number, "bad-number", 3},
    ErrorInfo{ErrorCode::bad_probability, "bad-probability", 3},
    ErrorInfo{ErrorCode::bad_sum, "bad-sum", 3},
    ErrorInfo{ErrorCode::bad_yaml, "bad-yaml", 3},
    ErrorInfo{ErrorCode::missing_level, "missing-level", 3},
    ErrorInfo{ErrorCode::reversed_range, "reversed-range", 3},
    ErrorInfo{ErrorCode::crossing_quantiles, "crossing-quantiles", 3},
    ErrorInfo{ErrorCode::bad_predictive, "bad-predictive", 3},
    ErrorInfo{ErrorCode::bad_outcome, "bad-outcome", 3},
    ErrorInfo{ErrorCode::bad_unit, "bad-unit", 3},
    ErrorInfo{ErrorCode::bad_language, "bad-language", 3},
    ErrorInfo{ErrorCode::bad_head, "bad-head", 3},
    ErrorInfo{ErrorCode::unknown_option, "unknown-option", 3},
    ErrorInfo{ErrorCode::unknown_phrase, "unknown-phrase", 3},
    ErrorInfo{ErrorCode::unknown_person, "unknown-person", 3},
    ErrorInfo{ErrorCode::unknown_source, "unknown-source", 3},
    ErrorInfo{ErrorCode::unknown_statement, "unknown-statement", 3},
    ErrorInfo{ErrorCode::duplicate_id, "duplicate-id", 3},
    ErrorInfo{ErrorCode::before_said, "before-said", 3},
    ErrorInfo{ErrorCode::in_future, "in-future", 3},
    ErrorInfo{ErrorCode::not_resolvable, "not-resolvable", 3},
    ErrorInfo{ErrorCode::changed_without_reason, "changed-without-reason", 3},
    ErrorInfo{ErrorCode::bad_link, "bad-link", 3},
    ErrorInfo{ErrorCode::not_found, "not-found", 4},
    ErrorInfo{ErrorCode::already_resolved, "already-resolved", 5},
    ErrorInfo{ErrorCode::would_overwrite, "would-overwrite", 5},
    ErrorInfo{ErrorCode::conflict, "conflict", 5},
    ErrorInfo{ErrorCode::no_record, "no-record", 6},
    ErrorInfo{ErrorCode::record_locked, "record-locked", 6},
    ErrorInfo{ErrorCode::record_read_only, "record-read-only", 6},
    ErrorInfo{ErrorCode::disk_full, "disk-full", 6},
    ErrorInfo{ErrorCode::record_newer, "record-newer", 6},
    ErrorInfo{ErrorCode::not_a_record, "not-a-record", 6},
    ErrorInfo{ErrorCode::record_unavailable, "record-unavailable", 6},
    ErrorInfo{ErrorCode::cannot_write, "cannot-write", 6},
    ErrorInfo{ErrorCode::record_damaged, "record-damaged", 7},
    ErrorInfo{ErrorCode::head_mismatch, "head-mismatch", 7},
    ErrorInfo{ErrorCode::bug, "bug", 70},
};

/// Looking up by position needs the rows in the order of the enumeration.
constexpr bool in_order() {
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].code) != i) return false;
    }
    return kTable.size() == static_cast<std::size_t>(ErrorCode::bug) + 1;
}
static_assert(in_order());

}  // namespace

std::span<const ErrorInfo> error_table() { return kTable; }

const ErrorInfo& info(ErrorCode code) { return kTable[static_cast<std::size_t>(code)]; }

}  // namespace hindsight
