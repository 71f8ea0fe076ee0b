-- A batch is compared again when somebody asks, such as after a layer of the one map came in or was mended.
ALTER TABLE patch_batch ADD COLUMN compare_after timestamptz;
ALTER TABLE patch_batch_version ADD COLUMN compare_after timestamptz;
