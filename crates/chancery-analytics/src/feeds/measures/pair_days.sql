-- On which days a feed has rows of two actors of the vocabulary, by root code, under our own ids.
WITH sides AS (
    SELECT rows.format AS format, one.actor AS one, other.actor AS other, rows.day AS day, rows.root AS root
    FROM rows
    INNER JOIN feed_actors AS one ON rows.format = one.format AND rows.actor_a = one.code
    INNER JOIN feed_actors AS other ON rows.format = other.format AND rows.actor_b = other.code
    WHERE rows.actor_a <> rows.actor_b
),
pairs AS (
    SELECT
        format,
        CASE WHEN one < other THEN one ELSE other END AS actor_a,
        CASE WHEN one < other THEN other ELSE one END AS actor_b,
        day,
        root
    FROM sides
    WHERE one <> other
)
SELECT format, actor_a, actor_b, day, root, COUNT(*) AS pair_rows
FROM pairs
GROUP BY format, actor_a, actor_b, day, root
