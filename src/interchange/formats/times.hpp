// SPDX-License-Identifier: MIT
// Times as other programs write them.
#pragma once

#include <optional>
#include <string_view>

#include "hindsight/base/zone.hpp"
#include "hindsight/interchange/formats.hpp"

namespace hindsight::interchange {

class Times {
 public:
    /// Throws Error{usage} for a zone that there is not.
    explicit Times(const ReadOptions& options);

    /// `2024-01-02T03:04:05Z`, also with a blank for the T, an offset of hours, fractions of a second; without an offset the
    /// zone of the options counts, and a time that its clocks showed twice or never is refused. Throws Error{bad_date, missing_zone}.
    Instant instant(std::string_view text) const;
    /// A day, or an instant as above.
    When when(std::string_view text) const;
    /// Of a format that says that its times are UTC.
    static Instant utc(std::string_view text);

 private:
    Instant in_zone(const WrittenTime& written, std::string_view text) const;

    std::optional<Zone> zone_;
};

/// Seconds, or milliseconds, since 1970-01-01. Throws Error{bad_date} for what is not a time of the years 0001 to 9999.
Instant from_epoch_seconds(double seconds);
Instant from_epoch_milliseconds(double milliseconds);

}  // namespace hindsight::interchange
