// SPDX-License-Identifier: MIT
// Two versions of a thing, field by field, for showing what changed. Private to the app.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "hindsight/domain/record.hpp"

namespace hindsight::app {

/// Every field by its name in a book, as text; those without a value may be missing.
using Fields = std::vector<std::pair<std::string, std::string>>;

Fields fields_of(const Person& person);
Fields fields_of(const Source& source);
Fields fields_of(const Statement& statement);
Fields fields_of(const Forecast& forecast, const Question& question);
Fields fields_of(const Resolution& resolution, const Question& question);

/// `criteria "… of May" becomes "… of June"; due "2026-01-01" becomes ""`: of long texts the part around the first
/// difference. Empty when all fields are the same.
std::string differences(const Fields& was, const Fields& is);

/// A text for a message: printable, cut to one piece of a line.
std::string shown(const std::string& text);

}  // namespace hindsight::app
