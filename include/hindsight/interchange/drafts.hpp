// SPDX-License-Identifier: MIT
// What readers of foreign formats hand over, one thing after the other: drafts of what a record may take in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/interchange/book.hpp"

namespace hindsight::interchange {

/// Where something stands: enough for a message about one of a million rows.
struct Place {
    std::string_view file;
    std::uint64_t line = 0;  // from 1; 0: the file as a whole

    Span span() const;
};

struct DraftForecast {
    std::string_view statement;  // id
    Forecast forecast;
    std::optional<When> withdrawn{};
    std::string withdrawal_reason{};
    Place where{};
    std::optional<double> sum_tolerance{};  // of the probabilities of options, where it is not the format's
};

enum class DraftKind { statement, forecast, resolution };
std::string_view slug(DraftKind kind);

class Drafts {
 public:
    virtual ~Drafts() = default;

    /// Somebody who takes part: the id that they have here. `key` is what tells them apart at the place they come from,
    /// `name` what people call them there ("": the key). Without a site the key may be an id, as a file that was written here
    /// has it. Asked again, the same answer.
    virtual std::string person(std::string_view site, std::string_view key, std::string_view name = {}) = 0;
    virtual void source(const Source& source) = 0;
    /// Persons, sources and phrases as a book has them: what differs from the record needs a reason.
    virtual void people(const Book& book) = 0;
    /// With its resolutions, without forecasts.
    virtual void statement(const BookStatement& draft) = 0;
    /// Of a statement handed over before, or in the record already.
    virtual void forecast(const DraftForecast& draft) = 0;

    // What own tables that leave things out go by.

    /// A statement as the record had it before, with its resolutions and without its forecasts.
    virtual std::optional<BookStatement> known(const std::string& id) = 0;
    /// Of a statement handed over before, or in the record already; null when there is none. Holds until the next statement.
    virtual const Question* question(std::string_view id) = 0;
    virtual CredenceTable credence() = 0;
    /// Whoever imports.
    virtual const std::string& actor() = 0;
    virtual Day today() = 0;

    /// Something that cannot be read: counted as read and refused.
    virtual void refuse(DraftKind kind, Diagnostic fault) = 0;
    /// A field that has no home here and is not empty.
    virtual void lost(std::string_view field, std::string_view example) = 0;
    /// What a person should know of all of it: said once.
    virtual void note(std::string_view text) = 0;
};

}  // namespace hindsight::interchange
