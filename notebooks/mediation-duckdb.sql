-- Who hosts and mediates for whom, counted again with DuckDB.
--
-- Counts `mediation` anew from `contacts` and `actors`, and the certain, possible and expected contacts of every pair from
-- the days of `contacts` by way of `evidence`. A row that differs from the published one is an error (each check makes a table that
-- has no rows, or fails), so this script ends well only if all are equal. Last it prints who hosted, convened or mediated for which
-- pair, and how often.
--
-- You need DuckDB: its command line (1.5.6 was tried), or `pip install duckdb==2.0.1`. Make the tables first, in the root of the
-- repository: `cargo xtask run`. Then, from there:
--
--     chancery table mediation --format csv > printed.csv
--     duckdb -bail -cmd "SET VARIABLE printed = 'printed.csv'" -f notebooks/mediation-duckdb.sql
--
-- Variables: `tables` is the folder of the Parquet files (data/views/tables if it is not set); `printed` is what the program printed, as
-- CSV. Without `printed` the recount is compared with the Parquet alone.

CREATE MACRO path(name) AS coalesce(getvariable('tables'), 'data/views/tables') || '/' || name;
CREATE MACRO listed(item) AS string_agg(CAST(item AS VARCHAR), chr(10));

CREATE TEMP TABLE manifest AS SELECT rule, unit FROM read_json(path('../manifest.json'));
CREATE TEMP TABLE contacts AS SELECT * FROM read_parquet(path('contacts.parquet'));
CREATE TEMP TABLE actors AS SELECT * FROM read_parquet(path('actors.parquet'));
CREATE TEMP TABLE evidence AS SELECT * FROM read_parquet(path('evidence.parquet'));

-- A figure means nothing without its rule; the conditions below are those of `official` in vocabulary/rules.toml.
CREATE TEMP TABLE no_other_rule AS
SELECT error('this script counts by the rule `official`, and the tables by `' || rule || '` in the unit ' || unit)
FROM manifest WHERE rule <> 'official' OR unit <> 'occasion';

CREATE TEMP TABLE counted AS
SELECT contact, form, part_of, NOT contains(status, '|') AS firm
FROM contacts
WHERE nature = 'episode'
    AND list_contains(string_split(status, '|'), 'happened')
    AND stance IN ('asserted', 'reported', 'hedged')
    AND form NOT IN ('embassy-closed', 'agreement-ended', 'expulsion', 'protest', 'sanction');

-- A part counts with its whole, as long as that is counted too; a part without a date has its whole's.
CREATE TEMP TABLE occasions AS
WITH RECURSIVE climb AS (
    SELECT contact, contact AS occasion, part_of AS above FROM counted
    UNION ALL
    SELECT climb.contact, counted.contact, counted.part_of
    FROM climb JOIN counted ON counted.contact = climb.above
)
SELECT contact, occasion FROM climb WHERE above IS NULL OR above NOT IN (SELECT contact FROM counted);

CREATE TEMP TABLE dated AS
WITH RECURSIVE climb AS (
    SELECT contact, contact AS holder, "when" AS text, part_of AS above, 0 AS depth FROM contacts WHERE nature = 'episode'
    UNION ALL
    SELECT climb.contact, whole.contact, whole."when", whole.part_of, depth + 1
    FROM climb JOIN contacts AS whole ON whole.contact = climb.above
    WHERE climb.text IS NULL AND whole.nature = 'episode'
)
SELECT contact, arg_max(holder, depth) AS holder FROM climb GROUP BY contact;

-- Every day on which an occasion may have begun. Where there are fewer than lie between the first and the last, the date has
-- gaps: `2010-XX-20` is the 20th of any month. What has no first or no last day is open, and has no rows here.
CREATE TEMP TABLE spans AS
SELECT dated.contact, held."when", held.earliest, held.latest, held.onset_days,
    trim(string_split(regexp_replace(held."when", '[~?%]', '', 'g'), '/')[1], '[]') AS begins,
    '^(' || replace(replace(begins, 'X', '[0-9]'), ',', '|') || ')' AS pattern
FROM dated JOIN contacts AS held ON held.contact = dated.holder
WHERE held.earliest IS NOT NULL AND held.latest IS NOT NULL;

CREATE TEMP TABLE days AS
SELECT contact, onset_days, day, row_number() OVER (PARTITION BY contact ORDER BY day) AS number
FROM (SELECT *, CAST(unnest(generate_series(earliest, latest, INTERVAL 1 DAY)) AS DATE) AS day FROM spans)
WHERE date_diff('day', earliest, latest) + 1 = onset_days OR regexp_matches(strftime(day, '%Y-%m-%d'), pattern);

