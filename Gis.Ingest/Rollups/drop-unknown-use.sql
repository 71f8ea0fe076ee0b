-- Takes back the use of periods of which nothing can be said any more, as when a reading was corrected to an unfit one.
-- in:  $1 thing, $2 seconds of the period, $3 start; arrays of one length. $4 the moment before which readings may have been dropped by retention
DELETE FROM meter_use u USING unnest($1::bigint[], $2::integer[], $3::timestamptz[]) AS n(thing_id, period_s, start)
WHERE u.thing_id = n.thing_id AND u.period_s = n.period_s AND u.start = n.start AND u.start >= $4
