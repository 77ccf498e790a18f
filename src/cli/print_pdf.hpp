// SPDX-License-Identifier: MIT
// A page as PDF, printed by a Chromium that is installed on this machine.
#pragma once

#include <string>

namespace hindsight::cli {

/// The bytes of a PDF of a self-contained page. The browser is the one that $HINDSIGHT_CHROMIUM names (a program on the PATH, or a
/// path), else the first known one on the PATH; it runs without window and network, and is ended after two minutes.
/// SIGHUP, SIGINT and SIGTERM wait until the browser is ended and its folder removed; so no other thread may run meanwhile.
/// Throws Error{cannot_write}: there is no browser, or it made no whole PDF.
std::string pdf_of(const std::string& html);

}  // namespace hindsight::cli
