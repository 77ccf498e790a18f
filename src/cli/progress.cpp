// SPDX-License-Identifier: MIT
// A line on the terminal that says how far work has come that takes over a second.
#include "progress.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace hindsight::cli {

namespace {

constexpr std::string_view kErase = "\r\x1b[K";

void put_raw(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

}  // namespace

std::string progress_line(std::string_view what, std::size_t done, std::size_t total, double seconds) {
    const double rate = static_cast<double>(done) / seconds;
    const double left = static_cast<double>(total - done) / rate;
    return fmt::format("{} {} of {} ({:.0f}%), {:.0f} a second, {:.0f} s left", what, done, total,
                       100.0 * static_cast<double>(done) / static_cast<double>(total), rate, left);
}

ProgressBar::~ProgressBar() { erase(); }

void ProgressBar::erase() {
    if (visible_) put_raw(kErase);
    visible_ = false;
}

Progress ProgressBar::handle() {
    return [this](std::string_view what, std::size_t done, std::size_t total) { show(what, done, total); };
}

void ProgressBar::show(std::string_view what, std::size_t done, std::size_t total) {
    if (done == total) erase();
    const auto now = Clock::now();
    if (what != what_) {
        what_ = what;
        begin_ = shown_ = now;
        return;
    }
    const bool due = now - begin_ > std::chrono::seconds(1) && now - shown_ > std::chrono::milliseconds(200);
    if (!due || done == 0 || total <= done) return;
    shown_ = now;
    visible_ = true;
    put_raw(fmt::format("{}{}", kErase, progress_line(what, done, total, std::chrono::duration<double>(now - begin_).count())));
    std::fflush(stderr);
}

}  // namespace hindsight::cli
