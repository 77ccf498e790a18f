// SPDX-License-Identifier: MIT
// Several books as one. Private to the app.
#pragma once

#include <vector>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/interchange/book.hpp"

namespace hindsight::app {

/// Entries with one id become one when they say the same; otherwise they are reported with both places.
interchange::Book merged(std::vector<interchange::Book> books, Diagnostics& diagnostics);

}  // namespace hindsight::app
