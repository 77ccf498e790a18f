// Asks DuckDB what bench/csv.py asks hindsight, of the same file. Usage: node duckdb.mjs FILE THREADS scores|calibration|read
// Prints {"seconds", "processor_seconds", "rows"}: what the query took without starting the program, and its answer.
import { DuckDBInstance } from "@duckdb/node-api";

const [file, threads, question] = process.argv.slice(2);
// Everything that DuckDB would else find out is told.
const table = `read_csv('${file}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {
  'question': 'VARCHAR', 'forecaster': 'VARCHAR', 'made_at': 'VARCHAR', 'probability': 'DOUBLE', 'outcome': 'TINYINT'})`;
const brier = "(probability - outcome) * (probability - outcome)";
const log = "-ln(greatest(least(CASE WHEN outcome = 1 THEN probability ELSE 1 - probability END, 0.999), 0.001))";
const queries = {
  scores: `SELECT forecaster, count(*)::DOUBLE AS n, avg(${brier}) AS brier, avg(${log}) AS log FROM ${table} GROUP BY forecaster`,
  calibration: `SELECT forecaster, least(floor(probability * 10), 9)::DOUBLE AS bin, count(*)::DOUBLE AS n, sum(${brier}) AS brier,
    sum(${log}) AS log, avg(probability) AS predicted, avg(outcome) AS observed FROM ${table} GROUP BY ALL`,
  read: `SELECT count(*)::DOUBLE AS n, (count(question) + count(forecaster) + count(made_at))::DOUBLE AS texts, sum(probability) AS predicted,
    sum(outcome)::DOUBLE AS observed FROM ${table}`,
};

const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
const used = process.cpuUsage();
const begin = performance.now();
const reader = await connection.runAndReadAll(queries[question]);
const rows = reader.getRowObjects();
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ seconds, processor_seconds: (user + system) / 1e6, rows }));
