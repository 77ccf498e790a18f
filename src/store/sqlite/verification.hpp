// SPDX-License-Identifier: MIT
// Checks that a record is what its journal says, and its journal what was recorded.
#pragma once

#include <span>
#include <string>

#include "engine/connection.hpp"
#include "engine/schema.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::sqlite {

/// Everything. The caller holds a transaction, so that all checks see one state. Whatever is in the file is a finding;
/// only an event that this program does not know, in a record that is well otherwise, throws Error{record_newer}.
Verification verify_record(Connection& connection, const Schema& schema, std::span<const journal::Head> heads,
                           const Progress& progress = {});

/// SQLite's own checks and the journal alone: what can be said of a record with projections of an older schema.
Verification verify_journal(Connection& connection, std::span<const journal::Head> heads);

/// Compares all tables of `expected` that are not the journal's with those of `found`.
void compare_projections(Connection& found, Connection& expected, std::vector<Damage>& damages);

}  // namespace hindsight::sqlite
