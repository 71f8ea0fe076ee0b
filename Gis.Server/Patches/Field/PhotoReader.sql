-- Photographs of patches, the oldest first.
-- in:  $1 ids of patches
-- out: patch, then the columns of PhotoRow
SELECT f.patch_id, f.id, f.hash, f.role, f.account_id, a.display_name, f.lon, f.lat, f.accuracy_m, f.azimuth_deg, f.azimuth_source, f.taken_at, f.received_at, f.device, f.media_type, f.width, f.height,
       octet_length(f.bytes), ST_Distance(p.outline::geography, f.geom::geography),
       CASE WHEN said.m > 100 THEN said.m END,
       EXISTS (SELECT FROM patch_photo o WHERE o.hash = f.hash AND o.patch_id <> f.patch_id)
FROM patch_photo f
JOIN patch p ON p.id = f.patch_id
JOIN account a ON a.id = f.account_id
CROSS JOIN LATERAL (SELECT ST_Distance(f.geom::geography, ST_SetSRID(ST_MakePoint(f.exif_lon, f.exif_lat), 4490)::geography) AS m) said
WHERE f.patch_id = ANY ($1)
ORDER BY f.patch_id, f.taken_at, f.id
