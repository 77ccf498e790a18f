// SPDX-License-Identifier: MIT
// A line on the terminal that says how far work has come that takes over a second.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "hindsight/base/progress.hpp"

namespace hindsight::cli {

/// The line, without colours: `storing 12800 of 100000 (13%), 9100 a second, 10 s left`.
std::string progress_line(std::string_view what, std::size_t done, std::size_t total, double seconds);

/// Shows the line on standard error from the first second on, several times a second, and takes it away at the end.
class ProgressBar {
   public:
    ProgressBar() = default;
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    /// Refers to this object.
    Progress handle();

   private:
    using Clock = std::chrono::steady_clock;
    void erase();
    void show(std::string_view what, std::size_t done, std::size_t total);

    std::string what_;
    Clock::time_point begin_{}, shown_{};
    bool visible_ = false;
};

}  // namespace hindsight::cli
