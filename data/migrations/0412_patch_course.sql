-- The whole course of a change patch: the field check between assignment and verdict, the second reviewer, and after a case its measures until a later image proves the land restored.
ALTER TABLE patch_event DROP CONSTRAINT patch_event_kind_check;
ALTER TABLE patch_event ADD CONSTRAINT patch_event_kind_check CHECK (kind IN (
    'issued', 'changed', 'triaged', 'assigned', 'reminded', 'verified', 'judged', 'undone', 'second', 'sent_on', 'sent_back',
    'case_filed', 'measured', 'rectified', 'accepted', 'refused'));
ALTER TABLE patch_event DROP CONSTRAINT patch_event_state_check;
ALTER TABLE patch_event ADD CONSTRAINT patch_event_state_check CHECK (state IN (
    'issued', 'overlaid', 'assigned', 'verified', 'judged', 'submitted', 'reviewed', 'returned', 'closed', 'case', 'rectifying', 'rectified', 'accepted'));
