-- Takes back nights of which nothing can be said any more, as when a reading was corrected to an unfit one.
-- in:  $1 thing, $2 end of the night; arrays of one length
DELETE FROM meter_night n USING unnest($1::bigint[], $2::timestamptz[]) AS u(thing_id, ends_at)
WHERE n.thing_id = u.thing_id AND n.ends_at = u.ends_at
