-- The id of the next new feature: never one that another had in this edition. Asked when it is one's turn.
-- in: $1 layer, $2 edition
SELECT greatest((SELECT max(f.id) FROM layer_feature f WHERE f.layer = $1 AND f.edition = $2), (SELECT max(v.id) FROM layer_feature_version v WHERE v.layer = $1 AND v.edition = $2), 0) + 1
