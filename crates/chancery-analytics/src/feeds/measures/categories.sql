-- What the rows between two different countries were about, as far as root codes of CAMEO say it: through the vocabulary's crosswalk,
-- whose rows may lose meaning (lossy) and give one root to several categories, so that categories do not add up to the rows.
-- A root that no category has is under "unmapped". Scores are tenths.
WITH pairs AS (
    SELECT format, actor_a, actor_b, month, root, score
    FROM rows
    WHERE actor_a <> actor_b
),
mapped AS (
    SELECT
        pairs.format AS format,
        pairs.actor_a AS actor_a,
        pairs.actor_b AS actor_b,
        pairs.month AS month,
        pairs.score AS score,
        COALESCE(crosswalk.category, 'unmapped') AS category,
        COALESCE(crosswalk.lossy, 0) AS lossy
    FROM pairs
    LEFT JOIN crosswalk ON pairs.root = crosswalk.root
)
SELECT format, actor_a, actor_b, month, category, MAX(lossy) AS lossy, COUNT(*) AS pair_rows, SUM(CAST(score AS BIGINT)) AS score_sum
FROM mapped
GROUP BY format, actor_a, actor_b, month, category
