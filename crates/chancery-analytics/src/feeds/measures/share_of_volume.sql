-- A pair's share of all that the feed saw in a month: feeds grow, and a count that grows with its feed says little.
WITH volume AS (
    SELECT format, month, COUNT(*) AS feed_rows
    FROM rows
    GROUP BY format, month
),
pairs AS (
    SELECT format, actor_a, actor_b, month, COUNT(*) AS pair_rows
    FROM rows
    WHERE actor_a <> actor_b
    GROUP BY format, actor_a, actor_b, month
)
SELECT
    pairs.format AS format,
    pairs.actor_a AS actor_a,
    pairs.actor_b AS actor_b,
    pairs.month AS month,
    pairs.pair_rows AS pair_rows,
    volume.feed_rows AS feed_rows,
    CAST(pairs.pair_rows AS DOUBLE) / CAST(NULLIF(volume.feed_rows, 0) AS DOUBLE) AS share
FROM pairs
INNER JOIN volume ON pairs.format = volume.format AND pairs.month = volume.month
