-- Contact frequency of machine-coded rows between two different countries, by month and in four units:
--   row         every row
--   one-a-day   one for each day, source, target and code
--   undirected  one for each day, pair and root code, whoever acts
--   dyad-day    one for each day and pair
-- Every unit belongs to one day, so months may be added to years.
WITH pairs AS (
    SELECT format, actor_a, actor_b, month, day, source, target, code, root
    FROM rows
    WHERE actor_a <> actor_b
),
one_a_day AS (
    SELECT DISTINCT format, actor_a, actor_b, month, day, source, target, code FROM pairs
),
undirected AS (
    SELECT DISTINCT format, actor_a, actor_b, month, day, root FROM pairs
),
dyad_day AS (
    SELECT DISTINCT format, actor_a, actor_b, month, day FROM pairs
)
SELECT format, 'row' AS unit, actor_a, actor_b, month, COUNT(*) AS contacts
FROM pairs GROUP BY format, actor_a, actor_b, month
UNION ALL
SELECT format, 'one-a-day' AS unit, actor_a, actor_b, month, COUNT(*) AS contacts
FROM one_a_day GROUP BY format, actor_a, actor_b, month
UNION ALL
SELECT format, 'undirected' AS unit, actor_a, actor_b, month, COUNT(*) AS contacts
FROM undirected GROUP BY format, actor_a, actor_b, month
UNION ALL
SELECT format, 'dyad-day' AS unit, actor_a, actor_b, month, COUNT(*) AS contacts
FROM dyad_day GROUP BY format, actor_a, actor_b, month
