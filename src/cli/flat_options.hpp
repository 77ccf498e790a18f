// SPDX-License-Identifier: MIT
// The options that the commands on flat files share.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"
#include "hindsight/app/flat.hpp"

namespace hindsight::cli {

/// Throws Error{usage} for what is no number.
std::optional<double> optional_number(const Arguments& arguments, const std::string& option);
scoring::RuleOptions rule_options(const Arguments& arguments);
scoring::Binning binning_of(const Arguments& arguments);
app::FlatFiles input_of(const Context& context, const Arguments& arguments, std::vector<std::string> files);

}  // namespace hindsight::cli
