// SPDX-License-Identifier: MIT
// Unicode text: validity, width on a terminal, folding for search, slugs. The only door to utf8proc.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindsight {

/// Byte offset of the first fault, or nullopt when `bytes` is valid UTF-8 (no surrogates, no overlong forms).
std::optional<std::size_t> utf8_fault(std::string_view bytes);
/// Columns that a text takes on a terminal (East Asian wide = 2, combining = 0).
int display_width(std::string_view text);
std::size_t code_points(std::string_view text);
/// The bytes of the code point that begins at `at`, which lies in the text; an invalid byte counts alone.
std::string_view code_point_at(std::string_view text, std::size_t at);
/// Cut to `width` columns, ending in an ellipsis when something was cut.
std::string truncate_to_width(std::string_view text, int width);
/// Fill with spaces on the right up to `width` columns.
std::string pad_to_width(std::string_view text, int width);
/// NFKC and case fold: two texts that a reader takes for the same search word become equal.
std::string fold(std::string_view text);
/// Control, bidirectional-override and invisible characters become visible `<U+202E>`; newlines and tabs a space.
std::string printable(std::string_view text);
/// As `printable`, but keeps newlines.
std::string printable_block(std::string_view text);
/// Printable names with commas between them, empty ones left out.
std::string printable_list(std::span<const std::string> names);

/// `[a-z0-9][a-z0-9-]{0,79}`
bool is_slug(std::string_view text);
/// A slug of at most 60 characters from a text; empty if nothing of it can stand in a slug.
std::string slugify(std::string_view text);
/// The candidate nearest to `word` by edit distance, if it is near enough to suggest.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates);
/// Whether Chinese characters stand in it.
bool has_ideographs(std::string_view text);
/// BCP 47 in the shape used here: `en`, `zh`, `zh-Hant`, `pt-BR`.
bool is_language_tag(std::string_view text);

std::string_view trim(std::string_view text);
std::string lower_ascii(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace hindsight