CREATE TEMP TABLE no_unread_date AS
SELECT error('this script cannot read the date ' || "when" || ' of ' || contact)
FROM spans LEFT JOIN (SELECT contact, count(*) AS found FROM days GROUP BY contact) USING (contact)
WHERE coalesce(found, 0) <> onset_days;

-- What each occasion adds to each period that it may have begun in, in millionths that sum to one over any division.
CREATE MACRO millionths(before, length) AS 1000000 * before // length;
CREATE TEMP TABLE shares AS
SELECT contact AS occasion, grain, period,
    CAST(count(*) = any_value(onset_days) AS INTEGER) AS certain,
    millionths(max(number), any_value(onset_days)) - millionths(min(number) - 1, any_value(onset_days)) AS expected
FROM (
    SELECT *, 'month' AS grain, strftime(day, '%Y-%m') AS period FROM days
    UNION ALL SELECT *, 'year', strftime(day, '%Y') FROM days
    UNION ALL SELECT *, 'decade', strftime(day, '%Y')[1:3] || 'X' FROM days
)
GROUP BY contact, grain, period
UNION ALL
SELECT contact, 'all', 'all', 1, 1000000 FROM counted;

-- ## Pairs of one contact
-- Sender with receiver, party with all three; each side has somebody besides business and private persons, and three or more
-- parties of one conference make no pairs.
CREATE TEMP TABLE sides AS
SELECT contact, actor, class,
    bool_or(coalesce(sector NOT IN ('BUS', 'CVL'), true)) OVER (PARTITION BY contact, actor) AS official
FROM actors WHERE class IN ('sending', 'receiving', 'mutual');

CREATE TEMP TABLE crowds AS
SELECT contact FROM actors JOIN counted USING (contact)
WHERE class = 'mutual' AND form IN ('conference', 'joint-event')
GROUP BY contact HAVING count(DISTINCT actor) >= 3;

CREATE TEMP TABLE pairs AS
SELECT DISTINCT one.contact, one.actor AS party_a, other.actor AS party_b
FROM sides AS one JOIN sides AS other ON other.contact = one.contact AND one.actor < other.actor
WHERE one.official AND other.official
    AND (one.class <> other.class OR (one.class = 'mutual' AND one.contact NOT IN (SELECT contact FROM crowds)));

-- ## Mediation
-- Each mediator and convenor with each pair that it brought together and is not one of.
CREATE TEMP TABLE brought AS
SELECT occasion, actor AS mediator, party_a, party_b, bool_or(firm) AS firm
FROM counted JOIN occasions USING (contact) JOIN pairs USING (contact) JOIN actors USING (contact)
WHERE role IN ('mediator', 'convenor') AND actor NOT IN (party_a, party_b)
GROUP BY ALL;

CREATE TEMP TABLE mediated AS
SELECT mediator, party_a, party_b, grain, period,
    CAST(sum(certain * CAST(firm AS INTEGER)) AS BIGINT) AS certain,
    count(*) AS possible,
    CAST(sum(expected * CAST(firm AS INTEGER)) AS BIGINT) AS expected
FROM (
    SELECT * FROM brought JOIN shares USING (occasion)
    UNION ALL BY NAME
    -- An open occasion has no days; the periods that it may belong to are those of the pair itself.
    SELECT brought.*, grain, period, 0 AS certain, 0 AS expected
    FROM brought JOIN evidence ON evidence.contact = occasion AND dyad = party_a || '-' || party_b
    WHERE grain <> 'all' AND category = 'all' AND form = 'all' AND occasion NOT IN (SELECT contact FROM days)
)
GROUP BY ALL;

CREATE MACRO compared(published) AS TABLE
SELECT mediator, party_a, party_b, grain, period, ours.certain, ours.possible, ours.expected,
    theirs.certain AS published_certain, theirs.possible AS published_possible, theirs.expected AS published_expected
FROM mediated AS ours
FULL JOIN query_table(published) AS theirs USING (mediator, party_a, party_b, grain, period)
WHERE (ours.certain, ours.possible, ours.expected)
    IS DISTINCT FROM (theirs.certain, theirs.possible, CAST(round(1000000 * theirs.expected) AS BIGINT));

CREATE TEMP TABLE exported AS SELECT * FROM read_parquet(path('mediation.parquet'));
CREATE TEMP TABLE printed AS SELECT * FROM exported;
DELETE FROM printed WHERE getvariable('printed') IS NOT NULL;
INSERT INTO printed SELECT * FROM read_csv(
    coalesce(getvariable('printed'), path('mediation.csv')),
    header = true,
    columns = {mediator: 'VARCHAR', party_a: 'VARCHAR', party_b: 'VARCHAR', grain: 'VARCHAR', period: 'VARCHAR',
               certain: 'BIGINT', possible: 'BIGINT', expected: 'DOUBLE'})
