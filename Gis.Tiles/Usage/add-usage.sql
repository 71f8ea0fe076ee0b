-- Adds what was counted to what is stored.
-- in: $1 layers, $2 days, $3 accounts, $4 account names, $5 display names, $6 requests, $7 tiles, $8 features, $9 bytes, $10 editions, $11 last times
INSERT INTO layer_usage AS u (layer, day, account_id, account_name, display_name, requests, tiles, features, bytes, edition, last_at)
SELECT * FROM unnest($1::text[], $2::date[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::integer[], $11::timestamptz[])
ON CONFLICT (layer, day, account_id) DO UPDATE SET
    account_name = excluded.account_name, display_name = excluded.display_name, requests = u.requests + excluded.requests, tiles = u.tiles + excluded.tiles,
    features = u.features + excluded.features, bytes = u.bytes + excluded.bytes, edition = greatest(u.edition, excluded.edition), last_at = greatest(u.last_at, excluded.last_at)
