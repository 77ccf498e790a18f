// SPDX-License-Identifier: MIT
// Bringing own books into the record. Private to the app.
#pragma once

#include "hindsight/app/verbs.hpp"

namespace hindsight::app {

/// Compares the books with the record, and counts; a book with one fault stores nothing. Given a writer, stores what is good:
/// everything, or with `partial` what has no fault.
void take_books(Reader& reader, Writer* writer, const std::vector<BookText>& books, const ImportRequest& request, const Session& session,
                ImportResult& result);

}  // namespace hindsight::app
