// SPDX-License-Identifier: MIT
// Random values of the domain: texts, numbers, questions, predictives, outcomes.
#pragma once

#include <string>
#include <vector>

#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/statement.hpp"
#include "support/property.hpp"

namespace hindsight::test {

/// Any valid UTF-8 text: plain, Chinese, control characters, bidirectional signs, emoji, far planes; may be empty.
rc::Gen<std::string> any_text();
/// As above, but not blank, and sometimes long.
rc::Gen<std::string> some_text();
/// One line of a few plain words.
rc::Gen<std::string> plain_text();
rc::Gen<std::string> any_slug();
rc::Gen<Texts> any_texts(bool may_be_empty);

/// Any finite double: small and large, whole, decimal, of every exponent, -0.
rc::Gen<double> any_number();
/// A probability: round ones, the ends, tiny ones, any in between.
rc::Gen<double> any_probability();
/// Within the years 0001 to 9999; mostly near today.
rc::Gen<Day> any_day();
rc::Gen<Instant> any_instant();
rc::Gen<When> any_when();

/// A question of a type, with options where it has them.
rc::Gen<Question> any_question(QuestionType type);
rc::Gen<QuestionType> any_type();
/// Any form of predictive that fits the question.
rc::Gen<Predictive> any_predictive(const Question& question);
rc::Gen<Outcome> any_outcome(const Question& question);

/// A whole number from `low` to `high`, both included, all equally likely from the first case on.
inline int whole(int low, int high) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high + 1)); }
inline bool one_in(int n) { return whole(1, n) == 1; }

}  // namespace hindsight::test
