// SPDX-License-Identifier: MIT
// What a statement from a foreign file is looked at for before it is compared with the record. Private to the app.
#pragma once

#include <optional>

#include "hindsight/base/crypto.hpp"
#include "hindsight/base/diagnostic.hpp"
#include "hindsight/interchange/book.hpp"

namespace hindsight::app {

/// The first rule that the statement or one of its resolutions breaks.
std::optional<Diagnostic> fault_of_draft(const interchange::BookStatement& draft, Instant now);
/// What tells two statements of one id apart.
Hash content_of(const interchange::BookStatement& draft);

}  // namespace hindsight::app
