-- The pictures that image layers show.
-- out: layer, id, at, folder, zooms of WebMercatorQuad, zooms of CGCS2000Quad, extent, sensor, share of cloud, metres a pixel; of each layer the newest first, one without a time last
SELECT i.layer, i.id, i.at, i.folder, i.mercator_min_zoom, i.mercator_max_zoom, i.cgcs_min_zoom, i.cgcs_max_zoom, i.min_lon, i.min_lat, i.max_lon, i.max_lat,
       i.sensor, i.cloud_percent, i.resolution_m
FROM layer_image i
WHERE i.replaced_at IS NULL
ORDER BY i.layer, i.at DESC NULLS LAST
