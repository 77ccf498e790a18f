// SPDX-License-Identifier: MIT
// The verb that makes a calendar of what is due.
#pragma once

#include <string>

#include "hindsight/app/session.hpp"
#include "hindsight/report/calendar.hpp"

namespace hindsight::app {

/// What `due` lists, in its order. Throws Error{bad_date}.
report::Calendar due_calendar(const Session& session, const std::string& within);

}  // namespace hindsight::app
