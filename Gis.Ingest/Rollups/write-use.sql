-- Writes the use of periods. One that is older than the readings that are kept gives way only to one that is known as well.
-- in:  $1 thing, $2 seconds of the period, $3 start, $4 forward, $5 reverse, $6 state, $7 night; arrays of one length. $8 as drop-unknown-use.sql
INSERT INTO meter_use AS u (thing_id, period_s, start, forward_m3, reverse_m3, state, night_l_h)
SELECT * FROM unnest($1::bigint[], $2::integer[], $3::timestamptz[], $4::float8[], $5::float8[], $6::text[], $7::float8[])
ON CONFLICT (period_s, thing_id, start) DO UPDATE
SET forward_m3 = excluded.forward_m3, reverse_m3 = excluded.reverse_m3, state = excluded.state, night_l_h = excluded.night_l_h
WHERE (u.start >= $8 OR array_position(ARRAY['partial', 'estimated', 'measured'], excluded.state) >= array_position(ARRAY['partial', 'estimated', 'measured'], u.state))
  AND (u.forward_m3, u.reverse_m3, u.state, u.night_l_h) IS DISTINCT FROM (excluded.forward_m3, excluded.reverse_m3, excluded.state, excluded.night_l_h)
