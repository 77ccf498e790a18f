// SPDX-License-Identifier: MIT
// Time zones, for times that were written without one.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "hindsight/base/local_time.hpp"

namespace hindsight {

/// What a local time means in a zone.
struct ZonedTime {
    enum class Kind {
        one,
        ambiguous,    // clocks went back: it was shown twice
        nonexistent,  // clocks went forward: it was never shown; or it is beyond the years 0001 to 9999
    };
    Kind kind = Kind::one;
    Instant at{};     // of an ambiguous one the earlier; of a nonexistent one nothing
    Instant later{};  // of an ambiguous one; else as `at`
};

class Zone {
 public:
    /// `UTC`, `Z`, an offset (`+02:00`, `-0530`, `+02`) or a name of the IANA database (`Europe/Berlin`), which the
    /// system must have. Throws Error{usage}, with the nearest name.
    static Zone parse(std::string_view text);

    const std::string& name() const { return name_; }
    /// After 2037, where many systems' tables end, clocks go on changing as they do until then.
    ZonedTime at(LocalTime local) const;
    /// The offset that was written goes before the zone.
    ZonedTime at(const WrittenTime& written) const;

 private:
    Zone(std::string name, std::optional<std::chrono::minutes> offset, const void* rules)
        : name_(std::move(name)), offset_(offset), rules_(rules) {}

    std::string name_;
    std::optional<std::chrono::minutes> offset_;
    const void* rules_ = nullptr;  // date::time_zone, which lives as long as the program
};

}  // namespace hindsight
