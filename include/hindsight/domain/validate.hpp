// SPDX-License-Identifier: MIT
// Rules that hold for what people enter, whichever way it comes in: one place for the verbs and the reader of books.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/error.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight {

/// A rule that a value breaks.
struct Fault {
    ErrorCode code{};
    std::string_view field;  // "due": the name of the key in a book
    std::string message, hint;
    bool belongs_elsewhere = false;  // the field has no place there, whatever its value
};

/// Everything that is wrong with a question about a statement of that kind, said on that day.
std::vector<Fault> faults_of(const Question& question, StatementKind kind, Day said_on);

/// The fields that only some types of question have.
std::span<const std::string_view> fields_of_type();
/// Of such a field where the type does not have it.
std::optional<Fault> fault_of_field(std::string_view field, QuestionType type);

std::optional<Fault> fault_of_id(std::string_view id);
std::optional<Fault> fault_of_language(std::string_view tag);
/// `what` names the texts in messages: "text", "name", "title".
std::optional<Fault> fault_of_texts(const Texts& texts, std::string_view what);
std::optional<Fault> fault_of_evidence(const Evidence& evidence);
/// Days count, because a day given as `made_at` stands for its end.
std::optional<Fault> fault_of_withdrawal(const When& withdrawn, const When& made_at);
/// Nobody decides before it was said, nor before the day that they say it happened on.
std::optional<Fault> fault_of_decision(const Resolution& resolution, const Question& question, Day said_on);

/// `what` names the time in messages: "the day it was said".
std::optional<Fault> fault_of_future(const When& when, Instant now, std::string_view what);

/// Throws the fault, if there is one, as an Error.
void refuse(const std::optional<Fault>& fault);

}  // namespace hindsight
