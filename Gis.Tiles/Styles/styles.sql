-- The styles that are in use, each as it stands.
-- out: layer, style, version, title_zh, title_en, is_default, drawing, changed_at, actor; one row a style
SELECT s.layer, s.style, s.version, s.title_zh, s.title_en, s.is_default, s.drawing::text, s.changed_at, s.actor
FROM layer_style s
WHERE s.retired_at IS NULL
ORDER BY s.layer, s.is_default DESC, s.style
