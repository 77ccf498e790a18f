// SPDX-License-Identifier: MIT
// Making projections again from the journal.
#pragma once

#include <optional>
#include <string>

#include "../engine/connection.hpp"
#include "hindsight/base/calendar.hpp"
#include "ledger.hpp"

namespace hindsight::sqlite {

/// A stored event with its header read. Throws Error{bad_canonical}.
journal::Event read_event(StoredEvent stored);

/// Copies the events of `from` into the empty tables of `to` and projects them; those up to the first one recorded
/// after `until` when that is given.
void replay(Connection& from, Connection& to, const std::optional<Instant>& until = std::nullopt);

/// Fills the empty projections of a database from its own journal.
void project_again(Connection& connection);

}  // namespace hindsight::sqlite