WHERE getvariable('printed') IS NOT NULL;

CREATE TEMP TABLE printed_differs AS
SELECT error('`mediation` as the program prints it differs from the recount: ' || listed(d))
FROM compared('printed') AS d HAVING count(*) > 0;
CREATE TEMP TABLE exported_differs AS
SELECT error('`mediation` as exported differs from the recount: ' || listed(d))
FROM compared('exported') AS d HAVING count(*) > 0;

-- ## Certain, possible and expected
-- What `evidence` says of each occasion with both a first and a last day is what its days say. Contested ones add nothing but `open`.
CREATE TEMP TABLE evidence_differs AS
SELECT error('`evidence` differs from the days of `contacts`: ' || listed(d))
FROM (
    SELECT evidence.*, shares.certain AS recounted_certain, shares.expected AS recounted_millionths
    FROM evidence LEFT JOIN shares
        ON shares.occasion = evidence.contact AND shares.grain = evidence.grain AND shares.period = evidence.period
    WHERE recurring = 0 AND open = 0
        AND (evidence.possible, evidence.certain, CAST(round(1000000 * evidence.expected) AS BIGINT))
            IS DISTINCT FROM (1, shares.certain, shares.expected)
    LIMIT 20
) AS d HAVING count(*) > 0;

-- No period of an occasion is left out: over the months, years or decades it adds up to one.
CREATE TEMP TABLE evidence_lacks_periods AS
SELECT error('`evidence` lacks periods: ' || listed(d))
FROM (
    SELECT dyad, category, form, contact, grain
    FROM evidence WHERE recurring = 0 AND open = 0
    GROUP BY ALL HAVING sum(CAST(round(1000000 * expected) AS BIGINT)) <> 1000000
        AND contact IN (SELECT contact FROM days)
    LIMIT 20
) AS d HAVING count(*) > 0;

-- The pairs of counted contacts are all there, and no others.
CREATE TEMP TABLE own_pairs AS
SELECT DISTINCT party_a || '-' || party_b AS dyad, occasion AS contact
FROM counted JOIN occasions USING (contact) JOIN pairs USING (contact);

CREATE TEMP TABLE evidence_pairs AS
SELECT dyad, contact FROM evidence
WHERE grain = 'all' AND category = 'all' AND form = 'all' AND direction = 'none' AND recurring = 0;

CREATE TEMP TABLE pairs_differ AS
SELECT error('the pairs of `evidence` are not those of `actors`: ' || listed(d))
FROM (
    (SELECT * FROM own_pairs EXCEPT SELECT * FROM evidence_pairs)
    UNION ALL
    (SELECT * FROM evidence_pairs EXCEPT SELECT * FROM own_pairs)
) AS d HAVING count(*) > 0;

-- And the figures are the sums of what `evidence` says.
CREATE TEMP TABLE figures_differ AS
SELECT error('`contact_frequency` differs from the sums of `evidence`: ' || listed(d))
FROM (
    SELECT *
    FROM (
        SELECT dyad, grain, period, category, form, sum(certain) AS certain, sum(possible) AS possible,
            sum(CAST(round(1000000 * expected) AS BIGINT)) AS expected, sum(open) AS open, sum(recurring) AS recurring
        FROM evidence GROUP BY ALL
    ) AS ours
    FULL JOIN read_parquet(path('contact_frequency.parquet')) AS theirs USING (dyad, grain, period, category, form)
    WHERE (coalesce(ours.certain, 0), coalesce(ours.possible, 0), coalesce(ours.expected, 0), coalesce(ours.open, 0),
           coalesce(ours.recurring, 0))
        IS DISTINCT FROM (coalesce(theirs.certain, 0), coalesce(theirs.possible, 0),
           CAST(round(1000000 * coalesce(theirs.expected, 0)) AS BIGINT), theirs.open, theirs.recurring)
    LIMIT 20
) AS d HAVING count(*) > 0;

-- ## Who hosts and mediates for whom
-- A venue lends a place and brings nobody together, so it is in this list and not in `mediation`.
SELECT actor AS facilitator, role, party_a, party_b, count(DISTINCT occasion) AS occasions,
    min(earliest) AS first, max(latest) AS last
FROM counted JOIN occasions USING (contact) JOIN pairs USING (contact) JOIN actors USING (contact)
    JOIN contacts USING (contact)
WHERE actors.class = 'facilitating' AND actor NOT IN (party_a, party_b)
GROUP BY ALL
ORDER BY facilitator, role, party_a, party_b;
