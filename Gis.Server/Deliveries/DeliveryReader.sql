-- A thing's ledger by day. Days whose data is all kept are counted as they are asked for; older ones as they were counted last.
-- in:  $1 thing, $2 first day, $3 last day, $4 now, $5 first day that is counted anew
-- out: one row a day: figures by the time of the data, numbers of the device that are missing, counts by the day of arrival
SELECT d.day,
       coalesce(live.expected, kept.expected, 0), coalesce(live.present, kept.present, 0),
       coalesce(live.rate_expected, kept.rate_expected, 0), coalesce(live.rate_present, kept.rate_present, 0), coalesce(live.rate_valid, kept.rate_valid, 0),
       coalesce(late.backfill, 0), CASE WHEN d.day >= $5::date THEN coalesce(number.missing, 0) ELSE coalesce(kept.numbers_missing, 0) END,
       came.received, came.stored, came.duplicate, came.rejected, came.late
FROM (SELECT s::date AS day FROM generate_series($2::date, $3::date, interval '1 day') s) d
LEFT JOIN LATERAL delivery_day_of(CASE WHEN d.day >= $5::date THEN ARRAY[$1::bigint] ELSE '{}' END, d.day, $4) live ON true
LEFT JOIN LATERAL delivery_numbers_of(CASE WHEN d.day >= $5::date THEN ARRAY[$1::bigint] ELSE '{}' END, d.day) number ON true
LEFT JOIN delivery_day kept ON kept.thing_id = $1 AND kept.day = d.day
LEFT JOIN delivery_late late ON late.thing_id = $1 AND late.day = d.day
LEFT JOIN delivery_ledger came ON came.thing_id = $1 AND came.day = d.day
ORDER BY d.day
