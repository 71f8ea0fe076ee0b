-- Writes nights of district meters; one that says something else than before is to be judged again.
-- in:  $1 thing, $2 end of the night, $3 least flow, $4 mean flow of the 24 hours before, L/h; arrays of one length
INSERT INTO meter_night AS n (thing_id, ends_at, least_l_h, mean_l_h)
SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::float8[])
ON CONFLICT (thing_id, ends_at) DO UPDATE
SET least_l_h = excluded.least_l_h, mean_l_h = excluded.mean_l_h, judged = false
WHERE (n.least_l_h, n.mean_l_h) IS DISTINCT FROM (excluded.least_l_h, excluded.mean_l_h)
