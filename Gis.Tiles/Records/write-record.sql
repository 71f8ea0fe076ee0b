-- Writes the record of a layer as a whole.
-- in: $1 layer, $2 … $12 texts, $13 … $15 lists, $16 update_every_days, $17 time_from, $18 time_to, $19 owner_account, $20 findable, $21 confirmed just now
UPDATE layer_record SET
    description_zh = $2, description_en = $3, owner_zh = $4, owner_en = $5, contact_name = $6, contact_email = $7, contact_phone = $8,
    lineage_zh = $9, lineage_en = $10, quality_zh = $11, quality_en = $12, keywords_zh = $13, keywords_en = $14, external_ids = $15,
    update_every_days = $16, time_from = $17, time_to = $18, owner_account = $19, findable = $20,
    confirmed_at = CASE WHEN $21 THEN clock_timestamp() ELSE confirmed_at END, updated_at = clock_timestamp()
WHERE layer = $1
