-- The newest fact of each sort is what a patch's standing is made of: found in an index alone, for one patch as for all patches of a year.
CREATE INDEX patch_event_told ON patch_event (patch_id, id DESC) INCLUDE (state) WHERE state IS NOT NULL;
CREATE INDEX patch_event_said ON patch_event (patch_id, id DESC) INCLUDE (kind, verdict, at) WHERE kind IN ('judged', 'undone', 'changed');
CREATE INDEX patch_event_given ON patch_event (patch_id, id DESC) INCLUDE (due) WHERE kind = 'assigned';
