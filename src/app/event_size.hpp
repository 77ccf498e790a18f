// SPDX-License-Identifier: MIT
// Whether a fact fits into one event. Private to the app.
#pragma once

#include "hindsight/journal/facts.hpp"

namespace hindsight::app {

/// Encodes the fact only if a look at its texts and numbers gives cause to.
bool fits_one_event(const journal::Fact& fact);

}  // namespace hindsight::app
