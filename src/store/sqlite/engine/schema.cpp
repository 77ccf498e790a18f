// SPDX-License-Identifier: MIT
// The tables: the journal, which never changes its shape, and numbered versions of the projections.
#include "schema.hpp"

#include <fmt/format.h>

#include <array>

namespace hindsight::sqlite {

namespace {

// Parts may be large, and SQLite reads a whole row to compare it in a table without rowids: so they have keys, 1, 2, 3,
// ...
constexpr std::string_view kJournal = R"sql(
CREATE TABLE event (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    header BLOB NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

CREATE TABLE part (
    key INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES event (seq),
    name TEXT NOT NULL,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    bytes BLOB NOT NULL,
    UNIQUE (seq, name)
) STRICT;

CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER event_insert BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: events are numbered without gaps'); END;

CREATE TRIGGER part_update BEFORE UPDATE ON part
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER part_delete BEFORE DELETE ON part
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER part_insert BEFORE INSERT ON part
WHEN NEW.seq IS NOT (SELECT max(seq) FROM event)
  OR EXISTS (SELECT 1 FROM part WHERE key = NEW.key OR (seq = NEW.seq AND name = NEW.name))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: parts belong to the event just written'); END;
)sql";

// Days are counted from 1970-01-01, instants in microseconds from then; `*_is_day` says that a day was given, whose
// last microsecond the instant is. Keys follow from the order of the events.
//
// No text here is one printed for people: how that looks changes from one program to the next, and what is stored must
// follow from the journal for ever. (Folding, for `search`, is stable by Unicode's promise.) A change of anything else that
// a projector writes needs a new version below.
//
// Forecasts and what stands of them name their rows without foreign keys, which would double the time of a large import:
// the keys were looked up, and a replay shows them.
constexpr std::string_view kProjections1 = R"sql(
CREATE TABLE record (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    origin TEXT NOT NULL,
    reproducible INTEGER NOT NULL CHECK (reproducible IN (0, 1)),
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    latest TEXT NOT NULL,
    given_clock INTEGER NOT NULL,
    forecasts INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
    key INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE source (
    key INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE credence (
    phrase TEXT NOT NULL PRIMARY KEY,
    probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    key INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    recorded INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('claim', 'prediction')),
    speaker INTEGER NOT NULL REFERENCES person (key),
    said_on INTEGER NOT NULL,
    source INTEGER REFERENCES source (key),
    type TEXT CHECK (type IN ('binary', 'numeric', 'date', 'categorical', 'ordinal')),
    closes INTEGER,
    due INTEGER,
    due_is_day INTEGER CHECK (due_is_day IN (0, 1)),
    retracted INTEGER NOT NULL DEFAULT 0 CHECK (retracted IN (0, 1)),
    decided_on INTEGER,
    decided_is_day INTEGER CHECK (decided_is_day IN (0, 1)),
    outcome_kind TEXT CHECK (outcome_kind IN ('fraction', 'value', 'above', 'below', 'option', 'annulled')),
    outcome_value REAL,
    outcome_text TEXT,
    text_en TEXT NOT NULL,
    text_zh TEXT NOT NULL,
    text_any TEXT NOT NULL,
    tags TEXT NOT NULL,
    search TEXT NOT NULL,
    CHECK ((due IS NULL) = (due_is_day IS NULL)),
    CHECK ((outcome_kind IS NULL) = (decided_on IS NULL))
) STRICT;

CREATE TABLE history (
    statement INTEGER NOT NULL REFERENCES statement (key),
    seq INTEGER NOT NULL REFERENCES event (seq),
    type TEXT NOT NULL,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (statement, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE forecast (
    key INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL,
    forecaster INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_is_day INTEGER NOT NULL CHECK (made_is_day IN (0, 1)),
    recorded INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    event TEXT,
    probability REAL CHECK (probability BETWEEN 0 AND 1),
    type TEXT,
    content TEXT,
    withdrawn INTEGER,
    withdrawn_at INTEGER,
    withdrawn_is_day INTEGER CHECK (withdrawn_is_day IN (0, 1)),
    withdrawal_reason TEXT,
    CHECK ((type IS NULL) = (content IS NULL)),
    CHECK ((withdrawn IS NULL) = (withdrawn_at IS NULL) AND (withdrawn IS NULL) = (withdrawn_is_day IS NULL))
) STRICT;

CREATE INDEX forecast_statement ON forecast (statement);

CREATE TABLE standing (
    statement INTEGER PRIMARY KEY,
    by_speaker INTEGER NOT NULL CHECK (by_speaker IN (0, 1)),
    made INTEGER NOT NULL,
    forecast INTEGER NOT NULL,
    probability REAL,
    type TEXT,
    predictive TEXT,
    CHECK ((type IS NULL) = (predictive IS NULL))
) STRICT;
)sql";

/// Added in version 2: lists follow links without reading what was said. `target` is an id, which may be told of later.
constexpr std::string_view kLinks = R"sql(
CREATE TABLE link (
    statement INTEGER NOT NULL REFERENCES statement (key),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('repeats', 'variant_of', 'conditional_on')),
    target TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
)sql";

// Indexes go with their table.
constexpr std::string_view kOthers = R"sql(
SELECT type, name FROM sqlite_schema
WHERE tbl_name NOT IN ('event', 'part') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY rowid DESC)sql";

std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace

std::span<const Schema> schemas() {
    static const std::string second = std::string(kProjections1) + std::string(kLinks);
    static const std::array all{Schema{1, kProjections1}, Schema{2, second}};
    return all;
}

const Schema* find_schema(int version) {
    for (const auto& schema : schemas()) {
        if (schema.version == version) return &schema;
    }
    return nullptr;
}

void create_tables(Connection& connection, const Schema& schema) {
    connection.run(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId, schema.version));
    connection.run(std::string(kJournal));
    connection.run(std::string(schema.projections));
}

void replace_projections(Connection& connection, const Schema& schema) {
    std::string script;
    Query others(connection, kOthers);
    // Later tables refer to earlier ones, so they go in the opposite order; a trigger goes with its table.
    while (others.next()) {
        if (others.bytes(0) == "table" || others.bytes(0) == "view") {
            script += fmt::format("DROP {} {};", others.bytes(0), quoted(others.bytes(1)));
        }
    }
    others.bind();
    connection.run(script);
    connection.run(std::string(schema.projections));
    connection.run(fmt::format("PRAGMA user_version = {}", schema.version));
}

std::vector<SchemaObject> schema_objects(Connection& connection) {
    std::vector<SchemaObject> objects;
    Query rows(connection,
               "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name, tbl_name, sql");
    while (rows.next()) objects.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
    return objects;
}

std::vector<std::string> projection_tables(Connection& connection) {
    std::vector<std::string> names;
    Query rows(connection, kOthers);
    while (rows.next()) {
        if (rows.bytes(0) == "table") names.insert(names.begin(), rows.text(1));
    }
    return names;
}

}  // namespace hindsight::sqlite
