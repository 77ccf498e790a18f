// SPDX-License-Identifier: MIT
// Every command and option: the one place to add one.
#include <array>

#include "commands.hpp"

namespace hindsight::cli {

namespace {

using Kind = OptionRow::Kind;

constexpr OptionRow positional(std::string_view name, std::string_view help) { return {name, Kind::positional, name, help}; }
constexpr OptionRow flag(std::string_view name, std::string_view help) { return {name, Kind::flag, {}, help}; }
constexpr OptionRow value(std::string_view name, std::string_view shown, std::string_view help) { return {name, Kind::value, shown, help}; }
constexpr OptionRow list(std::string_view name, std::string_view shown, std::string_view help) { return {name, Kind::list, shown, help}; }

constexpr auto kId = positional("ID", "id of the statement");
constexpr auto kReason = value("--reason", "R", "why");
constexpr OptionRow kFilter{"FILTER", Kind::rest, "FILTER",
                            "status:overdue by:li-mu tag:x year:2024 type:date kind:claim source:s, and bare words; all must hold; "
                            "status:open,overdue means either"};

constexpr std::array kGlobal{
    value("--db", "PATH", "the record (else $HINDSIGHT_DB, ./hindsight.db, or the one in your data folder)"),
    value("--as", "PERSON", "who you are (else $HINDSIGHT_AS, or \"me\")"),
    flag("--json", "print JSON"),
    flag("--quiet", "print data and errors only"),
    value("--color", "auto|always|never", "colours on the terminal"),
    value("--lang", "en|zh", "language of reports and of statements"),
};

constexpr std::array kInit{
    flag("--reproducible", "a demonstration record: same book and clock give the same bytes; says so in every report"),
    flag("--example", "with a small book to play with"),
};
constexpr std::array kPersonAdd{
    positional("ID", "short name: lower-case letters, digits, hyphens"),
    list("--name", "NAME", "full name; another language as zh=李沐"),
};
constexpr std::array kSourceAdd{
    positional("ID", "short name: lower-case letters, digits, hyphens"),
    list("--title", "T", "title; another language as zh=…"),
    value("--url", "U", "address"),
    value("--published", "D", "day of publication"),
};
constexpr std::array kAdd{
    positional("TEXT", "what was said, in one sentence"),
    value("--by", "P", "who said it (default: you)"),
    value("--kind", "K", "prediction (about later) or claim (about then)"),
    value("--said-on", "D", "the day it was said (default: today)"),
    value("--due", "D", "when the answer should be known: 2027-08-23, +90d, \"end of March 2027\""),
    value("--type", "T", "binary, numeric, date, categorical, ordinal (recognised from the forecast when left out)"),
    value("--criteria", "C", "what settles it, so that a stranger can decide"),
    value("--unit", "U", "unit of a number"),
    value("--scale", "linear|log", "scale of a number"),
    list("--option", "O", "an answer to choose from; repeat it"),
    value("--forecast", "F", "70%, 0.7, 7:3, 100B..500B@80%, >=5@60%, a=20%,b=80%, \"not before 2029-08-23@80%\""),
    value("--phrase", "W", "the wording instead of a number: \"likely\""),
    value("--source", "S", "id of the source"),
    value("--locator", "L", "place in the source: page, minute, section"),
    list("--tag", "T", "a tag; repeat it"),
    value("--lang-of-text", "L", "language of the text (recognised when left out)"),
    value("--id", "ID", "id to give it (made from the text when left out)"),
};
constexpr std::array kForecast{
    kId,
    positional("F", "70%, 7:3, 100B..500B@80%, \"not before 2029-08-23@80%\", or a phrase such as \"likely\""),
    value("--by", "P", "whose forecast (default: yours)"),
    value("--at", "T", "when it was made (default: now)"),
    kReason,
};
constexpr std::array kWithdraw{kId, value("--by", "P", "whose forecast (default: yours)"), value("--at", "T", "from when on (default: now)"),
                               kReason};
constexpr std::array kResolve{
    kId,
    positional("OUTCOME", "yes, no, 0.5, 398.5B, \"below 10B\", 2026-05-01, \"not by 2027-01-01\", an option, \"annulled: why\""),
    value("--on", "D", "when it became known (default: the outcome's own day, else today; a claim's own day)"),
    value("--by", "P", "who decides (default: you)"),
    list("--evidence", "URL", "where it can be seen; repeat it"),
    value("--note", "N", "why"),
    flag("--correct", "replace your own earlier resolution"),
    kReason,
};
constexpr std::array kAmend{
    kId,
    value("--text", "T", "new wording"),
    value("--lang-of-text", "L", "language of the new wording"),
    value("--criteria", "C", "new criteria"),
    value("--due", "D", "new due date"),
    list("--tag", "T", "new tags, in place of the old ones"),
    kReason,
};
constexpr std::array kRetract{kId, kReason};
constexpr std::array kList{
    kFilter,
    value("--sort", "K", "id, said, due, status, speaker, probability (default: as recorded)"),
    value("--limit", "N", "at most so many"),
    list("--columns", "C,…", "id, status, due, said, by, kind, type, forecast, outcome, text"),
};
constexpr std::array kShow{kId};
constexpr std::array kDue{
    value("--within", "90d", "how far to look ahead (default: 90d)"),
    value("--format", "text|ics", "a list (default), or a calendar with reminders"),
};
constexpr std::array kLog{OptionRow{"ID", Kind::optional_positional, "ID", "only events of this statement"}};
constexpr std::array kScore{
    OptionRow{"FILTER", Kind::rest, "FILTER|FILE", "filters of the record as for list; or files (- is standard input), which need no record"},
    list("--by", "K,…", "group by forecaster, speaker, tag, type, horizon, question, kind; of a file: by columns"),
    value("--policy", "P", "which forecasts count: last (default), first, time-weighted, every"),
    flag("--include-late", "also forecasts made after the outcome was known"),
    list("--rule", "R,…", "brier, log, ... (default: all that fit)"),
    flag("--crowd", "also the crowd: median and mean of what people gave for an event, as forecasters"),
    flag("--list-rules", "show all rules"),
    flag("--list-families", "show all families of distributions with their parameters"),
    value("--format", "F", "of a file: csv, tsv, jsonl, hubverse (recognised when left out)"),
    list("--map", "NAME=COLUMN", "of a file: the column that NAME (probability, outcome, forecaster, question, ...) stands in"),
    list("--where", "COLUMN=VALUE", "of a file: only rows for which it holds; also != < <= > >="),
    value("--observed", "FILE", "of a file: what happened, for model output of a hub"),
    flag("--each", "of a file: the scores of every row, as JSON Lines"),
    flag("--diagnostics", "intervals and calibration; of a file also ROC and more"),
    flag("--calibration", "of a file: reliability bins alone"),
    value("--bins", "N", "how many reliability bins (10)"),
    value("--bins-by", "width|quantile", "bins of equal width (default) or equal count"),
    value("--bins-closed", "left|right", "which edge belongs to a bin (left)"),
    value("--cluster", "COLUMN", "of a file: rows that belong together for errors (default: question)"),
    value("--clip", "E", "hold probabilities to [E, 1-E] for the log score"),
    value("--threshold", "X", "for the rule brier_threshold"),
    value("--weight-range", "A,B", "for the rules crps_tw and crps_ow"),
    value("--level", "C", "for the rule coverage of quantiles"),
    flag("--as-published", "the scores of sites with the defects that the sites have"),
    value("--threads", "N", "of a file: how many may work at once (default: as many as there are cores)"),
};
constexpr std::array kCompare{
    OptionRow{"FILE", Kind::rest, "FILE", "flat files as for score (- is standard input)"},
    list("--by", "COLUMN,…", "who forecasts"),
    value("--rule", "R", "one rule; hindsight score --list-rules lists all"),
    value("--baseline", "NAME", "the forecaster to scale relative skill by"),
    value("--adjust", "difficulty", "rank by scores set right for how hard the tasks taken were"),
    value("--missing", "POLICY", "shared (default), all_shared, impute_worst, impute_mean, impute_na (no mean for who lacks a task)"),
    list("--task", "COLUMN,…", "what was forecast (default: question; of a hub's tables all other columns)"),
    value("--cluster", "COLUMN", "tasks that belong together for errors (default: question)"),
    value("--order", "COLUMN", "a number or day that puts tasks in order, for --horizon"),
    value("--horizon", "H", "differences may depend on each other over less than H tasks (1)"),
    flag("--pairs", "show every pair"),
    value("--format", "F", "csv, tsv, jsonl, hubverse (recognised when left out)"),
    list("--map", "NAME=COLUMN", "the column that NAME stands in"),
    list("--where", "COLUMN=VALUE", "only rows for which it holds; also != < <= > >="),
    value("--observed", "FILE", "what happened, for model output of a hub"),
    value("--clip", "E", "hold probabilities to [E, 1-E] for the log score"),
    value("--threshold", "X", "for the rule brier_threshold"),
    value("--weight-range", "A,B", "for the rules crps_tw and crps_ow"),
    value("--level", "C", "for the rule coverage of quantiles"),
};
constexpr std::array kReport{
    OptionRow{"YEAR", Kind::optional_positional, "YEAR", "four digits; may be left out with --compare and --person"},
    list("--format", "F,…", "text (default), html, md, pdf and more: hindsight report --formats lists all"),
    value("--out", "DIR", "write files there"),
    value("--as-of", "T", "as the record stood then"),
    list("--by", "P,…", "only statements by these speakers"),
    value("--person", "ID", "only what this person said or forecast; of all time without a YEAR"),
    list("--compare", "YEAR,…", "several years in one report"),
    value("--year-by", "R", "decided (default), due or said"),
    value("--policy", "P", "which forecasts count: last (default), first, time-weighted, every"),
    flag("--include-late", "also forecasts made after the outcome was known"),
    value("--credence", "FILE", "show also how scores would be with the phrases of this book, or of a file with a table [credence] alone"),
    value("--charts", "DIR", "also write every chart there, as SVG"),
    flag("--formats", "show all formats"),
};
constexpr std::array kImport{
    OptionRow{"FILE", Kind::rest, "FILE", "files of any format, also packed; - is standard input"},
    value("--format", "F", "their format (recognised when left out): hindsight import --formats lists all"),
    flag("--dry-run", "only say what would happen"),
    flag("--partial", "store what is good although something else is refused"),
    value("--zone", "Z", "of times without one: UTC, +02:00, Europe/Berlin"),
    list("--map", "NAME=COLUMN|FILE", "of a table: the column that NAME stands in; or a file that describes the whole table"),
    list("--person", "NAME=ID", "who in the file is which person here"),
    value("--limit", "NAME=SIZE,…", "take more, or less than stream=1GB,book=256MB,document=16MB,field=256KB,depth=32,members=10000,ratio=200"),
    value("--reason", "R", "why what is in the record already has changed"),
    flag("--formats", "show all formats"),
};
constexpr std::array kExport{
    kFilter,
    value("--format", "F", "toml (default), or another: hindsight export --formats lists all"),
    value("--style", "raw|spreadsheet", "of tables: texts as they are (default), or safe to open in a spreadsheet"),
    value("--out", "FILE", "write there instead of to standard output; a folder for formats of several files"),
    flag("--formats", "show all formats"),
};
constexpr std::array kVerify{list("--head", "FILE", "a head or report kept from earlier; repeat it")};
constexpr std::array kHead{value("--out", "FILE", "write it there, to keep it outside the record")};
constexpr std::array kBackup{positional("FILE", "the copy")};

constexpr std::array kCommands{
    CommandRow{"init", "Make an empty record", "hindsight init", kInit, run_init},
    CommandRow{"add", "Record what somebody said",
               "hindsight add \"It rains in Hangzhou tomorrow\" --due +1d --criteria \"The city's station reports rain\" --forecast 70%", kAdd,
               run_add},
    CommandRow{"forecast", "Record how probable somebody thinks it is", "hindsight forecast tea-house 65% --reason \"the lease is signed\"",
               kForecast, run_forecast},
    CommandRow{"resolve", "Record what happened, with evidence",
               "hindsight resolve bridge-opens no --on 2026-06-30 --evidence https://example.org/bridge", kResolve, run_resolve},
    CommandRow{"report", "The accuracy report of a year, of several, or of a person",
               "hindsight report 2026\nhindsight report --compare 2025,2026\nhindsight report --person me", kReport, run_report},
    CommandRow{"list", "List statements", "hindsight list status:open by:me --sort due", kList, run_list},
    CommandRow{"show", "Everything about one statement", "hindsight show tea-house", kShow, run_show},
    CommandRow{"due", "What must I look at today?", "hindsight due --within 90d\nhindsight due --within 1y --format ics > due.ics", kDue, run_due},
    CommandRow{"score", "Score forecasts of the record, or of flat files", "hindsight score --by forecaster\nhindsight score --list-rules", kScore, run_score},
    CommandRow{"compare", "Compare forecasters on what they all forecast, from flat files",
               "printf 'forecaster,question,probability,outcome\\nann,q1,0.8,1\\nbob,q1,0.4,1\\n' | hindsight compare - --by forecaster --rule brier", kCompare, run_compare},
    CommandRow{"amend", "Change the wording, keeping the old one", "hindsight amend tea-house --due 2027-06-30 --reason \"the opening was moved\"",
               kAmend, run_amend},
    CommandRow{"withdraw", "Withdraw a forecast", "hindsight withdraw tea-house --reason \"no longer sure\"", kWithdraw, run_withdraw},
    CommandRow{"retract", "Take a statement back; it stays in the record", "hindsight retract robot-waiters --reason \"said in jest\"", kRetract,
               run_retract},
    CommandRow{"undo", "Append the opposite of the last action", "hindsight undo", {}, run_undo},
    CommandRow{"log", "What was recorded, in order", "hindsight log tea-house", kLog, run_log},
    CommandRow{"person add", "Add a person", "hindsight person add ada --name \"Ada Lovelace\"", kPersonAdd, run_person_add},
    CommandRow{"person list", "List people", "hindsight person list", {}, run_person_list},
    CommandRow{"source add", "Add a source",
               "hindsight source add town-hall --title \"Minutes of the town hall\" --url https://example.org/minutes", kSourceAdd,
               run_source_add},
    CommandRow{"source list", "List sources", "hindsight source list", {}, run_source_list},
    CommandRow{"export", "Write the record as a book, or for another program", "hindsight export --out book.toml", kExport, run_export},
    CommandRow{"import", "Bring books and files of other programs into the record", "hindsight import book.toml --dry-run", kImport, run_import},
    CommandRow{"head", "The short proof of all that is recorded", "hindsight head --out head.txt", kHead, run_head},
    CommandRow{"verify", "Check that nothing was changed behind your back", "hindsight verify --head head.txt", kVerify, run_verify},
    CommandRow{"backup", "Make a verified copy", "hindsight backup copy.db", kBackup, run_backup},
    CommandRow{"doctor", "Check the file, the library and the settings", "hindsight doctor", {}, run_doctor},
};

}  // namespace

std::span<const CommandRow> commands() { return kCommands; }
std::span<const OptionRow> global_options() { return kGlobal; }

std::string Arguments::text(const std::string& name) const {
    const auto it = values_.find(name);
    return it == values_.end() || it->second.empty() ? std::string() : it->second.front();
}

const std::vector<std::string>& Arguments::all(const std::string& name) const {
    static const std::vector<std::string> kNone;
    const auto it = values_.find(name);
    return it == values_.end() ? kNone : it->second;
}

std::vector<std::string> Arguments::list(const std::string& name) const {
    std::vector<std::string> out;
    for (const auto& value : all(name)) {
        std::size_t start = 0;
        while (start <= value.size()) {
            const auto comma = std::min(value.find(',', start), value.size());
            if (comma > start) out.push_back(value.substr(start, comma - start));
            start = comma + 1;
        }
    }
    return out;
}

}  // namespace hindsight::cli
