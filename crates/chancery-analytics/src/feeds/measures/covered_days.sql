-- The days that the attached files of a feed tell of, and how many rows they have on each.
SELECT format, day, COUNT(*) AS feed_rows
FROM rows
GROUP BY format, day
