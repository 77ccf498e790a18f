// SPDX-License-Identifier: MIT
// A row of one of our own tables as what it stands for. What a table leaves out is as the record has it, else as `add`
// would have it.
#pragma once

#include "hindsight/interchange/drafts.hpp"
#include "sheet.hpp"

namespace hindsight::interchange {

/// The id that a cell names a statement by: an id, or its text.
std::string statement_id(std::string_view cell);
/// Of a row of statements, or of a table with everything in its rows.
std::string own_id(const Sheet& sheet);
/// A person by id or name; nobody named: whoever imports.
std::string person_of(const Sheet& sheet, std::string_view column, Drafts& drafts);

/// Without earlier wordings, resolutions and forecasts; `known`: as the record has it.
BookStatement statement_of(const Sheet& sheet, const std::optional<BookStatement>& known, Drafts& drafts);
EarlierWording wording_of(const Sheet& sheet);
/// Nothing when neither an outcome nor an annulment is given.
std::optional<Resolution> resolution_of(const Sheet& sheet, const BookStatement& of, const std::optional<BookStatement>& known, Drafts& drafts);
/// Its statement is left to the caller. Phrases have the probabilities of `credence`; made when it was said, unless the row says when.
DraftForecast forecast_of(const Sheet& sheet, const Question* question, const CredenceTable& credence, const When& said,
                          Drafts& drafts);

}  // namespace hindsight::interchange
