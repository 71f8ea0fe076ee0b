-- Counts a day of some things anew.
-- in:  $1 things, $2 Beijing day, $3 now
INSERT INTO delivery_day (thing_id, day, expected, present, valid, rate_expected, rate_present, rate_valid, numbers_missing, counted_at)
SELECT d.thing_id, $2, d.expected, d.present, d.valid, d.rate_expected, d.rate_present, d.rate_valid, coalesce(n.missing, 0), $3
FROM delivery_day_of($1, $2, $3) d
LEFT JOIN delivery_numbers_of($1, $2) n ON n.thing_id = d.thing_id
ORDER BY d.thing_id
ON CONFLICT (day, thing_id) DO UPDATE
SET expected = excluded.expected, present = excluded.present, valid = excluded.valid, rate_expected = excluded.rate_expected,
    rate_present = excluded.rate_present, rate_valid = excluded.rate_valid, numbers_missing = excluded.numbers_missing,
    counted_at = excluded.counted_at
