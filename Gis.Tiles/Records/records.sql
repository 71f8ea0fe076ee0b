-- What the catalogue's own table says of each layer.
-- out: one row a layer
SELECT r.layer, r.owner_account, r.findable, r.confirmed_at, r.created_at, r.updated_at, f.fresh_at,
       r.description_zh, r.description_en, r.owner_zh, r.owner_en, r.update_every_days, r.contact_name, r.contact_email, r.contact_phone,
       r.lineage_zh, r.lineage_en, r.quality_zh, r.quality_en, r.keywords_zh, r.keywords_en, r.external_ids, r.time_from, r.time_to
FROM layer_record r
JOIN layer_freshness f ON f.layer = r.layer
