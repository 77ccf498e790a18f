// SPDX-License-Identifier: MIT
// Earlier wordings: from a record's amendments to a book's `text_was`, and back. Private to the app.
#pragma once

#include <string>
#include <vector>

#include "hindsight/domain/record.hpp"
#include "hindsight/interchange/book.hpp"
#include "hindsight/journal/facts.hpp"

namespace hindsight::app {

using Wordings = std::vector<interchange::EarlierWording>;

/// What a book says of a record: with its forecasts, standing resolutions and earlier wordings.
interchange::BookStatement entry_of(const StatementRecord& record);

/// The texts that were in force before the present one, oldest first.
Wordings earlier_wordings(const StatementRecord& record);

/// Whether the book tells of a wording that the record does not know. A book need not repeat what the record has.
bool tells_more(const Wordings& book, const Wordings& record);

/// A new statement with the amendments that led to its present text.
std::vector<journal::Fact> added_with_wordings(const interchange::BookStatement& entry);

/// Amendments that bring the record to the entry's text and earlier wordings; empty when they would contradict what the
/// record says was in force.
std::vector<journal::Fact> amended_with_wordings(const interchange::BookStatement& entry, const StatementRecord& record,
                                                 const std::string& reason);

}  // namespace hindsight::app
