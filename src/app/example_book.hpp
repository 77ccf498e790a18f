// SPDX-License-Identifier: MIT
// The small book of `init --example`. Private to the app.
#pragma once

#include "hindsight/app/session.hpp"

namespace hindsight::app {

void import_example(const Session& session);

}  // namespace hindsight::app
