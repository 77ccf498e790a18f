// SPDX-License-Identifier: MIT
// Random books, and when two books say the same.
#pragma once

#include "generators.hpp"
#include "hindsight/interchange/book.hpp"

namespace hindsight::test {

/// A book that can be imported as a whole: persons, sources, statements of every type with all that can happen to them.
/// Every time lies before 2026-01-01. Without history there are no earlier wordings.
interchange::Book any_book(bool with_history = true);

/// A predictive and how it was meant: phrase and basis, as a book can carry them.
Forecast any_forecast_on(const Question& question, const CredenceTable& credence, const std::string& by, const When& made_at);

/// Both as their canonical text.
bool same_book(const interchange::Book& a, const interchange::Book& b);

}  // namespace hindsight::test
